import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { outsideNames, readOutside, writeOutside } from '../support/outside-files.ts';
import { everything, importLines, SECRET, unlock } from '../support/protected-journal.ts';
import {
  bucketNames,
  bytesOf,
  elsewhere,
  flipped,
  flippedBytes,
  type RawRecord,
  type RawStore,
  type RawValue,
  readRaw,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';

const protect = (page: Page, secret = SECRET) =>
  page.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), secret);

/** The store of a protected journal of three entries, seen from elsewhere. */
async function protectedStore(page: Page): Promise<RawStore> {
  await importLines(page, 3);
  await protect(page);
  await elsewhere(page);
  return readRaw(page);
}

test('a protected journal opens with its keychain, and says the same', async ({ journal }) => {
  const { page } = journal;
  await importLines(page, 200);
  const before = await everything(page);
  const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  await protect(page);
  expect(await everything(page), 'with the new key, at once').toBe(before);

  const reopened = await journal.reopen();
  await unlock(reopened);
  const opened = await reopened.evaluate(() => window.opened);
  expect(opened.protection).toEqual({ kind: 'keychain', holders: ['keychain'] });
  expect(opened.rebuilt).toBeNull();
  expect(opened.list.rows).toEqual(list.rows);
  expect(await everything(reopened)).toBe(before);
});

test('protecting leaves neither the old key nor anything sealed with it', async ({ page }) => {
  await importLines(page, 200);
  let back = await elsewhere(page);
  const before = await readRaw(page);
  await back();
  await protect(page);
  back = await elsewhere(page);
  const after = await readRaw(page);

  const [header] = after.tables.journal ?? [];
  expect(Object.keys(header ?? {}).sort()).toEqual([
    'check',
    'holders',
    'id',
    'journalId',
    'version',
  ]);
  expect(header?.version).toBe(2);
  expect(header?.journalId).toBe(before.tables.journal?.[0]?.journalId);
  const key = String(Object(before.tables.journal?.[0]?.key).base64);
  expect(JSON.stringify(after)).not.toContain(key);
  expect(JSON.stringify(after)).not.toContain(Buffer.from(key, 'base64').join(','));

  for (const table of ['entries', 'pages']) {
    const [old, anew] = [before.tables[table] ?? [], after.tables[table] ?? []];
    expect(anew.map(({ id, seq }) => [id, seq])).toEqual(old.map(({ id, seq }) => [id, seq]));
    const sealed = new Set(old.map((record) => bytesOf(record.sealed).toString('hex')));
    for (const record of anew) expect(sealed).not.toContain(bytesOf(record.sealed).toString('hex'));
  }
  // The old header over the new rows opens none of them.
  await writeRaw(page, {
    ...after,
    tables: { ...after.tables, journal: before.tables.journal ?? [] },
  });
  await back();
  const refusal = await page.evaluate(
    (id) => window.engine.entry(id).then(String, (error: Error) => error.name),
    String(after.tables.entries?.[0]?.id),
  );
  expect(refusal).toBe('damaged');
});

test('what was put aside with the key in it goes, now and at a later start, and another’s stays', async ({
  page,
}) => {
  await importLines(page, 3);
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
  const back = await elsewhere(page);
  const [sentinel, mirror] = [
    await readOutside(page, 'sentinel'),
    await readOutside(page, 'mirror'),
  ];
  const other = sentinel.toString().replace(/"journalId":"[^"]+"/, `"journalId":"${randomUUID()}"`);
  const lay = async () => {
    await writeOutside(page, 'aside-1-sentinel', sentinel);
    await writeOutside(page, 'aside-1-mirror', mirror);
  };
  const stay = ['aside-2-mirror', 'aside-2-sentinel', 'mirror', 'sentinel'];
  await lay();
  await writeOutside(page, 'aside-2-sentinel', Buffer.from(other));
  await writeOutside(page, 'aside-2-mirror', mirror);
  await back();
  await protect(page);
  expect((await outsideNames(page)).filter((name) => !name.startsWith('inbox'))).toEqual(stay);
  await elsewhere(page);
  await lay();
  await back();
  await unlock(page);
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
  expect((await outsideNames(page)).filter((name) => !name.startsWith('inbox'))).toEqual(stay);
});

