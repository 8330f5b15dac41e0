import { expose } from 'comlink';
import { coverageOf, daysOf } from '../domain/coverage.ts';
import { parseEntry } from '../domain/entry.ts';
import { periodNamed } from '../domain/period.ts';
import { behind } from './behind.ts';
import { attachedIn, OPENING_LIST } from './catalogue.ts';
import type { Engine, EngineEvent, Outside } from './contract.ts';
import { Failure, failureCode } from './failure.ts';
import { protectionOf } from './header.ts';
import type { Inbox, Standing } from './inbox.ts';
import { type Journal, type Opening, openJournal } from './journal.ts';
import { privateFiles } from './outside.ts';
import { overdue } from './overdue.ts';
import { createRecovering, type Finding, safekeepingOf } from './recovery.ts';
import { openSafekeeping } from './safekeeping.ts';
import { createSecrets } from './secrets.ts';
import { asFailure, DATABASE, openStore, type Store } from './store.ts';
import { createUnlocking } from './unlocking.ts';
import { createUpgrading } from './upgrading.ts';

/**
 * The worker that owns the journal. Ending it ends the keys and the texts with it. Here the parts
 * are put together into the `Engine` of the contract, and nothing else happens.
 */

let listener: ((event: EngineEvent) => void) | undefined;
const emit = (event: EngineEvent) => listener?.(event);

const opening = Promise.withResolvers<Journal>();
// Whoever waits for the journal hears of the failure; one that nobody waits for is no news.
opening.promise.catch(() => undefined);

const secrets = createSecrets((seconds) => emit({ type: 'delayed', seconds }));
const unlocking = createUnlocking((holders) => emit({ type: 'locked', holders }), secrets);
/** How the journal stands, for what quick capture sends. */
let standing: Standing | null = null;
let readInbox: (() => Promise<Inbox>) | undefined;
/** Its code is read when something is captured, or behind the first screen. */
const inbox = () => {
  readInbox ??= behind(async () => (await import('./inbox.ts')).createInbox(() => standing));
  return readInbox();
};
const recovering = createRecovering((lost) => emit({ type: 'lost', lost }));
const upgrading = createUpgrading(() => emit({ type: 'older' }));

/** All that needs the catalogue, made once when something first asks for it. */
let parts: ReturnType<typeof assemble> | undefined;
const loaded = () => {
  if (parts === undefined) {
    parts = assemble();
    parts.catch(tellIfUnread);
  }
  return parts;
};

async function assemble() {
  const searching = import('./lists.ts');
  const journal = await opening.promise;
  const { catalogue, reading } = await journal.loaded();
  // Bodies are opened behind the first screen; a store that fails meanwhile says so at the next request.
  const read = reading.run(() => emit({ type: 'reading', fraction: reading.fraction }));
  read.then(putInOrder).catch((error: unknown) => {
    if (!tellIfUnread(error)) tellUncopied(error);
  });

  /** Once all has been read, it is known what does not open; and only then is there nothing to hold up. */
  async function putInOrder(unread: readonly string[]): Promise<void> {
    if (unread.length > 0) {
      const entries = await journal.mend(unread);
      emit({ type: 'mended', entries, unreadable: unread.length - entries });
    }
    const isKept = await journal.keepMirror();
    await (await files()).sweep();
    // What cannot be removed now goes at the next start.
    const { removeTrialStore } = await import('./trial-store.ts');
    await removeTrialStore().catch(() => undefined);
    if (isKept) emit({ type: 'kept' });
  }

  const attached = attachedIn(catalogue);
  const files = behind(async () =>
    (await import('./files.ts')).openFiles(journal, catalogue, attached),
  );

  return {
    journal,
    catalogue,
    lists: (await searching).createLists(journal.records, catalogue, reading),
    files,
    imports: behind(async () =>
      (await import('./imports.ts')).createImports(journal, catalogue, await files()),
    ),
    documents: behind(async () =>
      (await import('./documents.ts')).createDocuments(journal, catalogue, await files()),
    ),
    versions: behind(async () =>
      (await import('./versions.ts')).createVersions(journal, catalogue),
    ),
    protection: behind(async () => {
      const { createProtection } = await import('./protection.ts');
      return createProtection(journal, secrets, {
        before: async () => void (await (await inbox()).takeIn()),
        changed(protection) {
          emit({ type: 'protected', protection });
          // Until there is one, what is captured while the journal is locked waits for it.
          renewInbox();
        },
      });
    }),
    backups: behind(async () => (await import('./backups.ts')).createBackups(journal, catalogue)),
    restoring: behind(async () =>
      (await import('./restoring.ts')).createRestoring(journal, catalogue, await files(), secrets),
    ),
  };
}

