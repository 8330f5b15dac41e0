import { type Entry, sameContent } from '../domain/entry.ts';
import { type ImportFile, readImport, UnreadableFile } from '../formats/read-import.ts';
import type { Catalogue } from './catalogue.ts';
import type { Imported, ImportPreview, Progress } from './contract.ts';
import { Failure } from './failure.ts';
import type { Journal } from './journal.ts';

/**
 * Imports: a file is first read whole and compared with the journal, which writes nothing; then
 * what is new is added in one transaction. Only new entries are ever written, so nothing that was
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

export function createImports(journal: Journal, catalogue: Catalogue): Imports {
  let pending: { readonly fresh: readonly Entry[]; readonly bad: number } | null = null;
  /** What the last import added, by id, with the `updated` it was written with. */
  let added: ReadonlyMap<string, string> = new Map();
  /** Raised by every cancel, so that whatever runs then sees that it was meant. */
  let cancels = 0;

  function checkpoint(): () => void {
    const before = cancels;
    return () => {
      if (cancels !== before) throw new Failure('cancelled');
    };
  }

  return {
    async preview(file, progress) {
      pending = null;
      const goOn = checkpoint();
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

      const { format, found } = await openFile(file);
      for await (const one of found) {
        goOn();
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
        if (one.bytesRead - reported > file.size / 100) {
          reported = one.bytesRead;
          progress?.(one.bytesRead, file.size);
          // A file is read in microtasks; without a turn for messages, saves and a cancel would wait for its end.
          await new Promise((resolve) => setTimeout(resolve));
        }
      }
      await compare();
      goOn();

      pending = { fresh: [...fresh.values()], bad: counts.bad };
      const sample = pending.fresh.slice(0, SHOWN_ENTRIES);
      return {
        format,
        fresh: fresh.size,
        ...counts,
        problems,
        sample: sample.map(({ day, title, text }) => ({ day, title: title || text.slice(0, 80) })),
      };
    },

    async commit({ goodLinesOnly }, progress) {
      if (pending === null) throw new Failure('invalid', 'there is no import to commit');
      const { fresh, bad } = pending;
      if (bad > 0 && !goodLinesOnly) throw new Failure('invalid', `${bad} lines are bad`);
      await journal.write({
        puts: fresh,
        removes: [],
        keeps: 'none',
        progress,
        checkpoint: checkpoint(),
      });
      pending = null;
      added = new Map(fresh.map(({ id, updated }) => [id, updated]));
      return { added: fresh.length };
    },

    cancel() {
      cancels++;
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
