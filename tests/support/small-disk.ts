import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, statfs, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as engineTest } from './engine.ts';

/** A disk so small that it can be filled. */
export interface SmallDisk {
  /** Leaves so many bytes. */
  fill(left: number): Promise<void>;
  free(): Promise<void>;
}

const BYTES = 160 * 1024 * 1024;

/** Whether this account may make a disk in memory. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** Tests whose browser profile lies on a disk in memory. */
export const test = engineTest.extend<{ disk: SmallDisk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
  profile: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-disk-'));
    mount('mount', ['-t', 'tmpfs', '-o', `size=${BYTES}`, 'tmpfs', folder]);
    await use(folder);
    mount('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  },
  disk: async ({ profile }, use) => {
    const ballast = path.join(profile, 'ballast');
    await use({
      async fill(left) {
        const { bavail, bsize } = await statfs(profile);
        await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
      },
      free: () => truncate(ballast, 0),
    });
  },
});

function mount(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}
