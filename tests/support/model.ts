import { expect, type Page } from '@playwright/test';
import fc from 'fast-check';
import { type Entry, newEntry, sameContent } from '../../renderer/domain/entry.ts';
import { NO_FILTER } from '../../renderer/engine/contract.ts';
import { compareItems, itemOf } from '../../renderer/engine/item.ts';

/** A journal in memory that does what the engine promises, to be compared with the engine after any sequence of steps. */

type Step =
  | ({ readonly do: 'save'; readonly id: string } & Said)
  | { readonly do: 'trash' | 'restore' | 'version'; readonly id: string }
  | { readonly do: 'import'; readonly entries: readonly ({ readonly id: string } & Said)[] }
  | { readonly do: 'bring back'; readonly way: 'merge' | 'whole' }
  | { readonly do: 'empty' | 'reload' | 'undo import' | 'back up' | 'undo bring back' };

type Said = Pick<Entry, 'title' | 'text' | 'day' | 'pinned'>;

const ids = Array.from({ length: 6 }, (_, index) => newEntry(new Date(index)).id);
const id = fc.constantFrom(...ids);
const LONG = 'Much that was written, and that one key takes away. '.repeat(10);
const said = {
  id,
  title: fc.constantFrom('alpha', 'alpha beta', 'gamma'),
  text: fc.constantFrom('', 'delta', LONG, `${LONG} and more`),
  day: fc.constantFrom('2026-01-01', '2026-01-31', '2025-12-31'),
  pinned: fc.boolean(),
};

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: fc.constant('save' as const), ...said }) },
  {
    weight: 20,
    arbitrary: fc.record({ do: fc.constantFrom('trash' as const, 'restore' as const), id }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('version' as const), id }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      entries: fc.uniqueArray(fc.record(said), { selector: ({ id }) => id, maxLength: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('bring back' as const),
      way: fc.constantFrom('merge' as const, 'whole' as const),
    }),
  },
  {
    weight: 15,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'empty' as const,
        'undo import' as const,
        'back up' as const,
        'undo bring back' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const) }) },
);

/** Runs so many sequences of steps on one journal, each going on where the one before has left it. */
export async function runAgainstModel(page: Page, sequences: number): Promise<void> {
  const model = createModel(page);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      for (const one of steps) await model.take(one);
      await model.compare();
    }),
    { numRuns: sequences, endOnFailure: true },
  );
}

