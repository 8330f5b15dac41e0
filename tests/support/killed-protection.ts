import { expect, type Page } from '@playwright/test';
import type { Visit } from './browser.ts';
import { attach, type Content, compared, saveWith } from './files.ts';
import { everything, importLines } from './protected-journal.ts';
import { bucketNames } from './raw-store.ts';

/** What a journal has whose protection changes. */
export interface Filled {
  readonly entries: number;
  /** Of one chunk and a half each. */
  readonly files: number;
}

/**
 * The changes of who holds the data key, in the order that a journal goes through them: the first and
 * `rotate` seal everything anew, the others write the header.
 */
export const CHANGES = ['enable', 'change', 'rotate', 'disable'] as const;
type Change = (typeof CHANGES)[number];

/** What each of them came to: opened with the `old` secret or the `new` one, or was `over` before the kill. */
export type Outcomes = Readonly<Record<Change, string[]>>;

/** What opens a journal; null for one without protection. */
type Secret = { readonly passphrase: string; readonly keychain: string } | null;

/** After a kill the browser may take longer for the same: it has just begun. */
const BEYOND = 3;

/**
 * Changes the protection of a journal and kills the browser meanwhile, each time at another moment,
 * spread from the first write to beyond the last. Fails when it opens neither as before nor as it was to
 * be, or when anything is missing then, or lies in two places.
 */
export async function killWhileProtecting(
  journal: Visit,
  runs: number,
  { entries, files }: Filled,
): Promise<Outcomes> {
  await importLines(journal.page, entries);
  const attached = new Map<string, Content>();
  for (let seed = 1; seed <= files; seed++) {
    const content = { seed, size: 1_500_000 };
    const file = await attach(journal.page, content);
    await saveWith(journal.page, [file]);
    attached.set(file.id, content);
  }
  const before = await everything(journal.page);
  let secret: Secret = null;
  let made = 0;

  function secretAfter(change: Change): Secret {
    const fresh = `number ${++made}`;
    if (change === 'enable') return { passphrase: fresh, keychain: fresh };
    if (change === 'disable' || secret === null) return null;
    return change === 'change' ? { ...secret, passphrase: fresh } : { ...secret, keychain: fresh };
  }

  /** Makes a change to its end; how long it wrote, in milliseconds. */
  async function makeWhole(change: Change): Promise<number> {
    const next = secretAfter(change);
    const { wrote } = await journal.page.evaluate(make, [change, secret, next, null] as const);
    secret = next;
    return wrote;
  }

  await settled(journal.page);
  const resealing = await makeWhole('enable');
  const header = await makeWhole('disable');
  const takes = { enable: resealing, change: header, rotate: resealing, disable: header };

  const outcomes: Outcomes = { enable: [], change: [], rotate: [], disable: [] };
  for (let run = 0; run < runs; run++) {
    const change = CHANGES[run % CHANGES.length] ?? 'enable';
    const name = `run ${run}, ${change}`;
    const next = secretAfter(change);
    const spread = (run + CHANGES.length * Math.random()) / runs;
    const moment = takes[change] * spread * BEYOND;
    let isDone = false;
    await journal.kill(async () => {
      const asked = [change, secret, next, moment] as const;
      ({ isDone } = await journal.page.evaluate(make, asked));
    });

    const page = await journal.reopen();
    const found = await open(page, secret, next);
    if (isDone) expect(found, `${name}, which was over`).toBe('new');
    const { list, rebuilt, recovered } = await page.evaluate(() => window.opened);
    expect({ rebuilt, recovered }, name).toEqual({ rebuilt: null, recovered: null });
    expect(list.total, name).toBe(entries + files);
    expect((await everything(page)) === before, `${name}, all is there`).toBe(true);
    expect(await bucketNames(page), name).toHaveLength(1);
    // Once what is left outside of either has been swept.
    await settled(page);
    for (const [id, content] of attached) {
      expect(await compared(page, id, content), name).toBe('same');
    }
    outcomes[change].push(isDone ? 'over' : found);
    if (found === 'new') secret = next;
    else await makeWhole(change);
  }
  expect(await namesOfContents(journal), 'nothing is left outside').toHaveLength(files);
  return outcomes;
}

/** Waits until nothing is written that nobody asked for, and has every write told from then on. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
  const [engine] = page.workers();
  await engine?.evaluate(() => {
    const channel = new BroadcastChannel('writes');
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      channel.postMessage('put');
      return put.apply(this, args);
    };
  });
}

/** Runs in the page: makes a change, and answers when it is over, or has been writing for so long. */
async function make([change, secret, next, within]: readonly [
  Change,
  Secret,
  Secret,
  number | null,
]): Promise<{ isDone: boolean; wrote: number }> {
  const { engine, keychainOf } = window;
  const old = {
    passphrase: secret?.passphrase ?? '',
    keychain: keychainOf(secret?.keychain ?? ''),
  };
  const wanted = { passphrase: next?.passphrase ?? '', keychain: keychainOf(next?.keychain ?? '') };
  const known = { by: 'passphrase', passphrase: old.passphrase } as const;
  const writes = new BroadcastChannel('writes');
  const begun = new Promise((resolve) => writes.addEventListener('message', resolve));
  let isDone = false;
  const making = {
    enable: () => engine.protectWith(wanted.passphrase, wanted.keychain),
    change: () => engine.changePassphrase(known, wanted.passphrase),
    rotate: () => engine.rotate(old.passphrase, wanted.keychain),
    disable: () => engine.unprotectWith(known),
  }
    [change]()
    .then(() => {
      isDone = true;
    });
  await Promise.race([begun, making]);
  const start = performance.now();
  await (within === null ? making : new Promise((resolve) => setTimeout(resolve, within)));
  return { isDone, wrote: performance.now() - start };
}

/** Opens the journal, and answers with which of two secrets; fails where it is with neither. */
async function open(page: Page, old: Secret, next: Secret): Promise<'old' | 'new'> {
  const isLocked = await page.evaluate(() =>
    Promise.race([window.opened.then(() => false), window.locked.then(() => true)]),
  );
  // They differ in one of the two, and the keychain takes no time.
  const by = old?.keychain === next?.keychain ? 'passphrase' : 'keychain';
  for (const [name, secret] of Object.entries({ new: next, old })) {
    const opens =
      secret === null
        ? !isLocked
        : isLocked && (await page.evaluate(unlocks, [by, secret[by]] as const));
    if (opens) return name === 'new' ? 'new' : 'old';
  }
  throw new Error('the journal opens with neither secret');
}

/** Runs in the page. */
async function unlocks([by, secret]: readonly ['passphrase' | 'keychain', string]) {
  const unlocking =
    by === 'keychain'
      ? window.engine.unlock(window.keychainOf(secret))
      : window.engine.unlockWith({ by, passphrase: secret });
  return unlocking.then(
    () => true,
    () => false,
  );
}

async function namesOfContents({ page }: Visit): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const folder = await root.getDirectoryHandle('staff-journal');
    for await (const name of folder.keys()) if (name.startsWith('blob-')) names.push(name);
    return names;
  });
}
