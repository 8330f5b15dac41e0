import { type Entry, newEntry, sameContent } from '../../renderer/domain/entry.ts';
import { engine } from '../../renderer/engine/client.ts';
import { NO_FILTER } from '../../renderer/engine/contract.ts';
import { compareItems, itemOf } from '../../renderer/engine/item.ts';

/**
 * A journal in memory that does what the engine promises, to be compared with the engine after any
 * sequence of steps. Runs in the page: a step that had to come from outside would take ten times as long.
 */
export type Step =
  | ({ readonly do: 'save'; readonly id: string } & Said)
  | { readonly do: 'trash' | 'restore' | 'version'; readonly id: string }
  | { readonly do: 'import'; readonly entries: readonly ({ readonly id: string } & Said)[] }
  | { readonly do: 'bring back'; readonly way: 'merge' | 'whole' }
  | { readonly do: 'empty' | 'undo import' | 'back up' | 'undo bring back' };

type Said = Pick<Entry, 'title' | 'text' | 'day' | 'pinned'>;

/** What the model knows, for it to go on once the page has been loaded anew. */
export interface ModelState {
  readonly entries: readonly Entry[];
  readonly texts: Texts;
  readonly backup: BackupState | null;
}

interface BackupState {
  readonly file: readonly number[];
  readonly entries: readonly Entry[];
  readonly texts: Texts;
}

/** Every text that an entry has had since it was last removed for good, by its id. */
type Texts = readonly (readonly [id: string, texts: readonly string[]])[];

/** Takes the steps on both, and compares. Throws where they differ. */
export async function takeSteps(
  steps: readonly Step[],
  state: ModelState | null,
): Promise<ModelState> {
  if (state === null) await emptyJournal();
  const model = createModel(state ?? { entries: [], texts: [], backup: null });
  for (const [index, step] of steps.entries()) {
    try {
      await model.take(step);
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new Error(`step ${index} of ${steps.length}, ${step.do}: ${reason}`);
    }
  }
  await model.compare();
  return model.state();
}

async function emptyJournal(): Promise<void> {
  // What could still be undone would come back into the next sequence.
  await engine.undoImport();
  await engine.undoRestore();
  const { id, total } = await engine.list({ search: '', filter: NO_FILTER, trash: false });
  for (const entry of await engine.rows(id, 0, total)) await engine.trash(entry.id);
  await engine.emptyTrash();
}

interface Backup {
  readonly file: Blob;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>;
}