const HELD_ELSEWHERE_AFTER = 500;

/** Takes a lock and keeps it until the worker ends. */
async function hold(name: string): Promise<void> {
  const held = Promise.withResolvers<void>();
  navigator.locks.request(name, () => {
    held.resolve();
    return new Promise(() => undefined);
  });
  return held.promise;
}

/** Holds the journal for this engine alone; two engines would overwrite each other's pages. */
async function holdJournal(): Promise<void> {
  // After a reload the engine before this one needs a moment to be gone.
  const patience = setTimeout(() => emit({ type: 'waiting' }), HELD_ELSEWHERE_AFTER);
  await hold(DATABASE);
  clearTimeout(patience);
}

function tellUncopied(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  emit({ type: 'uncopied', reason });
}

const isUnread = (error: unknown) => failureCode(asFailure(error)) === 'store-unavailable';

/** Where the store opened and cannot be read after all, who hears it begins an engine that tries all of it. */
function tellIfUnread(error: unknown): boolean {
  if (isUnread(error)) emit({ type: 'unread' });
  return isUnread(error);
}

async function openOutside(outside: Outside | null): Promise<Finding['outside']> {
  try {
    return await openSafekeeping(outside ?? (await privateFiles()));
  } catch (error) {
    if (failureCode(asFailure(error)) === 'newer-version') throw error;
    tellUncopied(error);
    return { refused: error };
  }
}

/** What was captured while the journal was locked joins it. */
async function openInbox(): Promise<void> {
  try {
    const { entries, aside } = await (await inbox()).takeIn();
    if (entries > 0 || aside) {
      emit({ type: 'joined', entries, problem: aside ? 'aside' : null });
    }
  } catch {
    return emit({ type: 'joined', entries: 0, problem: 'later' });
  }
  await renewInbox();
}

async function renewInbox(): Promise<void> {
  await inbox()
    .then((found) => found.renew())
    .catch(() => undefined);
}

const TRIES_AFTER_MS = [50, 500, 2_000];

