import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  type Frame,
  frameOf,
  lastMark,
  MAGIC,
  readFrames,
  TAIL,
} from '../../renderer/engine/frames.ts';

const frames: Frame[] = [
  {
    puts: [{ id: 'a', seq: 1, sealed: Uint8Array.from([1, 2, 3]) }],
    removes: [],
    mark: { items: 1, seq: 1, at: 1_700_000_000_000 },
  },
  { puts: [], removes: ['a'], mark: { items: 0, seq: 2, at: 1_700_000_000_001 } },
  {
    puts: [
      { id: 'b', seq: 3, sealed: new Uint8Array(300).fill(7) },
      { id: 'c', seq: 4, sealed: new Uint8Array() },
    ],
    removes: [],
    mark: { items: 2, seq: 4, at: 1_700_000_000_002 },
  },
];

const fileOf = async (all: readonly Frame[]) =>
  concat([MAGIC, ...(await Promise.all(all.map((frame) => frameOf(frame, frame.mark))))]);

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

test('the format of the mirror is frozen', async () => {
  expect(Buffer.from(await fileOf(frames.slice(0, 1))).toString('hex')).toBe(FROZEN);
});

/** What was written by the first build that had a mirror. */
const FROZEN =
  '534a4d49525230312800000021000000' +
  Buffer.from('{"puts":[["a",1,3]],"removes":[]}').toString('hex') +
  '010203' +
  '010000000100000000000000' +
  '0068e5cf8b010000' +
  'f85cf1ea11c0f112fa2bcee6829d934c' +
  '28000000';

test('a whole file reads as it was written', async () => {
  const file = await fileOf(frames);
  expect(await readFrames(file)).toEqual({ frames, damaged: false });
  expect(lastMark(file.subarray(-TAIL), file.length)).toEqual(frames[2]?.mark);
});

test('a file cut anywhere gives every frame before the cut, and is not called damaged', async () => {
  const file = await fileOf(frames);
  const ends = [MAGIC.length];
  for (const frame of frames) {
    ends.push((ends.at(-1) ?? 0) + (await frameOf(frame, frame.mark)).length);
  }
  for (let size = MAGIC.length; size <= file.length; size++) {
    const read = await readFrames(file.slice(0, size));
    const whole = ends.filter((end) => end <= size).length - 1;
    expect(read.frames, `cut at ${size}`).toEqual(frames.slice(0, whole));
    expect(read.damaged, `cut at ${size}`).toBe(false);
  }
});

test('a flipped bit anywhere costs its own frame and no other, and is noticed', async () => {
  const file = await fileOf(frames);
  const lastStart = (await fileOf(frames.slice(0, -1))).length;
  for (let at = MAGIC.length; at < file.length; at++) {
    const flipped = file.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0x10;
    const read = await readFrames(flipped);
    for (const frame of read.frames) expect(frames, `byte ${at}`).toContainEqual(frame);
    expect(read.frames.length, `byte ${at}`).toBe(frames.length - 1);
    // At the end of the file it may as well be a save that was cut short.
    if (at < lastStart) expect(read.damaged, `byte ${at}`).toBe(true);
  }
});

test('whatever bytes there are, reading them ends, and invents nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.nat({ max: 600 }),
      async (noise, place) => {
        const file = await fileOf(frames);
        const at = Math.min(place, file.length);
        const mixed = concat([file.subarray(0, at), noise, file.subarray(at)]);
        for (const frame of (await readFrames(mixed)).frames) expect(frames).toContainEqual(frame);
      },
    ),
    { numRuns: 300 },
  );
});
