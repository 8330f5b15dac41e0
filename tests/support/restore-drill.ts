import { expect, type Page } from '@playwright/test';
import type { Attachment } from '../../renderer/domain/attachment.ts';
import { attach, type Content, compared, saveWith } from './files.ts';
import { everything, importLines } from './protected-journal.ts';
import { beginAnew } from './raw-store.ts';
import { download, hand } from './real-files.ts';
import { writeOver } from './versions.ts';

/** How long a drill took, in milliseconds, and how large its backup was, in bytes. */
export interface Drill {
  readonly backUp: number;
  readonly restore: number;
  readonly size: number;
}

const FILE_BYTES = 25_000_000;

/**
 * Fills a journal, backs it up into a file on the disk, clears all that was ever stored, restores, and
 * looks for differences in entries, their versions and the files attached to them.
 * @param bytes of attached files, in all
 * @param folder for the file
 */
export async function drill(
  page: Page,
  { entries, bytes, folder }: { entries: number; bytes: number; folder: string },
): Promise<Drill> {
  await importLines(page, entries);
  await writeOver(page);
  const attached: [Attachment, Content][] = [];
  for (let rest = bytes; rest > 0; rest -= FILE_BYTES) {
    const content = { seed: rest, size: Math.min(FILE_BYTES, rest) };
    attached.push([await attach(page, content), content]);
  }
  for (const [one] of attached) await saveWith(page, [one]);
  const before = await everything(page);

  const made = await download(page, folder);
  expect(made).toMatchObject({ unreadable: 0, unreadableFiles: 0 });

  await beginAnew(page);
  await hand(page, made.file);
  const restored = await page.evaluate(async () => {
    const [chosen] = window.handed;
    if (chosen === undefined) throw new Error('no file');
    const start = performance.now();
    await window.engine.previewRestore(chosen, null, null);
    await window.engine.commitRestore('whole');
    return performance.now() - start;
  });
  expect((await everything(page)) === before, 'the same entries and versions').toBe(true);
  for (const [{ id }, content] of attached) {
    expect(await compared(page, id, content), `file of ${content.size} bytes`).toBe('same');
  }
  return { backUp: made.took, restore: restored, size: made.size };
}
