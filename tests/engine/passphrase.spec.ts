import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Engine, Secret } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { everything, importLines, SECRET } from '../support/protected-journal.ts';
import {
  elsewhere,
  flippedBytes,
  type RawRecord,
  type RawStore,
  readRaw,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';

const PASSPHRASE = 'Ein längerer Satz, der ﬁnale № 5';
const KEYCHAIN = { keychain: SECRET };

const passphrase = (text = PASSPHRASE): Secret => ({ by: 'passphrase', passphrase: text });
const recovery = (key: string): Secret => ({ by: 'recovery', key });

/** Asks the engine, and gives its answer, or the name of its failure and what that says. */
function ask(page: Page, method: keyof Engine, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(
    ([method, args]) => {
      const given = args.map((arg) =>
        arg instanceof Object && 'keychain' in arg ? window.keychainOf(String(arg.keychain)) : arg,
      );
      const asked: Promise<unknown> = Reflect.apply(window.engine[method], null, given);
      return asked.then(
        (answer) => answer ?? 'done',
        ({ name, message }: Error) => (name === message ? name : `${name}: ${message}`),
      );
    },
    [method, args] as const,
  );
}

async function reload(page: Page): Promise<void> {
  await page.goto(new URL(page.url()).origin);
  await page.evaluate(() => window.locked);
}

async function rawOf(page: Page): Promise<RawStore> {
  const back = await elsewhere(page);
  const store = await readRaw(page);
  await back();
  return store;
}

const headerOf = (store: RawStore): RawRecord => store.tables.journal?.[0] ?? {};
const holdersOf = (store: RawStore) =>
  Array.from(Object(headerOf(store).holders) as RawRecord[], ({ by }) => by);
const withoutHeader = ({ tables }: RawStore) => ({ ...tables, journal: [] });

test('a passphrase opens the journal however its letters are spelled, and nothing else does', async ({
  page,
}) => {
  await importLines(page, 30);
  const before = await everything(page);
  const bare = await rawOf(page);
  for (const impossible of ['', ' \t', 'x'.repeat(1_000_001)]) {
    expect(await ask(page, 'protectWith', impossible, null)).toMatch(/^invalid: A passphrase /);
  }
  expect(await ask(page, 'protectWith', PASSPHRASE, null)).toBe('done');
  expect(await everything(page), 'under the new key, at once').toBe(before);

  const store = await rawOf(page);
  expect(holdersOf(store)).toEqual(['passphrase']);
  const key = String(Object(headerOf(bare).key).base64);
  expect(JSON.stringify(store), 'the key that lay beside the entries').not.toContain(key);
  for (const table of ['entries', 'pages']) {
    const old = new Set(bare.tables[table]?.map(({ sealed }) => JSON.stringify(sealed)));
    for (const { sealed } of store.tables[table] ?? []) {
      expect(old).not.toContain(JSON.stringify(sealed));
    }
  }

  await page.evaluate(() => window.locked);
  expect(await ask(page, 'unlock', KEYCHAIN)).toMatch(/^keychain: /);
  expect(await ask(page, 'unlockWith', recovery('x'))).toBe('invalid: There is no recovery key.');
  const wrong = ['', PASSPHRASE.toLowerCase(), 'x'.repeat(1_000_001)];
  const start = Date.now();
  for (const text of wrong) {
    expect(await ask(page, 'unlockWith', passphrase(text))).toBe('wrong-passphrase');
  }
  expect(Date.now() - start, 'the third was made to wait').toBeGreaterThan(1_000);
  await elsewhere(page);
  expect(await readRaw(page), 'nobody who was wrong has changed anything').toEqual(store);

  const spellings = [PASSPHRASE.normalize('NFD'), 'Ein längerer Satz, der finale No 5'];
  for (const spelling of spellings) {
    expect(spelling).not.toBe(PASSPHRASE);
    await reload(page);
    expect(await ask(page, 'unlockWith', passphrase(spelling))).toBe('done');
    expect(await everything(page)).toBe(before);
  }
  expect(await page.evaluate(() => window.opened.then(({ protection }) => protection))).toEqual({
    kind: 'passphrase',
    holders: ['passphrase'],
  });
});

test.describe('of 10,000 entries', () => {
  test.use({ alone: true });

  test('changing the passphrase writes the header and nothing else, and asks for nothing else', async ({
    journal,
    profile,
  }) => {
    await ask(journal.page, 'protectWith', PASSPHRASE, KEYCHAIN);
    await settled(journal.page);
    const small = await changed(journal.page, PASSPHRASE, 'one');
    await importLines(journal.page, 10_000);
    const page = await journal.reopen();
    await page.evaluate(() => window.locked);
    expect(await ask(page, 'unlockWith', passphrase('one'))).toBe('done');
    await settled(page);
    const before = await sizeOf(path.join(profile, BUCKETS));
    const large = await changed(page, 'one', 'two');
    const grown = (await sizeOf(path.join(profile, BUCKETS))) - before;

    // So it takes as long, however many there are.
    expect(large.asked).toEqual(['put']);
    expect(large.asked).toEqual(small.asked);
    expect(large.bytes).toBeLessThan(4_000);
    expect(before, 'all lies there').toBeGreaterThan(10_000 * 200);
    expect(grown, 'bytes on the disk').toBeLessThan(4_000);
    const figures = { small, large, grown };
    test.info().annotations.push({ type: 'change', description: JSON.stringify(figures) });

    expect(await ask(page, 'changePassphrase', passphrase('one'), 'x')).toBe('wrong-passphrase');
    expect(await ask(page, 'changePassphrase', passphrase('two'), ' ')).toMatch(/^invalid: /);
    const store = await rawOf(page);
    expect(store.tables.entries).toHaveLength(10_000);
    expect(holdersOf(store).sort(), 'the keychain goes on').toEqual(['keychain', 'passphrase']);
    await page.evaluate(() => window.locked);
    expect(await ask(page, 'unlockWith', passphrase('one'))).toBe('wrong-passphrase');
    expect(await ask(page, 'unlockWith', passphrase('two'))).toBe('done');
    expect((await page.evaluate(() => window.opened)).list.total).toBe(10_000);
  });
});

/** Until nothing is read or written that nobody asked for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept), { timeout: 60_000 }).toBe(true);
}

/** Where Chromium keeps buckets. */
const BUCKETS = 'Default/WebStorage';

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(path.join(file.parentPath, file.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Changes the passphrase; what the store was asked meanwhile, and how many bytes it was given. */
async function changed(page: Page, from: string, to: string) {
  const [engine] = page.workers();
  await engine?.evaluate(listen);
  const start = performance.now();
  expect(await ask(page, 'changePassphrase', passphrase(from), to)).toBe('done');
  const took = Math.round(performance.now() - start);
  const heard = await engine?.evaluate(() => (globalThis as unknown as { heard: Heard }).heard);
  return { took, asked: heard?.asked, bytes: heard?.bytes };
}

interface Heard {
  readonly asked: string[];
  bytes: number;
}

/** Runs in the worker: hears what the store is asked from now on. */
function listen() {
  const heard: Heard = { asked: [], bytes: 0 };
  Object.assign(globalThis, { heard });
  const plain = (_: string, part: unknown) => (part instanceof Uint8Array ? [...part] : part);
  for (const { prototype } of [IDBObjectStore, IDBIndex]) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const run: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
      if (typeof run !== 'function' || name === 'constructor') continue;
      Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]) {
        heard.asked.push(name);
        if (name === 'put' || name === 'add') heard.bytes += JSON.stringify(args[0], plain).length;
        return Reflect.apply(run, this, args);
      });
    }
  }
}