function createModel(state: ModelState) {
  const now = new Map(state.entries.map((entry) => [entry.id, entry]));
  const texts = setsOf(state.texts);
  let backup: Backup | null = state.backup && {
    file: new Blob([Uint8Array.from(state.backup.file)]),
    entries: new Map(state.backup.entries.map((entry) => [entry.id, entry])),
    texts: setsOf(state.backup.texts),
  };
  /** What the last import and the last restore of the session did, as far as they can be undone. */
  let imported = new Map<string, string>();
  let restored: { readonly written: Entry; readonly was: Entry | null }[] = [];

  function put(entry: Entry) {
    now.set(entry.id, entry);
    texts.set(entry.id, (texts.get(entry.id) ?? new Set()).add(entry.text));
  }

  /** Takes over when something happened, which only the engine knows. */
  async function putAt(entry: Entry) {
    const { updated, deleted } = (await engine.entry(entry.id)) ?? entry;
    same(deleted === null, entry.deleted === null, `${entry.id} is outside the trash`);
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
        await engine.save(entry);
        return putAt({ ...entry, deleted: now.get(step.id)?.deleted ?? null });
      }
      case 'trash':
      case 'restore': {
        const entry = now.get(step.id);
        const failure = await engine[step.do](step.id).then(
          () => null,
          (error: Error) => error.name,
        );
        same(failure, entry === undefined ? 'not-found' : null, 'how it fails');
        if (entry === undefined) return;
        return putAt({ ...entry, deleted: step.do === 'trash' ? 'now' : null });
      }
      case 'empty':
        await engine.emptyTrash();
        for (const [id, { deleted }] of now) if (deleted !== null) remove(id);
        return;
      case 'version':
        return takeVersion(step.id);
      case 'import':
        return takeImport(step.entries.map((fields) => ({ ...newEntry(new Date(0)), ...fields })));
      case 'undo import': {
        const { removed } = await engine.undoImport();
        const gone = [...imported].filter(([id, updated]) => now.get(id)?.updated === updated);
        same(removed, gone.length, 'how many go');
        for (const [id] of gone) remove(id);
        imported = new Map();
        return;
      }
      case 'back up': {
        const { file } = await engine.backUp();
        const said = [...texts].map(([id, some]) => [id, new Set(some)] as const);
        backup = { file, entries: new Map(now), texts: new Map(said) };
        return;
      }
      case 'bring back':
        return bringBack(step.way);
      case 'undo bring back':
        await engine.undoRestore();
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
    const seq = (await engine.versions(id))[0]?.seq;
    if (seq === undefined) return;
    if (entry === undefined) throw new Error(`${id} is gone, and its versions are not`);
    await engine.restoreVersion(id, seq);
    const said = await engine.entry(id);
    if (said === null) throw new Error(`${id} is gone`);
    if (!texts.get(id)?.has(said.text)) throw new Error(`${id} never said: ${said.text}`);
    const { deleted, pinned, created } = entry;
    same(said, { ...said, deleted, pinned, created }, 'what a version leaves alone');
    put(said);
  }

  async function takeImport(entries: readonly Entry[]) {
    const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
    const file = `{"format":"staff-journal-archive","version":1,"entries":[\n${lines}\n]}\n`;
    const fresh = entries.filter(({ id }) => !now.has(id));
    await engine.previewImport(new Blob([file]));
    const { added } = await engine.commitImport({ goodLinesOnly: false });
    same(added, fresh.length, 'how many come');
    for (const entry of fresh) put(entry);
    imported = new Map(fresh.map(({ id, updated }) => [id, updated]));
  }

  async function bringBack(way: 'merge' | 'whole') {
    if (backup === null) return;
    await engine.previewRestore(backup.file, null, null);
    const told = await engine.commitRestore(way);
    const steps: typeof restored = [];
    for (const entry of backup.entries.values()) {
      const was = now.get(entry.id) ?? null;
      if (was !== null && sameContent(was, entry)) continue;
      if (way === 'merge' && was !== null && entry.updated <= was.updated) continue;
      steps.push({ written: entry, was });
    }
    const added = steps.filter(({ was }) => was === null).length;
    const changed = steps.length - added;
    for (const was of now.values()) {
      if (way === 'merge' || was.deleted !== null || backup.entries.has(was.id)) continue;
      steps.push({ written: { ...was, deleted: 'now' }, was });
    }
    same(told, { added, changed, removed: steps.length - added - changed }, 'what is told');
    restored = [];
    for (const { written, was } of steps) {
      await putAt(written);
      for (const text of backup.texts.get(written.id) ?? []) texts.get(written.id)?.add(text);
      restored.push({ written: now.get(written.id) ?? written, was });
    }
  }

  async function ask(search: string, trash: boolean): Promise<string[]> {
    for (;;) {
      const list = await engine.list({ search, filter: NO_FILTER, trash });
      if (list.read === 1) return list.rows.map(({ id }) => id);
      // Right after a reload search may still be reading; it says so, and is asked again.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async function compare() {
    const living = [...now.values()].filter(({ deleted }) => deleted === null);
    const sorted = living.map((entry) => itemOf(entry, 0)).sort(compareItems);
    const beta = sorted.filter(({ title }) => title.includes('beta'));
    same(await ask('', false), idsOf(sorted), 'the journal');
    same(await ask('beta', false), idsOf(beta), 'the search');
    const trashed = [...now.values()].filter(({ deleted }) => deleted !== null);
    same((await ask('', true)).sort(), idsOf(trashed).sort(), 'the trash');
    for (const [id, entry] of now) same(await engine.entry(id), entry, `entry ${id}`);
  }

  return {
    take,
    compare,
    state: async (): Promise<ModelState> => ({
      entries: [...now.values()],
      texts: listsOf(texts),
      backup: backup && {
        file: [...new Uint8Array(await backup.file.arrayBuffer())],
        entries: [...backup.entries.values()],
        texts: listsOf(backup.texts),
      },
    }),
  };
}

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

const setsOf = (texts: Texts) => new Map(texts.map(([id, some]) => [id, new Set(some)]));

const listsOf = (texts: ReadonlyMap<string, ReadonlySet<string>>): Texts =>
  [...texts].map(([id, some]) => [id, [...some]]);

function same(found: unknown, expected: unknown, what: string): void {
  if (spelled(found) === spelled(expected)) return;
  throw new Error(`${what}: expected ${spelled(expected)}, found ${spelled(found)}`);
}

/** As JSON, whatever the order in which fields were written. */
function spelled(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
