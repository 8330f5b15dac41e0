import * as v from 'valibot';
import { base64AsBytes, bytesAsBase64 } from './base64.ts';
import { Failure } from './failure.ts';
import { type Header, parseHeader } from './keys.ts';
import type { Outside } from './outside.ts';

/**
 * The sentinel: a small file outside the store that knows of the journal. While it is there, an empty
 * store is a loss and not a first run; and as it holds the header, what lies outside can be opened.
 */
export interface Sentinel {
  readonly header: Header;
  /** Bytes of the mirror when it was last written anew. */
  readonly mirrorBase: number;
}

/** FROZEN, with the shape of what is in it. */
const NAME = 'sentinel';

const schema = v.object({
  version: v.literal(1),
  header: v.unknown(),
  mirrorBase: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/**
 * Null when there is none, or one that is damaged.
 * @throws Failure `newer-version` when only a newer app can read it
 */
export async function readSentinel(outside: Outside, name = NAME): Promise<Sentinel | null> {
  const bytes = await outside.read(name, 0, await outside.size(name));
  if (bytes.length === 0) return null;
  const stored = parseJson(bytes);
  const parsed = v.safeParse(schema, stored);
  if (!parsed.success) {
    const newer = v.is(v.object({ version: v.pipe(v.number(), v.minValue(2)) }), stored);
    if (newer) throw new Failure('newer-version', 'the sentinel');
    return null;
  }
  try {
    return { ...parsed.output, header: parseHeader(parsed.output.header) };
  } catch (error) {
    if (error instanceof Failure && error.name === 'damaged') return null;
    throw error;
  }
}

/** Writes it beside the old one, and puts it in its place when it reads back the same. */
export async function writeSentinel(outside: Outside, sentinel: Sentinel): Promise<void> {
  const part = `${NAME}.part`;
  const text = JSON.stringify({ version: 1, ...sentinel }, bytesAsBase64);
  const bytes = new TextEncoder().encode(text);
  await outside.remove(part);
  await outside.append(part, bytes);
  const read = await outside.read(part, 0, bytes.length + 1);
  if (new TextDecoder().decode(read) !== text) {
    throw new Failure('store-unavailable', 'the sentinel could not be read back');
  }
  await outside.move(part, NAME);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes), base64AsBytes);
  } catch {
    return null;
  }
}