test('a recovery key counts once it was typed back, and then brings a forgotten passphrase’s journal', async ({
  page,
}) => {
  await importLines(page, 3);
  await ask(page, 'protectWith', PASSPHRASE, null);
  expect(await ask(page, 'confirmRecoveryKey', 'x')).toMatch(/^invalid: /);
  expect(await ask(page, 'newRecoveryKey', passphrase('x'))).toBe('wrong-passphrase');
  const unused = String(await ask(page, 'newRecoveryKey', passphrase()));
  const key = String(await ask(page, 'newRecoveryKey', passphrase()));
  expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);

  const store = await rawOf(page);
  expect(holdersOf(store), 'shown, and not kept yet').toEqual(['passphrase']);
  await page.evaluate(() => window.locked);
  await ask(page, 'unlockWith', passphrase());
  const next = String(await ask(page, 'newRecoveryKey', passphrase()));
  const typo = next.replace(/^(.{12})./, (_, start) => `${start}*`);
  expect(await ask(page, 'confirmRecoveryKey', typo)).toBe(
    'recovery-key-typo: The mistake is in the third group.',
  );
  expect(await ask(page, 'confirmRecoveryKey', unused)).toBe('wrong-recovery-key');
  expect(await ask(page, 'confirmRecoveryKey', next.toLowerCase().replaceAll('-', ' '))).toBe(
    'done',
  );
  expect(withoutHeader(await rawOf(page))).toEqual(withoutHeader(store));

  await page.evaluate(() => window.locked);
  expect(await ask(page, 'unlockWith', recovery(typo))).toMatch(/^recovery-key-typo: /);
  expect(await ask(page, 'unlockWith', recovery(key))).toBe('wrong-recovery-key');
  expect(await ask(page, 'unlockWith', recovery(next))).toBe('done');
  expect(await ask(page, 'changePassphrase', recovery(next), 'remembered')).toBe('done');
  expect(holdersOf(await rawOf(page)).sort()).toEqual(['passphrase', 'recovery']);
  await page.evaluate(() => window.locked);
  expect(await ask(page, 'unlockWith', passphrase('remembered'))).toBe('done');
  expect(await ask(page, 'removeRecoveryKey')).toBe('done');
  expect(await ask(page, 'removeRecoveryKey')).toBe('invalid: there is no recovery key');
  await reload(page);
  expect(await ask(page, 'unlockWith', recovery(next))).toBe('invalid: There is no recovery key.');
});

