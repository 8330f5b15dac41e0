import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { backupOf, entryIn, readBackup } from '../../renderer/engine/backup.ts';
import { bareHeader, importKey } from '../../renderer/engine/keys.ts';
import { rowPlace, seal } from '../../renderer/engine/seal.ts';
import type { Host } from './host.ts';
import { userDataIn } from './shell.ts';

const ENTRIES = 300;

/**
 * Kills the app again and again while it keeps one backup after the other, and reads all that lies in
 * its folder after each time: every file there must be a whole backup, and one must be there as soon
 * as one has been acknowledged.
 * @returns how many were acknowledged, and in how many runs the kill left a part behind
 */
export async function killWhileBackingUp(
  launch: () => Promise<Host>,
  folder: string,
  runs: number,
): Promise<{ acknowledged: number; parts: number }> {
  const header = bareHeader();
  const key = await importKey(header.key);
  const file = await backupOfSome(header, key);
  const bytes = Buffer.from(await file.arrayBuffer()).toString('latin1');
  const backups = path.join(userDataIn(folder), 'Backups');
  let acknowledged = 0;
  let parts = 0;
  for (let run = 0; run < runs; run++) {
    const host = await launch();
    const [page] = host.windows();
    if (page === undefined) throw new Error('The app has no window');
    const before = acknowledged;
    await page.exposeFunction('acknowledge', (first: string) => {
      if (first !== 'kept') throw new Error(first);
      acknowledged++;
    });
    const killed = page.evaluate(async (text) => {
      const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
      const tell: unknown = Reflect.get(window, 'acknowledge');
      const bridge = window.staffJournalBridge;
      if (bridge === undefined || typeof tell !== 'function') throw new Error('nobody hears');
      for (;;) {
        const number = await bridge.beginBackup();
        for (let at = 0; at < bytes.length; at += 32_768) {
          await bridge.addToBackup(number, bytes.slice(at, at + 32_768));
        }
        tell((await bridge.keepBackup(number)).first);
      }
    }, bytes);
    killed.catch(() => undefined);
    await expect.poll(() => acknowledged, { intervals: [5] }).toBeGreaterThan(before);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
    await host.kill();

    const names = await readdir(backups);
    const whole = names.filter((name) => name.endsWith('.staffjournal'));
    expect(whole.length, `run ${run}`).toBeGreaterThan(0);
    if (names.some((name) => name.endsWith('.part'))) parts++;
    for (const name of whole) {
      expect(await entriesIn(path.join(backups, name), key), `run ${run}, ${name}`).toBe(ENTRIES);
    }
  }
  return { acknowledged, parts };
}

async function backupOfSome(header: ReturnType<typeof bareHeader>, key: CryptoKey): Promise<Blob> {
  const rows = Array.from({ length: ENTRIES }, async (_, index) => {
    const entry = newEntry(new Date(index), { text: `What was done, ${index}. `.repeat(40) });
    const row = { id: entry.id, seq: index + 1 };
    return { ...row, sealed: await seal(key, rowPlace(header.journalId, row), entry) };
  });
  const made = '2026-11-25T10:00:00.000Z';
  const about = { made, app: '0.1.0', header, entries: ENTRIES, seq: ENTRIES };
  return backupOf(about, [await Promise.all(rows)]);
}

async function entriesIn(file: string, key: CryptoKey): Promise<number> {
  const { about, rows } = await readBackup(new Blob([await readFile(file)]));
  let count = 0;
  for await (const some of rows()) {
    for (const row of some) await entryIn(about, key, row);
    count += some.length;
  }
  return count;
}
