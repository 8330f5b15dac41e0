import { type ReactNode, useCallback, useState } from 'react';
import type { Coverage } from '../../domain/coverage.ts';
import { competenciesOf, competencyName, STAFF_ENGINEER } from '../../domain/framework.ts';
import { periodsOfYear } from '../../domain/period.ts';
import { engine } from '../../engine/client.ts';
import { Select } from '../../parts/Select.tsx';
import { counted, number } from '../counted.ts';
import { Failed } from '../ErrorBoundary.tsx';
import { useAnswer } from '../use-answer.ts';
import { CompetencyItem } from './CompetencyItem.tsx';
import './competencies.css';

const KNOWN = competenciesOf(STAFF_ENGINEER);

/** The period the reader looked at last, for as long as the page lives. */
let lastPeriod: string | null = null;

/** What the framework asks for, and what the journal can show for it in a period. */
export function CompetenciesView() {
  const [period, setPeriod] = useState(() => lastPeriod ?? String(new Date().getFullYear()));
  const years = useAnswer(engine.facets).answer?.years ?? [];
  const coverage = useAnswer(useCallback(() => engine.coverage(period), [period]));
  if (coverage.error !== null) {
    return <Failed error={coverage.error} onRetry={coverage.askAgain} />;
  }
  const found: ReadonlyMap<string, Coverage> = coverage.answer ?? new Map();
  const others = [...found.keys()].filter((id) => KNOWN.every((known) => known.id !== id));
  const covered = KNOWN.filter(({ id }) => !isGap(found.get(id))).length;
  return (
    <section className="screen competencies" aria-label="Competencies">
      <header className="screen-head">
        <h1>Competencies</h1>
        <Select
          label="Period"
          value={period}
          options={periodNames(years, period).map((name) => ({ value: name, label: name }))}
          onChange={(name) => {
            lastPeriod = name;
            setPeriod(name);
          }}
        />
      </header>
      <p role="status" className="competencies-sum">
        {coverage.answer &&
          `${number(covered)} of ${number(KNOWN.length)} shown by evidence in ${period}; ${counted(KNOWN.length - covered, 'gap', 'gaps')}.`}
      </p>
      {STAFF_ENGINEER.groups.map((group) => (
        <CompetencyGroup key={group.name} name={group.name}>
          {group.competencies.map(({ id, name, evidence }) => (
            <CompetencyItem
              key={id}
              id={id}
              name={name}
              evidence={evidence}
              period={period}
              coverage={found.get(id)}
            />
          ))}
        </CompetencyGroup>
      ))}
      {others.length > 0 && (
        <CompetencyGroup name="In no framework here">
          {others.map((id) => (
            <CompetencyItem
              key={id}
              id={id}
              name={competencyName(id)}
              period={period}
              coverage={found.get(id)}
            />
          ))}
        </CompetencyGroup>
      )}
    </section>
  );
}

interface CompetencyGroupProps {
  readonly name: string;
  readonly children: ReactNode;
}

function CompetencyGroup({ name, children }: CompetencyGroupProps) {
  return (
    <section className="competency-group" aria-label={name}>
      <h2>{name}</h2>
      <ul>{children}</ul>
    </section>
  );
}

/** A gap is a competency without evidence, or with none stronger than a claim. */
export function isGap(coverage: Coverage | undefined): boolean {
  return coverage === undefined || coverage.strongest === 'claim';
}

/** The periods of the years that have entries, of this year, and of the one that is chosen. */
function periodNames(years: readonly number[], chosen: string): string[] {
  const all = new Set([new Date().getFullYear(), Number(chosen.slice(0, 4)), ...years]);
  const newestFirst = [...all].sort((a, b) => b - a);
  return newestFirst.flatMap((year) => periodsOfYear(year).map(({ name }) => name));
}