test('a keychain that gives no key, or a wrong one, leaves all as it was, and may answer again', async ({
  page,
}) => {
  const store = await protectedStore(page);
  const home = new URL(page.url()).origin;
  await page.goto(home);
  const outcomes = await page.evaluate(async (secret) => {
    await window.locked;
    const keychain = window.keychainOf(secret);
    const random = () => crypto.getRandomValues(new Uint8Array(32));
    const answers = [
      () => Promise.reject(new Error('no')),
      async () => ({ key: new Uint8Array(32), rewrap: false }),
      async () => ({ key: random(), rewrap: true }),
      async () => ({ key: new Uint8Array(7), rewrap: false }),
      async () => JSON.parse('{"key":null}'),
      async () => JSON.parse('null'),
    ];
    const names: string[] = [];
    for (const unwrap of answers) {
      const opening = window.engine.unlock({ ...keychain, unwrap });
      await opening.catch((error: Error) => names.push(error.name));
    }
    return names;
  }, SECRET);
  expect(outcomes).toEqual(Array(6).fill('keychain'));
  await elsewhere(page);
  expect(await readRaw(page)).toEqual(store);

  await page.goto(home);
  const refusal = await page.evaluate(async () => {
    await window.locked;
    return window.engine.unlock(window.keychainOf('other')).catch((error: Error) => error.name);
  });
  expect(refusal).toBe('keychain');
  await unlock(page);
  expect((await page.evaluate(() => window.opened)).list.total).toBe(3);
  await elsewhere(page);
  expect(await readRaw(page), 'opening writes nothing either').toEqual(store);
});

test('a header that was changed does not open, in whatever place', async ({ page }) => {
  const store = await protectedStore(page);
  const home = new URL(page.url()).origin;
  const [header] = store.tables.journal ?? [];
  const wrapped = Object(header?.holders)[0].wrapped;
  const holding = (one: RawValue) => ({ holders: [{ by: 'keychain', wrapped: one }] });
  const last = bytesOf(header?.check).length - 1;
  const changes: RawRecord[] = [
    { journalId: crypto.randomUUID() },
    ...[1, 13, last].map((at) => ({ check: flippedBytes(header?.check, at) })),
    ...[0, 12, 30].map((at) => holding(flippedBytes(wrapped, at))),
    { holders: [...Object(header?.holders), { by: 'keychain', wrapped }] },
  ];
  for (const change of changes) {
    const changed = withRecords(store, 'journal', (record) => ({ ...record, ...change }));
    await writeRaw(page, changed);
    await page.goto(home);
    const refusal = await page.evaluate(async (secret) => {
      await window.locked;
      const keychain = window.keychainOf(secret);
      return window.engine.unlock(keychain).then(String, (error: Error) => error.name);
    }, SECRET);
    expect(refusal, JSON.stringify(change)).toBe('keychain');
    await elsewhere(page);
    expect(await readRaw(page)).toEqual(changed);
  }
});

test('a header that only a newer app knows is refused as such, and left as it is', async ({
  page,
}) => {
  const store = await protectedStore(page);
  const from = (change: object): RawStore =>
    withRecords(store, 'journal', (record) => ({ ...record, ...change }));
  const cases: [RawStore, string][] = [
    [from({ version: 3 }), 'newer-version'],
    [from({ version: 3, holders: 'elsewhere' }), 'newer-version'],
    [from({ holders: [{ by: 'card', wrapped: 'x' }] }), 'newer-version'],
    [from({ holders: [{ by: 'passphrase', salt: 'x' }] }), 'damaged'],
    [from({ holders: [] }), 'damaged'],
    [from({ holders: 'none' }), 'damaged'],
    [from({ version: 0 }), 'damaged'],
    [from({ version: 1 }), 'damaged'],
    [from({ journalId: 'mine' }), 'damaged'],
  ];
  for (const [changed, expected] of cases) {
    await writeRaw(page, changed);
    await page.goto(new URL(page.url()).origin);
    const refusal = await page.evaluate(() =>
      window.opened.then(String, (error: Error) => error.name),
    );
    expect(refusal).toBe(expected);
    await elsewhere(page);
    expect(await readRaw(page)).toEqual(changed);
  }
});