test('the keychain may hold the key beside a passphrase, and gives nothing away that the writer should', async ({
  page,
}) => {
  await importLines(page, 3);
  await ask(page, 'protect', KEYCHAIN);
  const before = await rawOf(page);
  await page.evaluate(() => window.locked);
  await ask(page, 'unlock', KEYCHAIN);
  const told = page.evaluate(
    () => new Promise((resolve) => window.whenProtected(({ protection }) => resolve(protection))),
  );
  expect(await ask(page, 'protectWith', PASSPHRASE, null)).toMatch(/^keychain: /);
  expect(await ask(page, 'protectWith', PASSPHRASE, KEYCHAIN)).toBe('done');
  expect(await told).toEqual({ kind: 'passphrase', holders: ['passphrase', 'keychain'] });
  expect(await ask(page, 'protectWith', PASSPHRASE, KEYCHAIN)).toMatch(/^invalid: /);
  expect(await ask(page, 'unprotect', KEYCHAIN)).toBe('invalid: there is a passphrase');
  expect(withoutHeader(await rawOf(page)), 'no row was written').toEqual(withoutHeader(before));

  await page.evaluate(() => window.locked);
  expect(await ask(page, 'unlock', KEYCHAIN), 'it stays unlocked').toBe('done');
  expect(await ask(page, 'neverStayUnlocked')).toBe('done');
  expect(await ask(page, 'neverStayUnlocked')).toMatch(/^invalid: /);
  await reload(page);
  expect(await ask(page, 'unlock', KEYCHAIN)).toMatch(/^keychain: /);
  await ask(page, 'unlockWith', passphrase());
  expect(await ask(page, 'stayUnlocked', passphrase('x'), KEYCHAIN)).toBe('wrong-passphrase');
  expect(await ask(page, 'stayUnlocked', passphrase(), KEYCHAIN)).toBe('done');
  await reload(page);
  const asked = page.evaluate(() => {
    const never = () => new Promise<never>(() => undefined);
    return window.engine.unlock({ wrap: never, unwrap: never });
  });
  await ask(page, 'unlockWith', passphrase());
  // The keychain never answers, and nobody waits for it any more.
  await asked;
  await reload(page);
  expect(await ask(page, 'unlock', KEYCHAIN)).toBe('done');
  expect(await ask(page, 'unprotectWith', passphrase('x'))).toBe('wrong-passphrase');
  expect(await ask(page, 'unprotectWith', passphrase())).toBe('done');
  const bare = await rawOf(page);
  expect(headerOf(bare).version).toBe(1);
  expect(withoutHeader(bare)).toEqual(withoutHeader(before));
  expect((await page.evaluate(() => window.opened)).list.total).toBe(3);
});

