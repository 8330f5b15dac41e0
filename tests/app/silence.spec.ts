import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { PROFILE_NAME } from '../../scripts/app-window.mjs';
import { packetsOfRun } from '../../scripts/outside.mjs';
import { expect } from '../support/app.ts';
import { browserWithDebugger, freePort, test } from '../support/command.ts';
import { entryPage } from '../support/pages/entry.ts';

test.skip(process.platform !== 'linux' || !existsSync('/usr/bin/Xvfb'), 'needs Xvfb');

/**
 * A browser would say what its forms look like, and look up the host of each link that it shows.
 * What it says too late for this test is still counted at the end of the run.
 */
test("the writer's window is silent while an entry with a link is written and read", async ({
  run,
  display,
  profile,
}) => {
  const before = packetsOfRun();
  run('start.mjs', ['--browser'], {
    DISPLAY: display,
    STAFF_JOURNAL_PORT: String(await freePort()),
    XDG_DATA_HOME: profile,
    CHROMIUM_PATH: await browserWithDebugger(profile),
  });
  const active = path.join(profile, PROFILE_NAME, 'DevToolsActivePort');
  await expect.poll(() => existsSync(active), { timeout: 20_000 }).toBe(true);
  const [port] = (await readFile(active, 'utf8')).split('\n');
  const debugged = `http://127.0.0.1:${port}`;
  // Playwright waits for ever for a page that it meets between two addresses.
  const titles = async () => {
    const pages: { title: string }[] = await (await fetch(`${debugged}/json`)).json();
    return pages.map(({ title }) => title);
  };
  await expect.poll(titles, { timeout: 20_000 }).toContain('Staff Journal');
  const browser = await chromium.connectOverCDP(debugged);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('The window shows no page');

  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Wrote the guide');
  await entry.link.fill('https://evidence.example/guide');
  await entry.button('Add link').click();
  const link = entry.links.getByRole('link', { name: /evidence\.example/ });
  await link.hover();
  await entry.saved();
  await page.reload();
  await link.hover();
  expect(packetsOfRun()).toBe(before);
});
