import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../scripts/paths.mjs';

/** A folder in which a file stands, and what it imports. */
type Import = readonly [folder: string, from: string];

const CROSSED: readonly Import[] = [
  ['backup-rules', 'node:fs'],
  ['backup-rules', '../electron/bridge.ts'],
  ['backup-rules', '../renderer/domain/day.ts'],
  ['renderer/domain', '../../backup-rules/rotation.ts'],
  ['renderer/engine', '../../backup-rules/header.ts'],
  ['renderer/parts', '../../backup-rules/name.ts'],
  ['renderer/domain', 'react'],
  ['renderer/domain', 'dexie'],
  ['renderer/domain', 'node:fs'],
  ['renderer/domain', '../formats/archive.ts'],
  ['renderer/domain', '../engine/store.ts'],
  ['renderer/domain', '../views/App.tsx'],
  ['renderer/formats', 'dexie'],
  ['renderer/formats', '../engine/store.ts'],
  ['renderer/formats', '../shell/shell.ts'],
  ['renderer/engine', 'react'],
  ['renderer/engine', '../views/App.tsx'],
  ['renderer/engine', '../commands/commands.ts'],
  ['renderer/shell', '../engine/client.ts'],
  ['renderer/shell', '../domain/entry.ts'],
  ['renderer/shell', '../../electron/main.ts'],
  ['renderer/commands', '../engine/client.ts'],
  ['renderer/commands', '../views/App.tsx'],
  ['renderer/parts', '../domain/entry.ts'],
  ['renderer/parts', '../engine/contract.ts'],
  ['renderer/parts', '../views/App.tsx'],
  ['renderer/parts', '../commands/commands.ts'],
  ['renderer/views', 'dexie'],
  ['renderer/views', 'comlink'],
  ['renderer/views', 'electron'],
  ['renderer/views', '../engine/store.ts'],
  ['renderer/views', '../formats/archive.ts'],
  ['renderer/views/entry', '../../engine/store.ts'],
  ['renderer/views/entry', '../../formats/archive.ts'],
  ['renderer/views/entry', '../../../electron/bridge.ts'],
  ['renderer', './engine/store.ts'],
  ['renderer', './formats/archive.ts'],
  ['electron', '../renderer/domain/entry.ts'],
  ['electron', 'react'],
];

const KEPT: readonly Import[] = [
  ['backup-rules', './header.ts'],
  ['backup-rules', 'valibot'],
  ['renderer/shell', '../../backup-rules/rotation.ts'],
  ['renderer/views/backups', '../../../backup-rules/name.ts'],
  ['electron', '../backup-rules/rotation.ts'],
  ['renderer/domain', './day.ts'],
  ['renderer/domain', 'valibot'],
  ['renderer/formats', '../domain/entry.ts'],
  ['renderer/engine', 'dexie'],
  ['renderer/engine', '../domain/entry.ts'],
  ['renderer/engine', '../formats/archive.ts'],
  ['renderer/shell', '../../electron/bridge.ts'],
  ['renderer/commands', '../domain/day.ts'],
  ['renderer/parts', 'react'],
  ['renderer/views', '../engine/client.ts'],
  ['renderer/views', '../domain/entry.ts'],
  ['renderer/views', '../shell/shell.ts'],
  ['renderer/views/entry', '../../engine/contract.ts'],
  ['renderer/views/entry', '../../engine/failure.ts'],
  ['renderer/views/entry', '../../parts/Button.tsx'],
  ['renderer', './views/App.tsx'],
  ['electron', './bridge.ts'],
  ['electron', 'node:fs'],
];

test('the linter refuses every import that crosses a line of the house, and no other', () => {
  expect(refused([...CROSSED, ...KEPT])).toEqual(CROSSED);
});

/** Those of the imports that the linter refuses, with our own configuration. */
function refused(imports: readonly Import[]): Import[] {
  const house = mkdtempSync(path.join(os.tmpdir(), 'staff-journal-house-'));
  try {
    for (const file of ['biome.json', '.gitignore']) {
      copyFileSync(path.join(ROOT, file), path.join(house, file));
    }
    for (const [index, [folder, from]] of imports.entries()) {
      mkdirSync(path.join(house, folder), { recursive: true });
      writeFileSync(path.join(house, folder, `file-${index}.tsx`), `export * from '${from}';\n`);
    }
    const refusals = lint(house);
    return imports.filter((_, index) => refusals.includes(index));
  } finally {
    rmSync(house, { recursive: true });
  }
}

/** The numbers of the files in which the rule on imports speaks up. */
function lint(folder: string): number[] {
  const manifest = createRequire(import.meta.url).resolve('@biomejs/biome/package.json');
  const biome = path.join(path.dirname(manifest), 'bin', 'biome');
  const rule = ['--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=github'];
  const args = [biome, 'lint', ...rule, '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return [...stdout.matchAll(/^::error .*file-(\d+)\.tsx/gm)].map(([, index]) => Number(index));
}
