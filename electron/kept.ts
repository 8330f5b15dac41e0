import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import { replaceFile } from './replace-file.ts';

/** A small thing that the shell remembers from one run to the next. It holds nothing of the journal. */
export interface Kept<Value> {
  read(): Value;
  /** Writes one after the other. A full disk costs what was to be remembered, and nothing else. */
  write(value: Value): Promise<void>;
}

let writing: Promise<unknown> = Promise.resolve();

/** Settles once all that was to be remembered so far is on the disk. */
export async function allKept(): Promise<void> {
  await writing;
}

/** Keeps it as `<name>.json` in the user-data folder; what cannot be read there is as if it had never been written. */
export function keep<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  first: v.InferOutput<Schema>,
): Kept<v.InferOutput<Schema>> {
  let value: v.InferOutput<Schema> | undefined;
  const file = () => path.join(app.getPath('userData'), `${name}.json`);
  return {
    read() {
      value ??= readOr(file(), schema, first);
      return value;
    },
    async write(next) {
      const text = JSON.stringify(next, null, 2);
      if (text === JSON.stringify(value, null, 2)) return;
      value = next;
      const bytes = new TextEncoder().encode(`${text}\n`);
      writing = writing.then(() => replaceFile(file(), bytes)).catch(() => undefined);
      await writing;
    },
  };
}

function readOr<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  first: v.InferOutput<Schema>,
): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return first;
  }
}
