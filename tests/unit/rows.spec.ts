import { expect, test } from '@playwright/test';
import {
  chunkRowId,
  entryOfVersion,
  fileRowId,
  kindOf,
  versionId,
} from '../../renderer/engine/rows.ts';
import { rowPlace } from '../../renderer/engine/seal.ts';

const ID = '0190d6a4-0000-7000-8000-000000000001';

test('the ids of rows, and the places they are sealed at', () => {
  const ids = [ID, versionId(ID, 7), fileRowId(ID), chunkRowId(ID, 3)];
  expect(ids).toEqual([ID, `${ID}/7`, `file/${ID}`, `chunk/${ID}/3`]);
  expect(ids.map(kindOf)).toEqual(['entries', 'versions', 'files', 'chunks']);
  expect(entryOfVersion(versionId(ID, 7))).toBe(ID);
  const places = ids.slice(0, 3).map((id) => rowPlace('journal', { id, seq: 7 }));
  expect(places).toEqual([
    `journal/entries/${ID}/7`,
    // A version is the row that it was, and opens where that was sealed.
    `journal/entries/${ID}/7`,
    `journal/file/${ID}/7`,
  ]);
});
