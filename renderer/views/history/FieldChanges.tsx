import { Fragment } from 'react';
import type { FieldChange, ListChange, SingleChange } from '../../domain/history.ts';
import { wordChanges } from '../../domain/text-changes.ts';
import { Pieces } from './Pieces.tsx';
import { FIELD_NAMES, itemTexts, valueText } from './wording.ts';

/** What changed about an entry beside its text, a line for each field. */
export function FieldChanges({ changes }: { readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul aria-label="Changed beside the text" className="history-fields">
      {changes.map((change) => (
        <li key={change.field}>
          <span className="history-field">{FIELD_NAMES[change.field]}</span>
          <span>{'added' in change ? <Items {...change} /> : <Values {...change} />}</span>
        </li>
      ))}
    </ul>
  );
}

function Values(change: SingleChange) {
  switch (change.field) {
    case 'title':
    case 'outcome':
    case 'project':
      return <Pieces pieces={wordChanges(change.before, change.after)} />;
    default:
      return (
        <>
          <del>{valueText(change.field, change.before)}</del>
          <span aria-hidden> → </span>
          <ins>{valueText(change.field, change.after)}</ins>
        </>
      );
  }
}

function Items({ field, removed, added }: ListChange) {
  if (removed.length + added.length === 0) return 'in another order';
  const [gone, come] = [itemTexts(field, removed), itemTexts(field, added)];
  const both = gone.filter((text) => come.includes(text));
  const items = [
    ...gone.filter((text) => !both.includes(text)).map((text) => <del key={text}>{text}</del>),
    ...come.filter((text) => !both.includes(text)).map((text) => <ins key={text}>{text}</ins>),
    // Such as a link of which only the quote is another.
    ...both.map((text) => `${text} (changed)`),
  ];
  return items.map((item, index) => (
    <Fragment key={index}>
      {index > 0 && ', '}
      {item}
    </Fragment>
  ));
}
