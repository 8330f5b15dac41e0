import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { type About, backupOf, readBackup } from '../../renderer/engine/backup.ts';
import { frameOf } from '../../renderer/engine/frames.ts';
import { chunkRowId, fileRowId, versionId } from '../../renderer/engine/rows.ts';
import type { SealedRow } from '../../renderer/engine/store.ts';
import {
  aboutOf,
  backupWith,
  bytesOf,
  flipped,
  header,
  refusal,
  sealedRows,
} from '../support/small-backup.ts';

/** The same file with a trailer that fits what now stands before it: what a forger would write. */
function resigned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const before = bytes.subarray(0, bytes.length - 32);
  return new Uint8Array(Buffer.concat([before, trailerOf(before)]));
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** The hash of the hashes of each 4 MiB. */
function trailerOf(bytes: Uint8Array): Buffer {
  const hashes = [];
  for (let at = 0; at < bytes.length; at += 4 * 1024 * 1024) {
    hashes.push(sha256(bytes.subarray(at, at + 4 * 1024 * 1024)));
  }
  return sha256(Buffer.concat(hashes));
}

test('a backup gives back its rows, in frames of some hundred', async () => {
  const rows = await sealedRows(601);
  const { about, rows: read } = await readBackup(await backupWith(rows));
  expect(about).toEqual(aboutOf(rows));
  const frames = [];
  for await (const frame of read()) frames.push(frame);
  expect(frames.map(({ length }) => length)).toEqual([250, 250, 101]);
  expect(frames.flat()).toEqual(rows);
});

test('an empty journal makes a backup too', async () => {
  expect(await refusal(await bytesOf(await backupWith([])))).toBe('opened');
});

test('the layout is what people have on their disks', async () => {
  const rows = await sealedRows(3);
  const bytes = Buffer.from(await bytesOf(await backupWith(rows)));
  expect(bytes.subarray(0, 8).toString()).toBe('SJBACK01');
  const length = bytes.readUInt32LE(8);
  const { header: stored, ...rest } = JSON.parse(bytes.subarray(12, 12 + length).toString());
  expect(rest).toEqual({
    version: 2,
    made: '2026-11-24T21:14:05.000Z',
    app: '0.1.0',
    entries: 3,
    rows: 3,
    seq: 3,
  });
  expect(stored).toEqual({
    ...header,
    key: { base64: Buffer.from(header.key).toString('base64') },
  });
  const first = await frameOf(
    { puts: rows, removes: [] },
    { items: 0, seq: 0, at: Date.parse(rest.made) },
  );
  const last = await frameOf(
    { puts: [], removes: [] },
    { items: 3, seq: 3, at: Date.parse(rest.made) },
  );
  expect(bytes.subarray(12 + length, -32)).toEqual(Buffer.from([...first, ...last]));
  expect(bytes.subarray(-32)).toEqual(trailerOf(bytes.subarray(0, -32)));
});

test('rows of every kind are counted, and belong to the second version', async () => {
  const entries = await sealedRows(2);
  const [{ id, sealed }] = entries as [SealedRow];
  const rows: SealedRow[] = [
    ...entries,
    { id: versionId(id, 1), seq: 1, sealed },
    { id: fileRowId(id), seq: 1, sealed },
    { id: chunkRowId(id, 999), sealed, seq: 999 },
  ];
  const { about, rows: read } = await readBackup(
    await backupOf(aboutOf(rows, { seq: 2 }), [rows.slice(0, 3), rows.slice(3)]),
  );
  expect(about).toMatchObject({ entries: 2, rows: 5, seq: 2 });
  const found = [];
  for await (const frame of read()) found.push(...frame);
  expect(found).toEqual(rows);
  expect(await refusal(await firstVersion(rows)), 'in the first there are only entries').toBe(
    'backup-damaged',
  );
});

test('a backup of the first version opens, up to the size that can be hashed', async () => {
  const rows = await sealedRows(3);
  const bytes = await firstVersion(rows);
  expect(await refusal(bytes)).toBe('opened');
  for (const at of [20, 2000, bytes.length - 50, bytes.length - 1]) {
    expect(await refusal(flipped(bytes, at)), `byte ${at}`).toBe('backup-damaged');
  }
  const block = new Blob([new Uint8Array(8 * 1024 * 1024)]);
  const blocks = Array.from({ length: 65 }, () => block);
  const large = new Blob([bytes.subarray(0, -100), ...blocks, bytes.subarray(-100)]);
  await expect(readBackup(large)).rejects.toMatchObject({ name: 'too-large' });
});

