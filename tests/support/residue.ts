import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** How often something lies in the files of a folder, by file; only those where it does. */
export type Residue = Readonly<Record<string, number>>;

/** Searches every file of a folder for bytes: as they are, in base64, and if they are text in UTF-16. */
export async function residueOf(folder: string, what: string | Buffer): Promise<Residue> {
  const found: Record<string, number> = {};
  const forms = formsOf(what);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    const hits = forms.reduce((sum, form) => sum + count(bytes, form), 0);
    if (hits > 0) found[path.relative(folder, file)] = hits;
  }
  return found;
}

/** All that it may look like in a file. */
export function formsOf(what: string | Buffer): Buffer[] {
  const bytes = Buffer.from(what);
  const utf16 = typeof what === 'string' ? [Buffer.from(what, 'utf16le')] : [];
  return [bytes, ...utf16, ...[0, 1, 2].map((before) => Buffer.from(inBase64(bytes, before)))];
}

/** What of the base64 depends on these bytes alone, where so many others stand before them. */
function inBase64(bytes: Buffer, before: number): string {
  const bits = (before + bytes.length) * 8;
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
}

function count(bytes: Buffer, form: Buffer): number {
  let hits = 0;
  for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) hits++;
  return hits;
}