test('entries saved and read while the journal is protected are there, and found', async ({
  journal,
}) => {
  const { page } = journal;
  await importLines(page, 600);
  await page.reload();
  const saved = Array.from({ length: 20 }, (_, index) =>
    newEntry(new Date(Date.UTC(2026, 2, 1) + index * 60_000), { title: `Meanwhile ${index}` }),
  );
  const unreadable = await page.evaluate(
    async ([secret, entries]) => {
      // The texts are still being read for Search when it begins.
      void window.engine.prepare();
      let going = true;
      const protecting = window.engine
        .protect(window.keychainOf(secret))
        .finally(() => (going = false));
      const saving = entries.map((entry) => window.engine.save(entry));
      const { rows } = (await window.opened).list;
      const problems: string[] = [];
      while (going) {
        for (const { id } of rows.slice(0, 5)) {
          await window.engine.entry(id).catch((error: Error) => problems.push(error.name));
        }
      }
      await protecting;
      await Promise.all(saving);
      return problems;
    },
    [SECRET, saved] as const,
  );
  expect(unreadable).toEqual([]);
  const found = (search: string) =>
    page.evaluate((query) => window.engine.list(query), { ...WHOLE_JOURNAL, search });
  await expect.poll(async () => (await found('body')).read).toBe(1);
  expect((await found('body')).total, 'none was missed by Search').toBe(600);
  expect((await found('meanwhile')).total).toBe(20);
  const before = await everything(page);

  const reopened = await journal.reopen();
  await unlock(reopened);
  expect((await reopened.evaluate(() => window.opened)).list.total).toBe(620);
  expect(await everything(reopened)).toBe(before);
});

test('protecting says how far it is, and can be cancelled', async ({ page }) => {
  await importLines(page, 1_500);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  await back();
  const reported = await page.evaluate(async (secret) => {
    const outcomes: string[] = [];
    let whole = 0;
    // While it is sealed, and while it is read back.
    for (const stop of [0.1, 0.6]) {
      let last = 0;
      await window.engine
        .protect(window.keychainOf(secret), (done, total) => {
          whole ||= total;
          if (total !== whole || total < 2 * 1_500 || done < last || done > total) {
            outcomes.push(`${done} of ${total}`);
          }
          last = done;
          if (done >= total * stop) void window.engine.cancelProtection();
        })
        .then(
          () => outcomes.push('protected'),
          (error: Error) => outcomes.push(error.name),
        );
    }
    // A keychain that never answers.
    const silent = { ...window.keychainOf(secret), wrap: () => new Promise<never>(() => {}) };
    const waiting = window.engine.protect(silent).catch((error: Error) => error.name);
    await window.engine.cancelProtection();
    outcomes.push(String(await waiting));
    return outcomes;
  }, SECRET);
  expect(reported).toEqual(['cancelled', 'cancelled', 'cancelled']);
  await elsewhere(page);
  expect(await bucketNames(page)).toEqual(['journal-1']);
  expect(await readRaw(page)).toEqual(store);
  await back();
  expect((await page.evaluate(() => window.opened)).protection.kind).toBe('none');
  await protect(page);
  expect((await page.evaluate(() => window.engine.facets())).years).toEqual([2026]);
});

test('nothing is changed by a keychain that does not keep what it is given', async ({ page }) => {
  await importLines(page, 3);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  await back();
  const outcomes = await page.evaluate(async () => {
    const good = window.keychainOf('good');
    const bad = window.keychainOf('bad');
    /** It gives the key back, but what it calls the wrapped key could not be stored. */
    const remembering = () => {
      let kept = new Uint8Array();
      return {
        wrap: async (key: Uint8Array) => {
          kept = new Uint8Array(key);
          return JSON.parse('"wrapped"');
        },
        unwrap: async () => ({ key: new Uint8Array(kept), rewrap: false }),
      };
    };
    const keychains = [
      { ...good, wrap: () => Promise.reject(new Error('locked')) },
      { ...good, unwrap: () => Promise.reject(new Error('locked')) },
      { wrap: good.wrap, unwrap: bad.unwrap },
      { ...good, unwrap: async () => ({ key: new Uint8Array(32), rewrap: false }) },
      remembering(),
    ];
    const names: string[] = [];
    for (const keychain of keychains) {
      await window.engine.protect(keychain).catch((error: Error) => names.push(error.name));
    }
    return names;
  });
  expect(outcomes).toEqual(Array(5).fill('keychain'));
  await elsewhere(page);
  expect(await readRaw(page)).toEqual(store);
});

