import { type Entry, sameContent } from '../domain/entry.ts';
import { type ImportFile, readImport, UnreadableFile } from '../formats/read-import.ts';
import type { Catalogue } from './catalogue.ts';
import type { Imported, ImportPreview, Progress } from './contract.ts';
import { Failure } from './failure.ts';
import type { Files } from './files.ts';
import { type Accompanied, accompanied, take } from './imported-files.ts';
import type { Journal } from './journal.ts';

/**
 * Imports: a file is first read whole and compared with the journal, which writes nothing; then
 * what is new is added in one transaction, after the files that come with it. Only new entries are ever written, so nothing that was
 * in the journal can change.
 */
export interface Imports {
  preview(file: Blob, progress?: Progress): Promise<ImportPreview>;
  commit(options: { readonly goodLinesOnly: boolean }, progress?: Progress): Promise<Imported>;
  cancel(): void;
  undo(): Promise<{ readonly removed: number; readonly kept: number }>;
}

const SHOWN_PROBLEMS = 100;
const SHOWN_ENTRIES = 5;
/** Entries compared with the journal's at a time. */
const BATCH = 200;

export function createImports(journal: Journal, catalogue: Catalogue, files: Files): Imports {
  let pending: (Accompanied & { readonly bad: number }) | null = null;
  /** What the last import added, by id, with the `updated` it was written with. */
  let added: ReadonlyMap<string, string> = new Map();
  /** Aborted by every cancel, so that whatever runs then sees that it was meant. */
  let wanted = new AbortController();

  async function commit(
    { goodLinesOnly }: Parameters<Imports['commit']>[0],
    signal: AbortSignal,
    progress?: Progress,
  ): Promise<Imported> {
    signal.throwIfAborted();
    if (pending === null) throw new Failure('invalid', 'there is no import to commit');
    const { entries, wanted: come, bad } = pending;
    if (bad > 0 && !goodLinesOnly) throw new Failure('invalid', `${bad} lines are bad`);
    const total = entries.length + come.size;
    const taken = await take(come, files, signal, (done) => progress?.(done, total));
    try {
      await journal.write({
        puts: entries,
        removes: [],
        files: taken.records,
        keeps: 'none',
        progress: (done, of) => progress?.(come.size + (entries.length * done) / of, total),
        checkpoint: () => signal.throwIfAborted(),
      });
    } catch (error) {
      await taken.drop();
      throw error;
    }
    taken.done();
    pending = null;
    added = new Map(entries.map(({ id, updated }) => [id, updated]));
    return { added: entries.length };
  }

  return {
    async preview(file, progress) {
      pending = null;
      const { signal } = wanted;
      const fresh = new Map<string, Entry>();
      const problems: { line: number; reason: string }[] = [];
      const counts = { known: 0, different: 0, bad: 0 };
      let inJournal: Entry[] = [];
      let reported = 0;

      async function compare() {
        const stored = await journal.records.entries(inJournal.map(({ id }) => id));
        const byId = new Map(stored.map((entry) => [entry.id, entry]));
        for (const entry of inJournal) {
          const other = byId.get(entry.id);
          if (other !== undefined && sameContent(entry, other)) counts.known++;
          else counts.different++;
        }
        inJournal = [];
      }

      const { format, found, size, attachments } = await openFile(file);
      for await (const one of found) {
        signal.throwIfAborted();
        if ('problem' in one) {
          counts.bad++;
          if (problems.length < SHOWN_PROBLEMS) {
            problems.push({ line: one.line, reason: one.problem });
          }
        } else {
          const { entry } = one;
          const twin = fresh.get(entry.id);
          if (catalogue.byId.has(entry.id)) inJournal.push(entry);
          else if (twin === undefined) fresh.set(entry.id, entry);
          else if (sameContent(twin, entry)) counts.known++;
          else counts.different++;
        }
        if (inJournal.length >= BATCH) await compare();
        if (one.bytesRead - reported > size / 100) {
          reported = one.bytesRead;
          progress?.(one.bytesRead, size);
          // A file is read in microtasks; without a turn for messages, saves and a cancel would wait for its end.
          await new Promise((resolve) => setTimeout(resolve));
        }
      }
      await compare();
      const whole = await accompanied([...fresh.values()], attachments, files);
      signal.throwIfAborted();

      pending = { ...whole, bad: counts.bad };
      const sample = whole.entries.slice(0, SHOWN_ENTRIES);
      const sizes = [...whole.wanted.values()].map(({ size }) => size);
      return {
        format,
        fresh: fresh.size,
        ...counts,
        problems,
        files: {
          count: sizes.length,
          bytes: sizes.reduce((sum, size) => sum + size, 0),
          missing: whole.missing,
        },
        sample: sample.map(({ day, title, text }) => ({ day, title: title || text.slice(0, 80) })),
      };
    },

    commit(options, progress) {
      const { signal } = wanted;
      return journal.underOneKey(() => commit(options, signal, progress));
    },

    cancel() {
      wanted.abort(new Failure('cancelled'));
      wanted = new AbortController();
      pending = null;
    },

    async undo() {
      const items = [...added.keys()].map((id) => catalogue.byId.get(id));
      const there = items.filter((item) => item !== undefined);
      const removes = there
        .filter(({ id, updated }) => added.get(id) === updated)
        .map(({ id }) => id);
      await journal.write({ puts: [], removes });
      added = new Map();
      return { removed: removes.length, kept: there.length - removes.length };
    },
  };
}

async function openFile(file: Blob): Promise<ImportFile> {
  try {
    return await readImport(file, { now: new Date() });
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Failure(error.reason, error.message);
    throw error;
  }
}
