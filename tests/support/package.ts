import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../scripts/paths.mjs';
import { test as shellTest } from './shell.ts';
import { makeStubRuntime } from './stub-runtime.ts';

export interface Packaged {
  /** The app's program, a stub. */
  readonly program: string;
  /** What ships in it. */
  readonly asar: string;
}

interface Packages {
  /** The app packaged for Linux and for Windows around a stub, once for all tests of a file. */
  packaged: { readonly linux: Packaged; readonly windows: Packaged };
}

export const test = shellTest.extend<object, Packages>({
  packaged: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
    async ({}, use) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-package-'));
      const linux = await pack(path.join(folder, 'linux'), 'linux', 'staff-journal');
      const windows = await pack(path.join(folder, 'win'), 'win', 'Staff Journal.exe');
      await use({ linux, windows });
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker', timeout: 5 * 60_000 },
  ],
});
export { expect } from './shell.ts';

/** Runs `npm run dist` on a runtime that is a stub. */
async function pack(folder: string, platform: 'linux' | 'win', name: string): Promise<Packaged> {
  const runtime = path.join(folder, 'runtime');
  await makeStubRuntime(runtime, platform);
  const args = [
    ...[`--${platform}`, 'dir', '--x64'],
    `--config.electronDist=${runtime}`,
    `--config.directories.output=${path.join(folder, 'release')}`,
  ];
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'scripts', 'dist.mjs'), ...args]);
  const app = path.join(folder, 'release', `${platform}-unpacked`);
  return { program: path.join(app, name), asar: path.join(app, 'resources', 'app.asar') };
}
