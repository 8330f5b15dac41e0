import type { Entry } from '../domain/entry.ts';
import { wordsOf } from '../domain/words.ts';
import type { Catalogue } from './catalogue.ts';
import type { Version } from './contract.ts';
import { Failure } from './failure.ts';
import type { Journal } from './journal.ts';
import { notFound } from './records.ts';
import { versionId } from './rows.ts';

/** Versions: what an entry said before, to be read and brought back. */
export interface Versions {
  list(id: string): Promise<readonly Version[]>;
  version(id: string, seq: number): Promise<Entry>;
  restore(id: string, seq: number): Promise<number>;
}

export function createVersions(journal: Journal, catalogue: Catalogue): Versions {
  const { records } = journal;

  /** Those that do not open are looked for in the mirror. */
  async function read(ids: readonly string[]) {
    const found = await records.read(ids);
    const closed = found.filter(({ value }) => value === null).map(({ row }) => row.id);
    return closed.length > 0 && (await journal.mend(closed)) > 0 ? records.read(ids) : found;
  }

  async function version(id: string, seq: number): Promise<Entry> {
    const [found] = await read([versionId(id, seq)]);
    if (found === undefined) throw new Failure('not-found', `no version ${seq} of ${id}`);
    if (found.value === null) throw new Failure('damaged', `version ${seq} of ${id}`);
    return found.value as Entry;
  }

  return {
    async list(id) {
      const found = await read(await records.versionIds([id]));
      return found
        .filter(({ value }) => value !== null)
        .map(({ row, value }) => describe(row.seq, value as Entry))
        .sort((a, b) => b.seq - a.seq);
    },

    version,

    async restore(id, seq) {
      // Before its turn, for what mends it takes a turn too.
      const said = await version(id, seq);
      let before = 0;
      await journal.write(async () => {
        const item = catalogue.byId.get(id);
        const [now] = await records.entries([id]);
        if (item === undefined || now === undefined) throw notFound(id);
        before = item.seq;
        const { created, deleted, confidentiality, pinned } = now;
        const updated = new Date().toISOString();
        // Who may read it is decided for the entry, not for what it once said.
        const entry = { ...said, created, deleted, confidentiality, pinned, updated };
        return { puts: [entry], removes: [], keeps: 'all' };
      });
      return before;
    },
  };
}

function describe(seq: number, { updated, title, text }: Entry): Version {
  return { seq, updated, words: wordsOf(`${title} ${text}`).length };
}