function createModel(page: Page) {
  const now = new Map<string, Entry>();
  let backup: ReadonlyMap<string, Entry> | null = null;
  let textsInBackup: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  /** What the last import and the last restore of the session did, as far as they can be undone. */
  let imported = new Map<string, string>();
  let restored: { readonly written: Entry; readonly was: Entry | null }[] = [];
  /** Every text that an entry has had since it was last removed for good. */
  const texts = new Map<string, Set<string>>();

  const stored = (id: string) => page.evaluate((id) => window.engine.entry(id), id);

  function put(entry: Entry) {
    now.set(entry.id, entry);
    texts.set(entry.id, (texts.get(entry.id) ?? new Set()).add(entry.text));
  }

  /** Takes over when something happened, which only the engine knows. */
  async function putAt(entry: Entry) {
    const { updated, deleted } = (await stored(entry.id)) ?? entry;
    expect(deleted === null, `${entry.id} in the trash`).toBe(entry.deleted === null);
    put({ ...entry, updated, deleted });
  }

  function remove(id: string) {
    now.delete(id);
    texts.delete(id);
  }

  async function take(step: Step): Promise<void> {
    switch (step.do) {
      case 'save': {
        const { do: _do, ...fields } = step;
        const entry = { ...newEntry(new Date(0)), ...fields };
        await page.evaluate((entry) => window.engine.save(entry), entry);
        return putAt({ ...entry, deleted: now.get(step.id)?.deleted ?? null });
      }
      case 'trash':
      case 'restore': {
        const entry = now.get(step.id);
        const failure = await page.evaluate(
          ([what, id]) =>
            window.engine[what](id).then(
              () => null,
              (error: Error) => error.name,
            ),
          [step.do, step.id] as const,
        );
        expect(failure).toBe(entry === undefined ? 'not-found' : null);
        if (entry === undefined) return;
        return putAt({ ...entry, deleted: step.do === 'trash' ? 'now' : null });
      }
      case 'empty':
        await page.evaluate(() => window.engine.emptyTrash());
        for (const [id, { deleted }] of now) if (deleted !== null) remove(id);
        return;
      case 'reload':
        await page.reload();
        imported = new Map();
        restored = [];
        return;
      case 'version':
        return takeVersion(step.id);
      case 'import':
        return takeImport(step.entries.map((fields) => ({ ...newEntry(new Date(0)), ...fields })));
      case 'undo import': {
        const { removed } = await page.evaluate(() => window.engine.undoImport());
        const gone = [...imported].filter(([id, updated]) => now.get(id)?.updated === updated);
        expect(removed).toBe(gone.length);
        for (const [id] of gone) remove(id);
        imported = new Map();
        return;
      }
      case 'back up':
        await page.evaluate(async () => {
          const { file } = await window.engine.backUp();
          // Where it outlives a reload, as a file does.
          await (await caches.open('model')).put('/backup', new Response(file));
        });
        backup = new Map(now);
        textsInBackup = new Map([...texts].map(([id, some]) => [id, new Set(some)]));
        return;
      case 'bring back':
        return bringBack(step.way);
      case 'undo bring back':
        await page.evaluate(() => window.engine.undoRestore());
        for (const { written, was } of restored) {
          if (now.get(written.id)?.updated !== written.updated) continue;
          if (was === null) remove(written.id);
          else put(was);
        }
        restored = [];
    }
  }

  async function takeVersion(id: string) {
    const entry = now.get(id);
    const seq = await page.evaluate(async (id) => (await window.engine.versions(id))[0]?.seq, id);
    if (seq === undefined) return;
    if (entry === undefined) throw new Error(`${id} is gone, and its versions are not`);
    await page.evaluate(([id, seq]) => window.engine.restoreVersion(id, seq), [id, seq] as const);
    const said = await stored(id);
    expect(texts.get(id), 'a version is what the entry once said').toContain(said?.text);
    if (said === null) throw new Error(`${id} is gone`);
    const { deleted, pinned, created } = entry;
    expect(said).toMatchObject({ deleted, pinned, created });
    put(said);
  }

  async function takeImport(entries: readonly Entry[]) {
    const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
    const file = `{"format":"staff-journal-archive","version":1,"entries":[\n${lines}\n]}\n`;
    const fresh = entries.filter(({ id }) => !now.has(id));
    const { added } = await page.evaluate(async (file) => {
      await window.engine.previewImport(new Blob([file]));
      return window.engine.commitImport({ goodLinesOnly: false });
    }, file);
    expect(added).toBe(fresh.length);
    for (const entry of fresh) put(entry);
    imported = new Map(fresh.map(({ id, updated }) => [id, updated]));
  }

  async function bringBack(way: 'merge' | 'whole') {
    if (backup === null) return;
    const told = await page.evaluate(async (way) => {
      const kept = await (await caches.open('model')).match('/backup');
      if (kept === undefined) throw new Error('there is no backup');
      await window.engine.previewRestore(await kept.blob(), null, null);
      return window.engine.commitRestore(way);
    }, way);
    const steps: typeof restored = [];
    for (const entry of backup.values()) {
      const was = now.get(entry.id) ?? null;
      if (was !== null && sameContent(was, entry)) continue;
      if (way === 'merge' && was !== null && entry.updated <= was.updated) continue;
      steps.push({ written: entry, was });
    }
    const added = steps.filter(({ was }) => was === null).length;
    const changed = steps.length - added;
    for (const was of now.values()) {
      if (way === 'merge' || was.deleted !== null || backup.has(was.id)) continue;
      steps.push({ written: { ...was, deleted: 'now' }, was });
    }
    expect(told).toEqual({ added, changed, removed: steps.length - added - changed });
    restored = [];
    for (const { written, was } of steps) {
      await putAt(written);
      for (const text of textsInBackup.get(written.id) ?? []) texts.get(written.id)?.add(text);
      restored.push({ written: now.get(written.id) ?? written, was });
    }
  }

  async function compare() {
    const told = await page.evaluate(async (filter) => {
      const ask = async (search: string, trash: boolean) => {
        const list = await window.engine.list({ search, filter, trash });
        return list.read === 1 ? list.rows.map(({ id }) => id) : null;
      };
      // Right after a reload search may still be reading; it says so, and is asked again.
      for (;;) {
        const beta = await ask('beta', false);
        if (beta !== null) return { all: await ask('', false), beta, trash: await ask('', true) };
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }, NO_FILTER);
    const living = [...now.values()].filter(({ deleted }) => deleted === null);
    const sorted = living.map((entry) => itemOf(entry, 0)).sort(compareItems);
    expect(told.all).toEqual(sorted.map(({ id }) => id));
    expect(told.beta).toEqual(
      sorted.filter(({ title }) => title.includes('beta')).map(({ id }) => id),
    );
    const trashed = [...now.values()].filter(({ deleted }) => deleted !== null);
    expect(told.trash?.toSorted()).toEqual(trashed.map(({ id }) => id).sort());
    const whole = await page.evaluate(
      (ids) => Promise.all(ids.map((id) => window.engine.entry(id))),
      ids,
    );
    expect(whole).toEqual(ids.map((id) => now.get(id) ?? null));
  }

  return { take, compare };
}
