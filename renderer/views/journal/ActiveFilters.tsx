import { X } from 'lucide-react';
import { competencyName } from '../../domain/framework.ts';
import type { Filter } from '../../engine/contract.ts';
import { CONFIDENTIALITY_NAMES } from '../names.ts';
import { clearFilters, filterBy } from './journal.ts';

interface Chip {
  readonly name: string;
  /** What is left of the filter without it. */
  readonly without: Partial<Filter>;
}

/** The filters that are on, each removable, and a way to remove them all. */
export function ActiveFilters({ filter }: { readonly filter: Filter }) {
  const chips = chipsOf(filter);
  if (chips.length === 0) return null;
  return (
    <ul className="active-filters" aria-label="Filters">
      {chips.map(({ name, without }) => (
        <li key={name}>
          <button type="button" className="chip" onClick={() => filterBy(without)}>
            <span className="unseen">Remove filter </span>
            <span>{name}</span>
            <X size={13} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="chip chip-clear" onClick={clearFilters}>
          Clear filters
        </button>
      </li>
    </ul>
  );
}

function chipsOf(filter: Filter): Chip[] {
  const { competencies, period, project, person, confidentiality } = filter;
  const chips: Chip[] = competencies.map((id) => ({
    name: competencyName(id),
    without: { competencies: competencies.filter((other) => other !== id) },
  }));
  if (period !== null) chips.push({ name: period, without: { period: null } });
  if (project !== null) chips.push({ name: project, without: { project: null } });
  if (person !== null) chips.push({ name: `with ${person}`, without: { person: null } });
  if (confidentiality !== null) {
    chips.push({
      name: `for ${CONFIDENTIALITY_NAMES[confidentiality].toLowerCase()}`,
      without: { confidentiality: null },
    });
  }
  return chips;
}