test('rotating seals everything under a new key, and can be cancelled', async ({ page }) => {
  await importLines(page, 40);
  await ask(page, 'protectWith', PASSPHRASE, KEYCHAIN);
  const key = String(await ask(page, 'newRecoveryKey', passphrase()));
  await ask(page, 'confirmRecoveryKey', key);
  const shown = String(await ask(page, 'newRecoveryKey', passphrase()));
  const said = await everything(page);
  const backup = await backUp(page);
  const before = await rawOf(page);
  await page.evaluate(() => window.locked);
  await ask(page, 'unlock', KEYCHAIN);
  const cancelled = await page.evaluate(async (passphrase) => {
    const rotating = window.engine.rotate(passphrase, null);
    void window.engine.cancelProtection();
    return rotating.then(String, (error: Error) => error.name);
  }, PASSPHRASE);
  expect(cancelled).toBe('cancelled');
  expect(await ask(page, 'rotate', 'x', null)).toBe('wrong-passphrase');
  expect(await rawOf(page)).toEqual(before);

  await page.evaluate(() => window.locked);
  await ask(page, 'unlockWith', passphrase());
  expect(await ask(page, 'rotate', PASSPHRASE, KEYCHAIN)).toBe('done');
  expect(await ask(page, 'confirmRecoveryKey', shown), 'of the key before').toMatch(/^invalid: /);
  expect(await everything(page)).toBe(said);
  const after = await rawOf(page);
  expect(holdersOf(after)).toEqual(['passphrase', 'keychain']);
  const old = new Set(before.tables.entries?.map(({ sealed }) => JSON.stringify(sealed)));
  expect(after.tables.entries).toHaveLength(40);
  for (const { sealed } of after.tables.entries ?? []) {
    expect(old).not.toContain(JSON.stringify(sealed));
  }
  await page.evaluate(() => window.locked);
  expect(await ask(page, 'unlockWith', recovery(key))).toBe('invalid: There is no recovery key.');
  expect(await ask(page, 'unlockWith', passphrase())).toBe('done');
  expect(await everything(page)).toBe(said);

  // A backup of before is held by who held the key then.
  expect(await preview(page, backup, null)).toBe('backup-locked: passphrase keychain recovery');
  expect(await preview(page, backup, passphrase('x'))).toBe('wrong-passphrase');
  expect(await preview(page, backup, recovery(key))).toMatchObject({ entries: 40 });
  expect(await preview(page, backup, passphrase())).toMatchObject({ entries: 40 });
});

test('a backup opens by itself while its key is the journal’s, and a whole one takes no protection away', async ({
  page,
}) => {
  await importLines(page, 3);
  const bare = await backUp(page);
  await ask(page, 'protectWith', PASSPHRASE, null);
  const mine = await backUp(page);
  await ask(page, 'changePassphrase', passphrase(), 'next');
  const store = await rawOf(page);
  await page.evaluate(() => window.locked);
  await ask(page, 'unlockWith', passphrase('next'));
  for (const backup of [mine, bare]) {
    expect(await preview(page, backup, null)).toMatchObject({ entries: 3, foreign: false });
    await ask(page, 'commitRestore', 'whole');
  }
  await importLines(page, 3);
  expect(headerOf(await rawOf(page))).toEqual(headerOf(store));
  await page.evaluate(() => window.locked);
  await ask(page, 'unlockWith', passphrase('next'));

  // Elsewhere it is the passphrase of the time when it was made.
  await ask(page, 'rotate', 'next', null);
  expect(await preview(page, mine, passphrase('next'))).toBe('wrong-passphrase');
  expect(await preview(page, mine, passphrase())).toMatchObject({ entries: 3 });
});

async function backUp(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { file } = await window.engine.backUp();
    const bytes = new Uint8Array(await file.arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  });
}

function preview(page: Page, backup: string, secret: Secret | null): Promise<unknown> {
  return page.evaluate(
    ([backup, secret]) => {
      const file = new Blob([Uint8Array.from(backup, (letter) => letter.charCodeAt(0))]);
      return window.engine
        .previewRestore(file, null, secret)
        .catch(({ name, message }: Error) => (name === message ? name : `${name}: ${message}`));
    },
    [backup, secret] as const,
  );
}

test('a header that was changed does not open, and asks for no more than it may', async ({
  page,
}) => {
  await importLines(page, 3);
  await ask(page, 'protectWith', PASSPHRASE, null);
  await elsewhere(page);
  const store = await readRaw(page);
  const [holder = {}] = Object(headerOf(store).holders) as RawRecord[];
  const holding = (change: RawRecord): RawRecord => ({ holders: [{ ...holder, ...change }] });
  const cases: [RawRecord, opened: string][] = [
    // 1 TiB; tests/unit/keys.spec.ts has the bounds.
    [holding({ memory: 2 ** 30 }), 'damaged'],
    [holding({ passes: 1 }), 'damaged'],
    [holding({ salt: flippedBytes(holder.salt, 3) }), 'wrong-passphrase'],
    [holding({ wrapped: flippedBytes(holder.wrapped, 30) }), 'wrong-passphrase'],
    [{ check: flippedBytes(headerOf(store).check, 20) }, 'damaged'],
  ];
  for (const [change, expected] of cases) {
    const changed = withRecords(store, 'journal', (record) => ({ ...record, ...change }));
    await writeRaw(page, changed);
    await page.goto(new URL(page.url()).origin);
    const refusal = await page.evaluate(async (secret) => {
      const unlocked = window.locked.then(() => window.engine.unlockWith(secret));
      return Promise.race([window.opened, unlocked]).then(String, (error: Error) => error.name);
    }, passphrase());
    expect(refusal, JSON.stringify(change)).toBe(expected);
    await elsewhere(page);
    expect(await readRaw(page)).toEqual(changed);
  }
});