test('a row that does not open stops it, and is named', async ({ page }) => {
  await importLines(page, 3);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  const id = String(store.tables.entries?.[1]?.id);
  const damaged = withRecords(store, 'entries', (row) => (row.id === id ? flipped(row) : row));
  await writeRaw(page, damaged);
  await back();
  const failure = await page.evaluate(
    (secret) =>
      window.engine
        .protect(window.keychainOf(secret))
        .then(String, ({ name, message }: Error) => `${name}: ${message}`),
    SECRET,
  );
  expect(failure).toBe(`damaged: row ${id}`);
  await elsewhere(page);
  expect(await readRaw(page)).toEqual(damaged);
});

test('a keychain that wants to hold the key anew gets it, once it has shown that it keeps it', async ({
  page,
}) => {
  const store = await protectedStore(page);
  const home = new URL(page.url()).origin;
  const open = (renewed: 'kept' | 'lost') =>
    page.evaluate(
      async ([secret, renewed]) => {
        await window.locked;
        const [old, anew] = [window.keychainOf(secret), window.keychainOf('renewed')];
        await window.engine.unlock({
          wrap: anew.wrap,
          unwrap: async (wrapped) => {
            const unwrapped = await old.unwrap(wrapped).catch(() => null);
            if (unwrapped !== null) return { ...unwrapped, rewrap: true };
            if (renewed === 'lost') throw new Error('lost');
            return anew.unwrap(wrapped);
          },
        });
        return (await window.opened).list.total;
      },
      [SECRET, renewed] as const,
    );

  await page.goto(home);
  expect(await open('lost')).toBe(3);
  await elsewhere(page);
  expect(await readRaw(page)).toEqual(store);

  await page.goto(home);
  expect(await open('kept')).toBe(3);
  await page.goto(home);
  await unlock(page, 'renewed');
  expect((await page.evaluate(() => window.opened)).list.total).toBe(3);
  await elsewhere(page);
  const renewed = await readRaw(page);
  expect(renewed.tables.entries).toEqual(store.tables.entries);
  expect(renewed.tables.journal).not.toEqual(store.tables.journal);
});

test('taking the key back needs the keychain, and opens without it from then on', async ({
  journal,
}) => {
  const { page } = journal;
  await importLines(page, 30);
  await protect(page);
  const before = await everything(page);
  const refusals = await page.evaluate(async () => {
    const name = (error: Error) => error.name;
    const other = window.keychainOf('other');
    const silent = { ...other, unwrap: () => new Promise<never>(() => {}) };
    const waiting = window.engine.unprotect(silent).catch(name);
    await window.engine.cancelProtection();
    return [await window.engine.unprotect(other).catch(name), await waiting];
  });
  expect(refusals).toEqual(['keychain', 'cancelled']);
  await page.evaluate((secret) => window.engine.unprotect(window.keychainOf(secret)), SECRET);
  await page.evaluate(
    (entry) => window.engine.save(entry),
    newEntry(new Date(), { title: 'After' }),
  );

  const reopened = await journal.reopen();
  const opened = await reopened.evaluate(() => window.opened);
  expect(opened.protection).toEqual({ kind: 'none', holders: [] });
  expect(opened.list.total).toBe(31);
  await elsewhere(reopened);
  expect((await readRaw(reopened)).tables.journal?.[0]?.version).toBe(1);
  await reopened.goto(new URL(reopened.url()).origin);
  await reopened.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), SECRET);
  expect(await everything(reopened), 'and can be given again').toContain('After');
  expect((await everything(reopened)).length).toBeGreaterThan(before.length);
});

test('protecting asks for what there is to do, and for nothing else', async ({ page }) => {
  await importLines(page, 3);
  const refusals = await page.evaluate(async (secret) => {
    const name = (error: Error) => error.name;
    const keychain = window.keychainOf(secret);
    return [
      await window.engine.unlock(keychain).catch(name),
      await window.engine.unprotect(keychain).catch(name),
      await window.engine.protect(keychain).catch(name),
      await window.engine.protect(keychain).catch(name),
    ];
  }, SECRET);
  expect(refusals).toEqual(['invalid', 'invalid', undefined, 'invalid']);
});
