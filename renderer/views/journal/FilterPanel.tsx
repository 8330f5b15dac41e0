import { useState } from 'react';
import { CONFIDENTIALITIES } from '../../domain/entry.ts';
import { competenciesOf, competencyName, STAFF_ENGINEER } from '../../domain/framework.ts';
import { periodsOfYear } from '../../domain/period.ts';
import { wordsOf } from '../../domain/words.ts';
import { engine } from '../../engine/client.ts';
import type { Facet, Filter } from '../../engine/contract.ts';
import { TextField } from '../../parts/Field.tsx';
import { type Option, Select } from '../../parts/Select.tsx';
import { number } from '../counted.ts';
import { failureText } from '../failure-texts.ts';
import { CONFIDENTIALITY_NAMES } from '../names.ts';
import { useAnswer } from '../use-answer.ts';
import { filterBy } from './journal.ts';
import './filter-panel.css';

/** What the journal can be filtered by. Each choice shows in the list at once. */
export function FilterPanel({ filter }: { readonly filter: Filter }) {
  const { answer: facets, error } = useAnswer(engine.facets);
  if (error !== null) return <p role="alert">{failureText(error).text}</p>;
  if (facets === null) return null;
  const periods = facets.years.flatMap((year) => periodsOfYear(year).map(({ name }) => name));
  return (
    <>
      <CompetencyChoice facets={facets.competencies} chosen={filter.competencies} />
      <div className="filter-choices">
        <Select
          label="Period"
          value={filter.period ?? ''}
          options={[{ value: '', label: 'Any time' }, ...periods.map(sameName)]}
          onChange={(value) => filterBy({ period: value || null })}
        />
        <Select
          label="Project"
          value={filter.project ?? ''}
          options={[{ value: '', label: 'Any project' }, ...facets.projects.map(facetOption)]}
          onChange={(value) => filterBy({ project: value || null })}
        />
        <Select
          label="Person"
          value={filter.person ?? ''}
          options={[{ value: '', label: 'Anyone' }, ...facets.people.map(facetOption)]}
          onChange={(value) => filterBy({ person: value || null })}
        />
        <Select
          label="Confidentiality"
          value={filter.confidentiality ?? ''}
          options={[
            { value: '', label: 'Any' },
            ...CONFIDENTIALITIES.map((value) => ({ value, label: CONFIDENTIALITY_NAMES[value] })),
          ]}
          onChange={(value) => filterBy({ confidentiality: value === '' ? null : value })}
        />
      </div>
    </>
  );
}

interface CompetencyChoiceProps {
  readonly facets: readonly Facet[];
  readonly chosen: readonly string[];
}

function CompetencyChoice({ facets, chosen }: CompetencyChoiceProps) {
  const [typed, setTyped] = useState('');
  const counts = new Map(facets.map(({ value, count }) => [value, count]));
  const known = competenciesOf(STAFF_ENGINEER).map(({ id }) => id);
  const ids = [...new Set([...known, ...counts.keys()])].filter((id) => isNamed(id, typed));
  return (
    <fieldset className="filter-competencies">
      <legend>Competencies</legend>
      <TextField
        label="Find competency"
        type="search"
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="filter-boxes">
        {ids.map((id) => (
          <label key={id}>
            <input
              type="checkbox"
              autoComplete="off"
              checked={chosen.includes(id)}
              onChange={(event) => {
                const others = chosen.filter((other) => other !== id);
                filterBy({ competencies: event.target.checked ? [...others, id] : others });
              }}
            />
            <span>{competencyName(id)}</span>
            <small>{number(counts.get(id) ?? 0)}</small>
          </label>
        ))}
        {ids.length === 0 && <p className="quiet">No competency is called so.</p>}
      </div>
    </fieldset>
  );
}

function isNamed(id: string, typed: string): boolean {
  const words = wordsOf(competencyName(id));
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)));
}

function sameName(name: string): Option<string> {
  return { value: name, label: name };
}

function facetOption({ value, count }: Facet): Option<string> {
  return { value, label: `${value} (${number(count)})` };
}
