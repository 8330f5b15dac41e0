import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../scripts/paths.mjs';

/** What somebody reads who wants to know whether the journal is kept: renderer/engine/threat-model.md names them. */
const AUDITED = ['seal.ts', 'header.ts', 'keys.ts', 'passphrase.ts', 'recovery-key.ts', 'pair.ts'];
const LONGEST = 400;

const ENGINE = path.join(ROOT, 'renderer/engine');

test('keys and seals can be read in one sitting, and the threat model names each', async () => {
  const model = await readFile(path.join(ENGINE, 'threat-model.md'), 'utf8');
  let lines = 0;
  for (const name of AUDITED) {
    lines += codeIn(await readFile(path.join(ENGINE, name), 'utf8')).length;
    expect(model).toContain(`\`${name}\``);
  }
  expect(lines).toBeGreaterThan(200);
  expect(lines).toBeLessThan(LONGEST);
});

test('no other file calls a primitive but for a checksum', async () => {
  const calling: string[] = [];
  for (const file of await readdir(path.join(ROOT, 'renderer'), { recursive: true })) {
    if (!/\.tsx?$/.test(file)) continue;
    const code = codeIn(await readFile(path.join(ROOT, 'renderer', file), 'utf8')).join('\n');
    const calls = code.matchAll(/\bcrypto(?:\.subtle)?\.(\w+)|\bhash-wasm\b/g);
    const harmless = ['digest', 'randomUUID'];
    if ([...calls].some(([, name]) => name === undefined || !harmless.includes(name))) {
      calling.push(path.basename(file));
    }
  }
  expect(calling.sort()).toEqual(AUDITED.filter((name) => name !== 'header.ts').sort());
});

/** Without blank lines and comments. */
function codeIn(text: string): string[] {
  return text.split('\n').filter((line) => !/^\s*(?:\/\/|\/?\*|$)/.test(line));
}
