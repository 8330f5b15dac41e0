import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { PROFILE_NAME, profileFolder } from '../../scripts/app-window.mjs';
import { PORT } from '../../scripts/host.mjs';

/** The journal is kept under these in the browser. Changing one hides every entry ever written. */

test('the origin of the journal in the browser is frozen', () => {
  expect(PORT).toBe(47821);
});

test("the name and place of the browser's profile are frozen", () => {
  expect(PROFILE_NAME).toBe('Staff Journal Browser');
  const home = os.homedir();
  const places: Partial<Record<NodeJS.Platform, string>> = {
    linux: process.env.XDG_DATA_HOME || path.join(home, '.local', 'share'),
    darwin: path.join(home, 'Library', 'Application Support'),
    win32: process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'),
  };
  const place = places[process.platform] ?? '';
  expect(profileFolder(process.execPath)).toBe(path.join(place, 'Staff Journal Browser'));
});
