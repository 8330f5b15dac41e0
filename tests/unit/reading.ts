import type { Entry } from '../../renderer/domain/entry.ts';
import { readImport } from '../../renderer/formats/read-import.ts';

export interface Problem {
  readonly line: number;
  readonly problem: string;
}

export const NOW = new Date('2026-11-23T12:00:00.000Z');

/** A whole file, read. */
export async function readAll(file: Blob | string) {
  const blob = typeof file === 'string' ? new Blob([file]) : file;
  const { format, found } = await readImport(blob, { now: NOW });
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for await (const one of found) {
    if ('entry' in one) entries.push(one.entry);
    else problems.push({ line: one.line, problem: one.problem });
  }
  return { format, entries, problems };
}