/** As the first version of the format wrote it, whose trailer is the hash of the whole. */
async function firstVersion(rows: readonly SealedRow[]): Promise<Uint8Array<ArrayBuffer>> {
  const { rows: count, ...about } = aboutOf(rows);
  const text = JSON.stringify({ ...about, version: 1 }, (_, value) =>
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const at = Date.parse(about.made);
  const before = Buffer.concat([
    Buffer.from('SJBACK01'),
    length,
    Buffer.from(text),
    await frameOf({ puts: rows, removes: [] }, { items: 0, seq: 0, at }),
    await frameOf({ puts: [], removes: [] }, { items: count, seq: about.seq, at }),
  ]);
  return Uint8Array.from([...before, ...sha256(before)]);
}

test('a backup cut short anywhere is refused', async () => {
  const rows = await sealedRows(120);
  const bytes = await bytesOf(await backupWith(rows));
  const ends = [1, 7, 8, 11, 12, 43, 44, bytes.length - 32, bytes.length - 1];
  for (let end = 1024; end < bytes.length; end += 1024) ends.push(end);
  for (const end of ends) {
    const refused = end < 8 ? 'not-a-backup' : 'backup-damaged';
    expect(await refusal(bytes.slice(0, end)), `${end} bytes`).toBe(refused);
    // Even where the trailer was made to fit.
    if (end > 100) {
      const forged = resigned(Buffer.concat([bytes.subarray(0, end), Buffer.alloc(32)]));
      expect(await refusal(forged), `${end} bytes, forged`).toBe(
        end === bytes.length - 32 ? 'opened' : 'backup-damaged',
      );
    }
  }
});

test('a flipped bit is refused wherever it is', async () => {
  const rows = await sealedRows(4);
  const bytes = await bytesOf(await backupWith(rows));
  const headerEnd = 12 + new DataView(bytes.buffer).getUint32(8, true);
  const isEvery = (at: number) => at < headerEnd || at > bytes.length - 140;
  // All of the header and of the end, and of the rest some: tests/torture/flipped.spec.ts has every one.
  for (let at = 0; at < bytes.length; at += isEvery(at) ? 1 : 29) {
    const name = await refusal(flipped(bytes, at, at % 8));
    expect(name, `byte ${at}`).toBe(at < 8 ? 'not-a-backup' : 'backup-damaged');
  }
  // A forger can make trailer and checksums fit, but not the seals.
  const [row, ...others] = rows;
  if (row === undefined) throw new Error('no rows');
  const forged = { ...row, sealed: flipped(row.sealed, 40) };
  const swapped = [{ ...row, id: others[0]?.id ?? '' }, ...others.slice(1)];
  for (const wrong of [[forged, ...others], swapped]) {
    const file = await backupWith(wrong);
    expect(await refusal(await bytesOf(file))).toBe('backup-damaged');
  }
});

test('lengths that lie are refused before anything is read by them', async () => {
  const rows = await sealedRows(20);
  const bytes = await bytesOf(await backupWith(rows));
  const headerEnd = 12 + new DataView(bytes.buffer).getUint32(8, true);
  for (const at of [8, headerEnd, headerEnd + 4]) {
    for (const lie of [0, 1, 65_537, bytes.length, 0x7fffffff, 0xffffffff]) {
      const lying = Uint8Array.from(bytes);
      new DataView(lying.buffer).setUint32(at, lie, true);
      expect(await refusal(resigned(lying)), `${lie} at ${at}`).toBe('backup-damaged');
    }
  }
});

test('a list that lies within a frame whose checksum holds is refused', async () => {
  const rows = await sealedRows(3);
  const whole = await bytesOf(await backupWith(rows));
  const headerEnd = 12 + new DataView(whole.buffer).getUint32(8, true);
  const last = await frameOf({ puts: [], removes: [] }, { items: 3, seq: 3, at: 0 });
  const lists = [
    [[rows[0]?.id, 1, 1_000_000_000]],
    [[rows[0]?.id, 1, -5]],
    [[rows[0]?.id, 1.5, 10]],
    [['x'.repeat(100_000), 1, 10]],
    [[rows[0]?.id, 1]],
    'no list',
    null,
  ];
  for (const puts of lists) {
    const text = new TextEncoder().encode(JSON.stringify({ puts, removes: [] }));
    const frame = rawFrame(text, new Uint8Array(100));
    const forged = [...whole.subarray(0, headerEnd), ...frame, ...last, ...new Uint8Array(32)];
    expect(
      await refusal(resigned(Uint8Array.from(forged))),
      JSON.stringify(puts)?.slice(0, 60),
    ).toBe('backup-damaged');
  }
});

/** A frame with any list in it, and a checksum that holds. */
function rawFrame(list: Uint8Array, sealed: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.alloc(4), list, sealed]);
  body.writeUInt32LE(list.length);
  const checked = Buffer.concat([body, Buffer.alloc(20)]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  const checksum = createHash('sha256').update(checked).digest().subarray(0, 16);
  return Buffer.concat([length, checked, checksum, length]);
}

