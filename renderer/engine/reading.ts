import type { Entry } from '../domain/entry.ts';
import type { Run, Term } from '../domain/query.ts';
import type { Catalogue } from './catalogue.ts';
import type { Item } from './item.ts';
import type { Records } from './records.ts';
import { createWordIndex } from './word-index.ts';

/**
 * Reading: fills the word index with every entry's text, behind the page's back, once the journal
 * is open; and keeps it true with every write. Each entry is read once a session.
 */
export interface Reading {
  /** How much has been read, 0 to 1. */
  readonly fraction: number;
  put(entry: Entry): void;
  remove(id: string): void;
  /** A test for items whose texts satisfy the runs. Items not read yet satisfy none. */
  matching(runs: readonly Term<Run>[]): (item: Item) => boolean;
  /**
   * Reads all rows; `report` is called now and then, and at the end.
   * @returns the ids of entries that are not there, or do not open
   */
  run(report: () => void): Promise<string[]>;
}

export function createReading(records: Records, catalogue: Catalogue): Reading {
  const index = createWordIndex();
  const documents = new Map<string, number>();
  let fraction = 0;

  function put(entry: Entry) {
    remove(entry.id);
    documents.set(entry.id, index.add(searchedTexts(entry)));
    const move = index.pack();
    if (move !== null) for (const [id, document] of documents) documents.set(id, move(document));
  }

  function remove(id: string) {
    const document = documents.get(id);
    if (document === undefined) return;
    index.drop(document);
    documents.delete(id);
  }

  return {
    get fraction() {
      return fraction;
    },
    put,
    remove,
    matching(runs) {
      const wanted = index.matching(runs.filter(({ not }) => !not).map(({ is }) => is));
      const unwanted = runs.filter(({ not }) => not).map(({ is }) => index.matching([is]));
      return ({ id }) => {
        const document = documents.get(id);
        if (document === undefined) return false;
        return wanted(document) && !unwanted.some((test) => test(document));
      };
    },
    async run(report) {
      let read = 0;
      for await (const rows of records.scan()) {
        for (const { id, seq, entry } of rows) {
          // A row that was written since has been put by its own save, or its removal took it away.
          const current = catalogue.byId.get(id)?.seq === seq;
          if (entry !== null && current && !documents.has(id)) put(entry);
        }
        read += rows.length;
        const before = fraction;
        fraction = Math.min(read / Math.max(catalogue.byId.size, 1), 0.999);
        if (Math.floor(fraction * 10) > Math.floor(before * 10)) report();
      }
      fraction = 1;
      report();
      return [...catalogue.byId.keys()].filter((id) => !documents.has(id));
    },
  };
}

/** The texts that Search looks through, each by itself. */
export function searchedTexts(entry: Entry): string[] {
  const labels = entry.links.map(({ label }) => label);
  const files = entry.attachments.map(({ name }) => name);
  return [
    entry.title,
    entry.text,
    entry.outcome,
    entry.project,
    ...entry.people,
    ...labels,
    ...files,
  ];
}
