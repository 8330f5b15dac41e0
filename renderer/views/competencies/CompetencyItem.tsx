import type { Coverage } from '../../domain/coverage.ts';
import { counted } from '../counted.ts';
import { shortDay } from '../journal/day-labels.ts';
import { lookFor } from '../journal/journal.ts';
import { STRENGTH_NAMES } from '../names.ts';
import { hrefOf } from '../route.ts';
import { StrengthMeter } from '../StrengthMeter.tsx';

interface CompetencyItemProps {
  readonly id: string;
  readonly name: string;
  /** What counts as evidence. */
  readonly evidence?: string;
  readonly period: string;
  /** What the period has; undefined when it has nothing. */
  readonly coverage: Coverage | undefined;
}

/** One competency: what it asks for, and what there is. */
export function CompetencyItem({ id, name, evidence, period, coverage }: CompetencyItemProps) {
  return (
    <li className="competency" data-gap={coverage === undefined || undefined}>
      <div>
        <h3>{name}</h3>
        {evidence && <p>{evidence}.</p>}
      </div>
      {coverage === undefined ? (
        <p className="competency-gap">No evidence</p>
      ) : (
        <div className="competency-found">
          <a
            href={hrefOf({ screen: 'journal' })}
            onClick={() => lookFor({ filter: { competencies: [id], period } })}
          >
            {counted(coverage.entries, 'entry', 'entries')}
            <span className="unseen"> for {name}</span>
          </a>
          <p>
            {coverage.strongest === 'claim' ? 'Only claims' : STRENGTH_NAMES[coverage.strongest]}
            {', last '}
            <time dateTime={coverage.last}>{shortDay(coverage.last)}</time>
          </p>
        </div>
      )}
      {coverage === undefined ? (
        <span className="competency-none" aria-hidden />
      ) : (
        <StrengthMeter strength={coverage.strongest} />
      )}
    </li>
  );
}
