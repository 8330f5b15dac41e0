import { proxy, transfer, wrap } from 'comlink';
import { following } from './calls.ts';
import type { Engine, EngineEvent, Keychain, Opened, Outside } from './contract.ts';
import { expectedJournal, expectOpened, expectWritten } from './expected.ts';
import { Failure } from './failure.ts';
import workerUrl from './worker.ts?worker&url';

/**
 * The page's one way to the engine. Importing this module starts the worker, and `openJournal` opens
 * the journal, so that both happen while the page is still loading. A worker that ends by itself, for
 * want of memory for example, is replaced by another one, and the page goes on.
 */

/** Trusted Types: the only script URL this page may ever start a worker from. */
const policy = window.trustedTypes?.createPolicy('worker', {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError(`not a worker of this app: ${url}`);
    return url;
  },
});
const trustedUrl: unknown = policy === undefined ? workerUrl : policy.createScriptURL(workerUrl);
// The DOM's typings know no TrustedScriptURL; at run time it is just what Worker asks for.
function begin() {
  return new Worker(trustedUrl as string, { type: 'module', name: 'engine' });
}

let worker = begin();
let {
  engine: remote,
  settled: answered,
  abandon,
  isBusy: answers,
} = following(wrap<Engine>(worker));
let isEnded = false;

/** Waits until no call to the engine is under way. */
export const settled = () => answered();
/** Whether a call to the engine is under way, such as an import. */
export const isBusy = () => answers();

/** Ends the engine, and with it the hold on the journal. No call is answered after this: see `settled`. */
export function endEngine(): void {
  isEnded = true;
  worker.terminate();
}

/** The engine. Functions passed in (progress) are called back from the worker. */
export const engine: Engine = {
  open: (outside, isDoubtful, expected) =>
    remote.open(outside && proxy(outside), isDoubtful, expected),
  recover: (way) => remote.recover(way),
  backUpOlder: () => remote.backUpOlder(),
  upgrade: () => remote.upgrade(),
  unlock: (keychain) => remote.unlock(handed(keychain)),
  unlockWith: (secret) => remote.unlockWith(secret),
  prepare: () => remote.prepare(),
  list: (query) => remote.list(query),
  rows: (list, from, to) => remote.rows(list, from, to),
  entry: (id) => remote.entry(id),
  facets: () => remote.facets(),
  days: (year) => remote.days(year),
  coverage: (period) => remote.coverage(period),
  save: (entry) => remote.save(entry),
  capture: (entry) => remote.capture(entry),
  trash: (id) => remote.trash(id),
  restore: (id) => remote.restore(id),
  emptyTrash: () => remote.emptyTrash(),
  setConfidentiality: (id, confidentiality) => remote.setConfidentiality(id, confidentiality),
  versions: (id) => remote.versions(id),
  version: (id, seq) => remote.version(id, seq),
  restoreVersion: (id, seq) => remote.restoreVersion(id, seq),
  attach: (file, about, progress) => remote.attach(file, about, progress && proxy(progress)),
  cancelAttach: () => remote.cancelAttach(),
  file: (id) => remote.file(id),
  thumbnail: (id) => remote.thumbnail(id),
  copyOfFile: (id) => remote.copyOfFile(id),
  summary: (request) => remote.summary(request),
  exportSummary: (request, format) => remote.exportSummary(request, format),
  previewImport: (file, progress) => remote.previewImport(file, progress && proxy(progress)),
  commitImport: (options, progress) => remote.commitImport(options, progress && proxy(progress)),
  cancelImport: () => remote.cancelImport(),
  undoImport: () => remote.undoImport(),
  archive: (progress) => remote.archive(progress && proxy(progress)),
  lastSeq: () => remote.lastSeq(),
  backUp: (progress) => remote.backUp(progress && proxy(progress)),
  previewRestore: (file, keychain, secret, progress) =>
    remote.previewRestore(file, keychain && handed(keychain), secret, progress && proxy(progress)),
  commitRestore: (way, progress) => remote.commitRestore(way, progress && proxy(progress)),
  cancelRestore: () => remote.cancelRestore(),
  undoRestore: () => remote.undoRestore(),
  tryBackup: (file) => remote.tryBackup(file),
  protect: (keychain, progress) => remote.protect(handed(keychain), progress && proxy(progress)),
  unprotect: (keychain) => remote.unprotect(handed(keychain)),
  protectWith: (passphrase, keychain, progress) =>
    remote.protectWith(passphrase, keychain && handed(keychain), progress && proxy(progress)),
  changePassphrase: (current, next) => remote.changePassphrase(current, next),
  stayUnlocked: (secret, keychain) => remote.stayUnlocked(secret, handed(keychain)),
  neverStayUnlocked: () => remote.neverStayUnlocked(),
  unprotectWith: (secret) => remote.unprotectWith(secret),
  rotate: (passphrase, keychain, progress) =>
    remote.rotate(passphrase, keychain && handed(keychain), progress && proxy(progress)),
  newRecoveryKey: (secret) => remote.newRecoveryKey(secret),
  confirmRecoveryKey: (typed) => remote.confirmRecoveryKey(typed),
  removeRecoveryKey: () => remote.removeRecoveryKey(),
  cancelProtection: () => remote.cancelProtection(),
  subscribe: (listener, life) => remote.subscribe(proxy(listener), life),
};