/** A store that has been damaged, or is still being closed by another engine, may open a moment later. */
async function openStorePatiently(anew: boolean, mayUpgrade: boolean): Promise<Store> {
  for (const wait of TRIES_AFTER_MS) {
    try {
      return await openStore(anew, mayUpgrade);
    } catch (error) {
      if (failureCode(asFailure(error)) !== 'store-unavailable') throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return openStore(anew, mayUpgrade);
}

const engine: Engine = {
  async open(outside, isDoubtful, expected) {
    await holdJournal();
    const outsideHere = await openOutside(outside);
    const place = safekeepingOf({ outside: outsideHere })?.outside ?? null;
    const finding: Opening = {
      outside: outsideHere,
      storeOf: (anew) => upgrading.open((mayUpgrade) => openStorePatiently(anew, mayUpgrade)),
      isDoubtful,
      expected,
      keyOf(header, keep) {
        if (place !== null) standing = { header, outside: place };
        return unlocking.keyOf(header, keep);
      },
      ask: recovering.ask,
      changed: () => emit({ type: 'changed' }),
      uncopied: tellUncopied,
    };
    const journal = await openJournal(finding).catch((error: unknown) => {
      if (!isUnread(error) || isDoubtful) throw error;
      return openJournal({ ...finding, isDoubtful: true });
    });
    standing = { journal, outside: place };
    opening.resolve(journal);
    const { rows, total, groups, trashed } = journal.head;
    return {
      journalId: journal.header.journalId,
      protection: protectionOf(journal.header),
      list: { id: OPENING_LIST, total, whole: total, groups, rows, trashed, problems: [], read: 1 },
      rebuilt: journal.rebuilt,
      recovered: journal.recovered,
    };
  },
  recover: async (way) => recovering.choose(way),
  backUpOlder: () => upgrading.backUp(),
  upgrade: async () => upgrading.goOn(),
  unlock: (keychain) => unlocking.unlock(keychain),
  unlockWith: (secret) => unlocking.unlockWith(secret),
  async prepare() {
    const { journal } = await loaded();
    await openInbox();
    // A disk that takes nothing now is asked again at the next start.
    await journal.removeTrashed(overdue(new Date())).catch(() => undefined);
  },
  list: async (query) => (await loaded()).lists.list(query),
  rows: async (list, from, to) => (await loaded()).lists.rows(list, from, to),
  facets: async () => (await loaded()).lists.facets(),
  days: async (year) => daysOf((await loaded()).catalogue.order, year),
  async coverage(name) {
    const period = periodNamed(name);
    if (period === null) throw new Failure('invalid', `no period is called ${name}`);
    return coverageOf((await loaded()).catalogue.order, period);
  },
  async entry(id) {
    const { records } = await opening.promise;
    const [entry] = await records.entries([id]);
    return entry ?? null;
  },
  save: async (entry) => (await opening.promise).save(entry),
  async capture(input) {
    const parsed = parseEntry(input);
    if ('problem' in parsed) throw new Failure('invalid', parsed.problem);
    const { put } = await inbox();
    const place = await put(parsed.entry);
    if (place !== undefined) return place;
    await opening.promise;
    return (await put(parsed.entry)) ?? 'journal';
  },
  trash: async (id) => (await opening.promise).setDeleted(id, new Date().toISOString()),
  restore: async (id) => (await opening.promise).setDeleted(id, null),
  emptyTrash: async () =>
    (await opening.promise).removeTrashed(({ trash }) => trash.map(({ id }) => id)),
  setConfidentiality: async (id, confidentiality) =>
    (await opening.promise).setConfidentiality(id, confidentiality),
  versions: async (id) => (await (await loaded()).versions()).list(id),
  version: async (id, seq) => (await (await loaded()).versions()).version(id, seq),
  restoreVersion: async (id, seq) => (await (await loaded()).versions()).restore(id, seq),
  attach: async (file, about, progress) =>
    (await (await loaded()).files()).attach(file, about, progress),
  cancelAttach: async () => (await (await loaded()).files()).cancel(),
  file: async (id) => (await (await loaded()).files()).file(id),
  thumbnail: async (id) => (await (await loaded()).files()).thumbnail(id),
  copyOfFile: async (id) => (await (await loaded()).files()).copy(id),
  summary: async (request) => (await (await loaded()).documents()).summary(request),
  exportSummary: async (request, format) =>
    (await (await loaded()).documents()).exportSummary(request, format),
  previewImport: async (file, progress) =>
    (await (await loaded()).imports()).preview(file, progress),
  commitImport: async (options, progress) =>
    (await (await loaded()).imports()).commit(options, progress),
  cancelImport: async () => (await (await loaded()).imports()).cancel(),
  undoImport: async () => (await (await loaded()).imports()).undo(),
  archive: async (progress) => (await (await loaded()).documents()).archive(progress),
  lastSeq: async () => (await loaded()).catalogue.seq,
  async backUp(progress) {
    const backups = await (await loaded()).backups();
    return backups.make(progress).catch((error: unknown) => {
      tellIfUnread(error);
      throw error;
    });
  },
  previewRestore: async (file, keychain, secret, progress) =>
    (await (await loaded()).restoring()).preview(file, { keychain, secret }, progress),
  commitRestore: async (way, progress) =>
    (await (await loaded()).restoring()).commit(way, progress),
  cancelRestore: async () => (await (await loaded()).restoring()).cancel(),
  undoRestore: async () => (await (await loaded()).restoring()).undo(),
  tryBackup: async (file) => (await (await loaded()).backups()).tryOut(file),
  protect: async (keychain, progress) =>
    (await (await loaded()).protection()).protect(keychain, progress),
  unprotect: async (keychain) => (await (await loaded()).protection()).unprotect(keychain),
  protectWith: async (passphrase, keychain, progress) =>
    (await (await loaded()).protection()).protectWith(passphrase, keychain, progress),
  changePassphrase: async (current, next) =>
    (await (await loaded()).protection()).changePassphrase(current, next),
  stayUnlocked: async (secret, keychain) =>
    (await (await loaded()).protection()).stayUnlocked(secret, keychain),
  neverStayUnlocked: async () => (await (await loaded()).protection()).neverStayUnlocked(),
  unprotectWith: async (secret) => (await (await loaded()).protection()).unprotectWith(secret),
  rotate: async (passphrase, keychain, progress) =>
    (await (await loaded()).protection()).rotate(passphrase, keychain, progress),
  newRecoveryKey: async (secret) => (await (await loaded()).protection()).newRecoveryKey(secret),
  confirmRecoveryKey: async (typed) =>
    (await (await loaded()).protection()).confirmRecoveryKey(typed),
  removeRecoveryKey: async () => (await (await loaded()).protection()).removeRecoveryKey(),
  cancelProtection: async () => (await (await loaded()).protection()).cancel(),
  subscribe(hear, life) {
    listener = hear;
    return hold(life);
  },
};

expose(Object.fromEntries(Object.entries(engine).map(([name, run]) => [name, failing(run)])));

/** Turns what the store throws into failures that can be told. */
function failing<Arguments extends unknown[], Result>(
  run: (...args: Arguments) => Promise<Result>,
): (...args: Arguments) => Promise<Result> {
  return (...args) =>
    run(...args).catch((error: unknown) => {
      throw asFailure(error);
    });
}
