import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { base64AsBytes } from '../../renderer/engine/base64.ts';
import type { Secret } from '../../renderer/engine/contract.ts';
import type { HeldHeader } from '../../renderer/engine/header.ts';
import { heldHeader, importKey, newKey, parseHeader, unwrap } from '../../renderer/engine/keys.ts';
import { costAt, keyOfPassphrase } from '../../renderer/engine/passphrase.ts';
import { createSecrets, delayAfter } from '../../renderer/engine/secrets.ts';

/**
 * A header whose key a passphrase, a recovery key and a keychain hold. Made by other libraries
 * (@noble/hashes and node:crypto), from what seal.ts, keys.ts and passphrase.ts say; never to be made
 * anew, for it is what people have on disk.
 */
const SAMPLE = new URL('../engine/samples/header-v2.json', import.meta.url);
const DATA_KEY = 'd047d369dfb0272e22d82a84a7a94e8be4c680b861896a4fecc522a4d2033634';
const PASSPHRASE: Secret = { by: 'passphrase', passphrase: 'Ein la\u0308ngerer Satz' };
const RECOVERY: Secret = { by: 'recovery', key: '000G5-40R4X-0M30R-E209C-185G1-R38E2-1W813-24GKP' };

type Stored = Record<string, unknown> & { holders: Record<string, unknown>[] };
const stored = (): Stored => JSON.parse(readFileSync(SAMPLE, 'utf8'), base64AsBytes);

function sample(): HeldHeader {
  const header = parseHeader(stored());
  if (header.version !== 2) throw new Error('another sample');
  return header;
}

/** The data key that a secret brings, or the name of the failure. */
async function broughtBy(secret: Secret, header: HeldHeader): Promise<string> {
  const { unwrap } = createSecrets(() => undefined);
  return unwrap(header, secret).then(
    ({ bytes }) => Buffer.from(bytes).toString('hex'),
    (error: Error) => error.name,
  );
}

test('a header that other libraries made opens with its passphrase and its recovery key', async () => {
  expect(await broughtBy(PASSPHRASE, sample())).toBe(DATA_KEY);
  expect(await broughtBy(RECOVERY, sample())).toBe(DATA_KEY);
});

test('every byte of a header that is flipped is noticed', async () => {
  const [holder] = sample().holders;
  if (holder?.by !== 'passphrase') throw new Error('another sample');
  const own = await keyOfPassphrase('Ein längerer Satz', holder);
  const opened: string[] = [];
  for (const [name, { length }] of byteFields(sample())) {
    for (let at = 0; at < length; at++) {
      const header = sample();
      const [, bytes = new Uint8Array()] =
        byteFields(header).find(([field]) => field === name) ?? [];
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      const by = await broughtBy(RECOVERY, header);
      if (by === DATA_KEY) opened.push(`${name} ${at}`);
      if (name !== 'passphrase wrapped') continue;
      const [changed] = header.holders;
      if (changed?.by !== 'passphrase') throw new Error('another sample');
      const got = await unwrap(own, header.journalId, changed).catch(() => null);
      if (got !== null) opened.push(`${name} ${at}, by passphrase`);
    }
  }
  const { journalId } = sample();
  for (let at = 0; at < journalId.length; at++) {
    if (journalId[at] === '-') continue;
    const other =
      journalId.slice(0, at) + (journalId[at] === '9' ? '8' : '9') + journalId.slice(at + 1);
    const header = { ...sample(), journalId: other };
    if ((await broughtBy(RECOVERY, header)) === DATA_KEY) opened.push(`journalId ${at}`);
  }
  expect(opened).toEqual([]);
  const [first, ...others] = sample().holders;
  for (const holders of [others, others.toReversed(), [...others, first]]) {
    const header = { ...sample(), holders: holders.filter((one) => one !== undefined) };
    expect(await broughtBy(RECOVERY, header), 'holders left out or turned round').toBe('damaged');
  }
});

/** All the bytes in a header, by what they are. */
function byteFields({ holders, check }: HeldHeader): [name: string, bytes: Uint8Array][] {
  const fields: [string, Uint8Array][] = [['check', check]];
  for (const holder of holders) {
    fields.push([`${holder.by} wrapped`, holder.wrapped]);
    if (holder.by === 'passphrase') fields.push(['salt', holder.salt]);
  }
  return fields;
}

test('a salt that was flipped makes another key', async () => {
  const header = sample();
  const [holder] = header.holders;
  if (holder?.by !== 'passphrase') throw new Error('another sample');
  holder.salt[7] = (holder.salt[7] ?? 0) ^ 1;
  expect(await broughtBy(PASSPHRASE, header)).toBe('wrong-passphrase');
});

test('a header may ask for no more memory and no fewer passes than its bounds', () => {
  const asking = (change: object): string => {
    const header = stored();
    header.holders[0] = { ...header.holders[0], ...change };
    try {
      return `version ${parseHeader(header).version}`;
    } catch (error) {
      return (error as Error).name;
    }
  };
  for (const change of [{}, { memory: 1024 * 1024 }, { passes: 10 }]) {
    expect(asking(change)).toBe('version 2');
  }
  const refused = [
    { memory: 2 ** 30 },
    { memory: 1024 * 1024 + 1 },
    { memory: 19 * 1024 - 1 },
    { memory: 20_000.5 },
    { memory: Number.POSITIVE_INFINITY },
    { memory: '65536' },
    { passes: 1 },
    { passes: 11 },
    { passes: 2.5 },
    { salt: new Uint8Array(15) },
    { salt: 'salt' },
    { wrapped: null },
  ];
  for (const change of refused) expect([change, asking(change)]).toEqual([change, 'damaged']);
  expect(asking({ by: 'card' })).toBe('newer-version');
});

test('a key is held by a passphrase, or by the keychain alone', async () => {
  const [passphrase, recovery, keychain] = sample().holders;
  const key = await importKey(newKey());
  const held = (...holders: (typeof passphrase)[]) => {
    const some = holders.filter((holder) => holder !== undefined);
    return heldHeader(sample().journalId, key, some).then(
      () => 'held',
      (error: Error) => error.name,
    );
  };
  for (const holders of [[passphrase], [keychain], [keychain, recovery, passphrase]]) {
    expect(await held(...holders)).toBe('held');
  }
  for (const holders of [[], [recovery], [keychain, recovery], [keychain, keychain]]) {
    expect(await held(...holders)).toBe('TypeError');
  }
});

test('a new passphrase costs what suits the computer, never less than the least', () => {
  const least = { passes: 3, memory: 64 * 1024 };
  for (const took of [100_000, 2_000, 700]) expect(costAt(took)).toEqual(least);
  expect(costAt(400)).toEqual({ passes: 5, memory: 64 * 1024 });
  expect(costAt(105)).toEqual({ passes: 10, memory: 128 * 1024 });
  for (const took of [10, 0]) expect(costAt(took)).toEqual({ passes: 10, memory: 256 * 1024 });
  for (let took = 60; took < 700; took++) {
    const { passes, memory } = costAt(took);
    const takes = took * (passes / 3) * (memory / (64 * 1024));
    expect(takes).toBeGreaterThan(500);
    expect(takes).toBeLessThan(1_000);
  }
});

test('whoever is wrong waits longer each time, and never longer than half a minute', () => {
  const waits = Array.from({ length: 10 }, (_, at) => delayAfter(at + 1));
  expect(waits).toEqual([0, 1, 2, 4, 8, 16, 30, 30, 30, 30]);
  expect(delayAfter(5_000)).toBe(30);
});