/** The keychain for the engine to call. The page between them keeps no key: it wipes one, and gives the other away. */
function handed(keychain: Keychain): Keychain {
  return proxy({
    async wrap(key: Uint8Array<ArrayBuffer>) {
      try {
        return await keychain.wrap(key);
      } finally {
        key.fill(0);
      }
    },
    async unwrap(wrapped: Uint8Array<ArrayBuffer>) {
      const unwrapped = await keychain.unwrap(wrapped);
      return transfer({ ...unwrapped }, [unwrapped.key.buffer]);
    },
  });
}

const listeners = new Set<(event: EngineEvent) => void>();

function when<T extends EngineEvent['type']>(type: T) {
  return (listener: (event: Extract<EngineEvent, { type: T }>) => void): (() => void) => {
    const hear = (event: EngineEvent) => {
      if (isOf(event, type)) listener(event);
    };
    listeners.add(hear);
    return () => listeners.delete(hear);
  };
}

function isOf<T extends EngineEvent['type']>(
  event: EngineEvent,
  type: T,
): event is Extract<EngineEvent, { type: T }> {
  return event.type === type;
}

/** Entries changed: ask again for what is on screen. Answers a function that stops the calls. */
export const whenChanged = when('changed');
/** Search has read more of the journal. */
export const whenReading = when('reading');
/** Another window holds the journal; `opened` settles when that one is closed. */
export const whenWaiting = when('waiting');
/** The store is of an older version; `opened` settles once `engine.upgrade` has let it take its newest shape. */
export const whenOlder = when('older');
/** Others hold the journal's key; `opened` settles once `unlock` or `unlockWith` has brought it. */
export const whenLocked = when('locked');
/** A secret was wrong, and the next one has to wait. */
export const whenDelayed = when('delayed');
/** Who holds the journal's key has changed. */
export const whenProtected = when('protected');

/** The store has lost something; `opened` settles once `engine.recover` has said how to go on. */
export const whenLost = when('lost');

/** Entries did not open, and have been put back from the second copy. */
export const whenMended = when('mended');
/** What was captured while the journal was locked has joined it. */
export const whenJoined = when('joined');
/** The second copy outside the store is whole, as it is from then on. */
export const whenKept = when('kept');
/** No second copy can be kept outside the store. */
export const whenUncopied = when('uncopied');

/** The host's place outside the store, and what is under way there: it outlives an engine. */
interface Place {
  readonly outside: Outside | null;
  readonly settled: () => Promise<void>;
}
const place = Promise.withResolvers<Place>();

/** Opens the journal. Called once; see `Engine.open`. */
export function openJournal(outside: Outside | null): void {
  const { engine, settled } = following<Partial<Outside>>(outside ?? {});
  place.resolve({ outside: outside && (engine as Outside), settled });
}

/** An engine that ends sooner than this would end again and again. */
const SOUND_AFTER_MS = 1_000;

let isDoubtful = false;

when('unread')(() => {
  // Once: an engine that has tried all of the store knows better.
  if (isDoubtful) return;
  isDoubtful = true;
  restartEngine();
});

async function open(): Promise<Opened> {
  const engineHere = worker;
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new Failure('store-unavailable')), {
      once: true,
    });
  });
  let openedAt = Number.POSITIVE_INFINITY;
  // The engine holds this lock for as long as it lives, and nothing else tells of its end.
  const life = `engine-${crypto.randomUUID()}`;
  const hear = (event: EngineEvent) => {
    for (const listener of listeners) listener(event);
  };
  engine
    .subscribe(hear, life)
    .then(() =>
      navigator.locks.request(life, () => {
        if (isEnded || worker !== engineHere) return;
        if (performance.now() - openedAt > SOUND_AFTER_MS) restartEngine();
        else giveUp();
      }),
    )
    .catch(() => undefined);
  const { outside, settled: written } = await place.promise;
  // What the engine before this one was writing there is not to land beneath this one.
  await written();
  const answer = await Promise.race([engine.open(outside, isDoubtful, expectedJournal()), broken]);
  expectOpened(answer);
  const stop = whenChanged(() => {
    stop();
    expectWritten(answer);
  });
  openedAt = performance.now();
  return answer;
}

/** The journal's first screen; rejects with a `Failure` when the journal cannot be opened. */
export const opened: Promise<Opened> = open();

const restarts = new Set<(again: Promise<Opened>) => void>();

/** The engine has ended by itself, and another one opens the journal; it rejects where none can. */
export function whenRestarted(listener: (again: Promise<Opened>) => void): () => void {
  restarts.add(listener);
  return () => restarts.delete(listener);
}

const gone = () => new Failure('store-unavailable', 'what stores the journal has stopped');

/** Begins another engine. What the one before had not answered is refused, for the page to ask again. */
export function restartEngine(): void {
  const refuse = abandon;
  worker.terminate();
  worker = begin();
  ({
    engine: remote,
    settled: answered,
    abandon,
    isBusy: answers,
  } = following(wrap<Engine>(worker)));
  const again = open();
  refuse(gone());
  tellRestarted(again);
  again.then(
    () => {
      // It knows none of the lists that are on the screen.
      for (const listener of listeners) listener({ type: 'changed' });
      prepareWhenPainted();
    },
    () => undefined,
  );
}

function giveUp(): void {
  abandon(gone());
  tellRestarted(Promise.reject(gone()));
}

function tellRestarted(again: Promise<Opened>): void {
  again.catch(() => undefined);
  for (const listener of restarts) listener(again);
}

/** Not before the first screen is painted: reading the rest would compete with it for the processor. */
function prepareWhenPainted() {
  requestAnimationFrame(() => {
    requestIdleCallback(() => engine.prepare().catch(() => undefined), { timeout: 1_000 });
  });
}
// When the journal does not open, whoever shows it says why.
opened.then(prepareWhenPainted, () => undefined);