test('a count, a row twice, or a row that was taken out is refused', async () => {
  const rows = await sealedRows(5);
  const [first] = rows;
  if (first === undefined) throw new Error('no rows');
  const wrong: [About, SealedRow[]][] = [
    [aboutOf(rows, { entries: 6 }), rows],
    [aboutOf(rows), rows.slice(1)],
    [aboutOf(rows), [...rows.slice(0, 4), first]],
    [aboutOf(rows, { seq: 2 }), rows],
  ];
  for (const [about, of] of wrong) {
    expect(await refusal(await bytesOf(await backupOf(about, [of])))).toBe('backup-damaged');
  }
});

test('what a newer version made is refused as that', async () => {
  const rows = await sealedRows(2);
  for (const more of [
    { version: 3 },
    { version: 9, entries: 'many' },
    { header: { ...header, version: 3 } },
  ]) {
    const file = await backupWith(rows, more);
    expect(await refusal(await bytesOf(file))).toBe('newer-version');
  }
  for (const more of [{ made: 'yesterday' }, { entries: -1 }, { header: {} }, { version: '1' }]) {
    const about = aboutOf(rows, more);
    if ('made' in more) continue;
    expect(await refusal(await bytesOf(await backupOf(about, [rows])))).toBe('backup-damaged');
  }
});

test('a file that only claims to be a backup is refused', async () => {
  const random = () => crypto.getRandomValues(new Uint8Array(4096));
  const magic = new TextEncoder().encode('SJBACK01');
  expect(await refusal(new Uint8Array())).toBe('not-a-backup');
  expect(await refusal(new TextEncoder().encode('{"format":"staff-journal-archive"}'))).toBe(
    'not-a-backup',
  );
  for (let round = 0; round < 100; round++) {
    expect(await refusal(random())).toBe('not-a-backup');
    const claims = Uint8Array.from([...magic, ...random()]);
    expect(await refusal(claims)).toBe('backup-damaged');
    expect(await refusal(resigned(claims))).toBe('backup-damaged');
  }
});

test('a large file that only claims to be one is refused by its ends, without being read', async () => {
  const rows = await sealedRows(3);
  const good = await backupWith(rows);
  const headerEnd = 12 + new DataView(await good.arrayBuffer()).getUint32(8, true);
  const filling = new Uint8Array(8 * 1024 * 1024);
  for (const claim of [
    new Blob(['SJBACK01', filling]),
    new Blob([good, filling]),
    new Blob([good.slice(0, headerEnd), filling]),
  ]) {
    let read = 0;
    const watched: Blob = Object.assign(new Blob([claim]), {
      slice(from: number, to: number) {
        read += to - from;
        return claim.slice(from, to);
      },
    });
    await expect(readBackup(watched)).rejects.toMatchObject({ name: 'backup-damaged' });
    expect(read).toBeLessThan(4096);
  }
});

test('however large it is, some blocks of it are in memory', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => ({
    id: chunkRowId('0190d6a4-0000-7000-8000-000000000001', n),
    seq: n,
    sealed: new Uint8Array(1024 * 1024),
  }));
  const file = await backupOf(
    aboutOf(rows),
    rows.map((row) => [row]),
  );
  let largest = 0;
  const watched: Blob = Object.assign(new Blob([file]), {
    slice(from: number, to: number) {
      largest = Math.max(largest, to - from);
      return file.slice(from, to);
    },
  });
  const backup = await readBackup(watched);
  let count = 0;
  for await (const some of backup.rows()) count += some.length;
  expect(count).toBe(40);
  expect(largest).toBeLessThanOrEqual(4 * 1024 * 1024);
});
