import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect } from '@playwright/test';
import { PROFILE_NAME } from '../../scripts/app-window.mjs';
import { findElectron } from '../../scripts/electron.mjs';
import { browserWithDebugger, freePort, test } from '../support/command.ts';

const NO_DISPLAY = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };

test('serve prints the address, serves the page there, and ends with Ctrl+C', async ({ run }) => {
  const port = await freePort();
  const serve = run('serve.mjs', [], { STAFF_JOURNAL_PORT: String(port) });
  await serve.says(`Staff Journal is at http://127.0.0.1:${port}/\n`);
  const page = await fetch(`http://127.0.0.1:${port}/`);
  expect(await page.text()).toContain('<title>Staff Journal</title>');
  expect(await serve.stop()).toBe(0);
});

test('a second start names the first', async ({ run }) => {
  const env = { ...NO_DISPLAY, STAFF_JOURNAL_PORT: String(await freePort()) };
  const first = run('serve.mjs', [], env);
  await first.says('Staff Journal is at');
  for (const script of ['serve.mjs', 'start.mjs']) {
    const second = run(script, [], env);
    expect(await second.ended()).toBe(1);
    await second.says(`already runs at http://127.0.0.1:${env.STAFF_JOURNAL_PORT}/`);
    await second.says(`stop process ${first.pid} first`);
  }
});

test('a port that another program holds is an error that names it', async ({ run }) => {
  test.skip(process.platform !== 'linux', 'elsewhere another program is asked');
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
  const serve = run('serve.mjs', [], { STAFF_JOURNAL_PORT: String(port) });
  expect(await serve.ended()).toBe(1);
  await serve.says(`Port ${port}, where the journal lives, is taken`);
  await serve.says(new RegExp(`stop process ${process.pid} \\(.+\\) first`));
  holder.close();
});

test('start without a display serves and prints the address', async ({ run }) => {
  test.skip(process.platform !== 'linux', 'elsewhere there always is a display');
  const port = await freePort();
  const start = run('start.mjs', [], { ...NO_DISPLAY, STAFF_JOURNAL_PORT: String(port) });
  await start.says(`no display to open a window on: Staff Journal is at http://127.0.0.1:${port}/`);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  expect(await start.stop()).toBe(0);
});

test.describe('start with a display', () => {
  test.skip(process.platform !== 'linux' || !existsSync('/usr/bin/Xvfb'), 'needs Xvfb');

  test('opens the app window on a profile of its own, and ends with it', async ({
    run,
    display,
    profile,
  }) => {
    const port = await freePort();
    const start = run('start.mjs', findElectron() === null ? [] : ['--browser'], {
      DISPLAY: display,
      STAFF_JOURNAL_PORT: String(port),
      XDG_DATA_HOME: profile,
      CHROMIUM_PATH: await browserWithDebugger(profile),
      // Refuses at once, as a machine does that reaches a package registry and nothing else.
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    });
    if (findElectron() === null) {
      await start.says(
        /Electron's runtime is not installed and cannot be fetched from here, .+\.\n/,
      );
    }
    const active = path.join(profile, PROFILE_NAME, 'DevToolsActivePort');
    await expect.poll(() => existsSync(active), { timeout: 20_000 }).toBe(true);
    expect(readdirSync(profile)).toContain(PROFILE_NAME);

    const [debugPort] = (await readFile(active, 'utf8')).split('\n');
    const devTools = `http://127.0.0.1:${debugPort}/json`;
    const windows = async () => {
      const targets: { id: string; type: string; title: string; url: string }[] = await (
        await fetch(`${devTools}/list`)
      ).json();
      return targets.filter(({ type }) => type === 'page');
    };
    const address = new RegExp(`^http://127\\.0\\.0\\.1:${port}/`);
    await expect
      .poll(windows, { timeout: 20_000 })
      .toEqual([
        expect.objectContaining({ url: expect.stringMatching(address), title: 'Staff Journal' }),
      ]);

    const [appWindow] = await windows();
    await fetch(`${devTools}/close/${appWindow?.id}`);
    expect(await start.ended()).toBe(0);
  });

  test('Ctrl+C closes the window and the server', async ({ run, display, profile }) => {
    const port = await freePort();
    const start = run('start.mjs', ['--browser'], {
      DISPLAY: display,
      STAFF_JOURNAL_PORT: String(port),
      XDG_DATA_HOME: profile,
    });
    const lock = path.join(profile, PROFILE_NAME, 'Default');
    await expect.poll(() => existsSync(lock), { timeout: 20_000 }).toBe(true);
    expect(await start.stop()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
});
