import type { Entry } from '../../domain/entry.ts';
import { LongText } from '../../parts/LongText.tsx';
import { FIELD_NAMES, itemTexts, valueText } from './wording.ts';

const SINGLE = ['through', 'scope', 'part', 'impact', 'outcome', 'project'] as const;
const LISTS = ['competencies', 'people', 'links', 'attachments'] as const;

/** All that a version says, to be read; of what it does not say, nothing. */
export function WholeVersion({ entry }: { readonly entry: Entry }) {
  const facts = [
    { field: 'day' as const, text: valueText('day', entry.day) },
    ...SINGLE.filter((field) => entry[field]).map((field) => ({
      field,
      text: valueText(field, entry[field]),
    })),
    ...LISTS.filter((field) => entry[field].length > 0).map((field) => ({
      field,
      text: itemTexts(field, entry[field]).join(', '),
    })),
    {
      field: 'confidentiality' as const,
      text: valueText('confidentiality', entry.confidentiality),
    },
  ];
  return (
    <>
      <h4 className="history-title">{entry.title || 'Untitled'}</h4>
      <ul aria-label="About it" className="history-fields">
        {facts.map(({ field, text }) => (
          <li key={field}>
            <span className="history-field">{FIELD_NAMES[field]}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <div className="history-written">
        <LongText text={entry.text} />
      </div>
    </>
  );
}
