import * as v from 'valibot';
import { type Entry, entrySchema } from '../../domain/entry.ts';

/** An entry as it stands in the fields of the screen, where a day may be half typed. */
export interface Form extends Omit<Entry, 'day' | 'through' | 'people'> {
  readonly day: string;
  readonly through: string;
  /** Comma separated. */
  readonly people: string;
}

/** What is wrong with a field, to be read after the field's name. */
export type Problems = Readonly<Record<string, string>>;

export function formOf(entry: Entry): Form {
  return { ...entry, through: entry.through ?? '', people: peopleText(entry.people) };
}

/**
 * The entry to save. A field that is not valid keeps the value it has in `last`, so that a wrong
 * day never holds up the words beside it.
 */
export function entryOf(form: Form, last: Entry): { entry: Entry; problems: Problems } {
  let typed: Record<string, unknown> = {
    ...form,
    through: form.through === '' ? null : form.through,
    // A name with a comma in it (from a file) stays one name until someone edits the people.
    people: form.people === peopleText(last.people) ? last.people : form.people.split(','),
  };
  const problems: Record<string, string> = {};
  // Each round mends what the one before found; a check across fields only runs on sound ones.
  for (let round = 0; round < 4; round++) {
    const result = v.safeParse(entrySchema, typed);
    if (result.success) return { entry: result.output, problems };
    const wrong = new Set(result.issues.map((issue) => String(issue.path?.[0]?.key)));
    // The day was moved past a `through` that had been good: then it is the day that waits.
    if (wrong.has('through') && 'through' in problems) wrong.add('day');
    for (const issue of result.issues) problems[String(issue.path?.[0]?.key)] ??= issue.message;
    typed = Object.fromEntries(
      Object.entries(typed).map(([field, value]) => [
        field,
        wrong.has(field) ? last[field as keyof Entry] : value,
      ]),
    );
  }
  return { entry: last, problems };
}

function peopleText(people: readonly string[]): string {
  return people.join(', ');
}
