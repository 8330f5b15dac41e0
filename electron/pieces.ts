import { open } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import type { OpenedFile } from './bridge.ts';

/**
 * Files that cross the bridge in pieces, each under a number: a backup may be larger than what fits
 * into one message, or into memory.
 */

/** A page that was reloaded or has died asks for nothing more. */
const IDLE_MS = 60_000;

/** What becomes of a file that the page hands over. */
export interface Taking<Outcome> {
  add(bytes: Uint8Array): Promise<void>;
  finish(): Promise<Outcome>;
  abandon(): Promise<void>;
}

interface Numbered<Value> {
  begin(value: Value): number;
  /** What has this number. Throws when nothing has, or has any more. */
  of(number: number): Value;
  end(number: number): Value;
}

/** @param abandon what is done with what nobody asks for any more, and at quit */
function numbered<Value>(abandon: (value: Value) => Promise<void>): Numbered<Value> {
  const values = new Map<number, { value: Value; idle: NodeJS.Timeout }>();
  let last = 0;

  const drop = (number: number) => void abandon(end(number)).catch(() => undefined);
  function of(number: number): Value {
    const found = values.get(number);
    if (found === undefined) throw new Error('Refused: no such file.');
    found.idle.refresh();
    return found.value;
  }
  function end(number: number): Value {
    const value = of(number);
    clearTimeout(values.get(number)?.idle);
    values.delete(number);
    return value;
  }

  app.on('will-quit', () => {
    for (const number of values.keys()) drop(number);
  });
  return {
    begin(value) {
      const number = ++last;
      values.set(number, { value, idle: setTimeout(() => drop(number), IDLE_MS) });
      return number;
    },
    of,
    end,
  };
}

/** Takes files over, one after the other piece. */
export function createTaking<Outcome>() {
  const taken = numbered<Taking<Outcome>>((taking) => taking.abandon());
  return {
    begin: taken.begin,
    add: (number: number, bytes: Uint8Array) => taken.of(number).add(bytes),
    finish: (number: number) => taken.end(number).finish(),
  };
}

const reading = numbered<Awaited<ReturnType<typeof open>>>((handle) => handle.close());

/** Opens a file for the page to read. */
export async function openForReading(file: string): Promise<OpenedFile> {
  const handle = await open(file, 'r');
  const { size } = await handle.stat();
  return { number: reading.begin(handle), name: path.basename(file), size };
}

/** The bytes from `from` to `to`, exclusive, as many of them as there are. */
export async function readPiece(
  number: number,
  from: number,
  to: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer, bytesRead } = await reading
    .of(number)
    .read(new Uint8Array(to - from), { position: from });
  return buffer.subarray(0, bytesRead);
}

export async function closeFile(number: number): Promise<void> {
  await reading.end(number).close();
}
