import { expect, test } from '@playwright/test';
import { backupWith, bytesOf, flipped, refusal, sealedRows } from '../support/small-backup.ts';

test('a backup is refused whatever byte of it is flipped', async () => {
  const bytes = await bytesOf(await backupWith(await sealedRows(4)));
  expect(await refusal(bytes)).toBe('opened');
  for (let at = 0; at < bytes.length; at++) {
    const name = await refusal(flipped(bytes, at, at % 8));
    expect(name, `byte ${at}`).toBe(at < 8 ? 'not-a-backup' : 'backup-damaged');
  }
});
