import { competencyName } from '../../domain/framework.ts';
import type { Row } from '../../engine/contract.ts';
import { Marked } from '../../parts/Marked.tsx';
import { CONFIDENTIALITY_NAMES } from '../names.ts';
import { hrefOf } from '../route.ts';
import { StrengthMeter } from '../StrengthMeter.tsx';
import { dayInMonth, longDay, shortDay } from './day-labels.ts';
import './entry-row.css';

interface EntryRowProps {
  /** Undefined until the row has come from the engine. */
  readonly row: Row | undefined;
  readonly tabIndex: 0 | -1;
}

/** One entry of the list: when, what, and what it proves. */
export function EntryRow({ row, tabIndex }: EntryRowProps) {
  if (row === undefined) {
    return (
      <a className="entry-row" href="#/" tabIndex={tabIndex}>
        <span className="unseen">Loading</span>
      </a>
    );
  }
  return (
    <a
      className="entry-row"
      href={hrefOf({ screen: 'entry', id: row.id })}
      tabIndex={tabIndex}
      draggable={false}
    >
      <RowDay row={row} alone={row.pinned} />
      <RowTitle row={row} />
      <StrengthMeter strength={row.strength} />
      <RowDetails row={row} />
    </a>
  );
}

interface RowDayProps {
  readonly row: Row;
  /** Whether it stands under no month, so that the day must name its own. */
  readonly alone: boolean;
}

export function RowDay({ row, alone }: RowDayProps) {
  const { day, through } = row;
  const whole = through === null ? longDay(day) : `${longDay(day)} to ${longDay(through)}`;
  return (
    <time className="entry-row-day" dateTime={day} title={whole}>
      {alone ? shortDay(day) : dayInMonth(day)}
      {through !== null && <span aria-hidden> …</span>}
    </time>
  );
}

export function RowTitle({ row }: { readonly row: Row }) {
  return (
    <span className="entry-row-title">
      {row.title.text === '' ? <i className="quiet">Untitled</i> : <Marked {...row.title} />}
    </span>
  );
}

function RowDetails({ row }: { readonly row: Row }) {
  const { snippet, competencies, project, confidentiality } = row;
  return (
    <span className="entry-row-details">
      {snippet && (
        <span className="entry-row-snippet">
          <Marked {...snippet} />
        </span>
      )}
      {competencies.map((id) => (
        <span key={id} className="tag">
          {competencyName(id)}
        </span>
      ))}
      {project !== '' && <span className="entry-row-project">{project}</span>}
      {confidentiality !== 'private' && (
        <span className="entry-row-reach">{CONFIDENTIALITY_NAMES[confidentiality]}</span>
      )}
      {snippet === null && competencies.length === 0 && project === '' && (
        <span>No competency</span>
      )}
    </span>
  );
}
