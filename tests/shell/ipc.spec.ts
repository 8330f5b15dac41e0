import path from 'node:path';
import type { Page } from '@playwright/test';
import { DIST } from '../../scripts/paths.mjs';
import { expect, testInTurn as test } from '../support/shell.ts';

const PRELOAD = path.join(DIST, 'electron', 'preload.cjs');

/** A window that our main would never open: it has the bridge, but not our page. */
test('refuses a foreign page, even with the bridge', async ({ host }) => {
  const next = host.nextWindow();
  await host.evaluate(async ({ BrowserWindow }, preload) => {
    const window = new BrowserWindow({ webPreferences: { preload } });
    await window.loadURL('data:text/html,<title>foreign</title>');
  }, PRELOAD);
  expect(await refusal(await next)).toMatch(/Refused/);
});

test('refuses a frame of its own page', async ({ host, page }) => {
  await page.title();
  const next = host.nextWindow();
  await host.evaluate(async ({ BrowserWindow }, preload) => {
    const webPreferences = { preload, nodeIntegrationInSubFrames: true };
    await new BrowserWindow({ webPreferences }).loadURL('app://journal/');
  }, PRELOAD);
  const window = await next;
  expect(await refusal(window)).toBe('answered');
  await window.evaluate(() => document.body.append(document.createElement('iframe')));
  const frame = window.frames().find((each) => each.parentFrame() !== null);
  expect(await frame?.evaluate(() => self.origin)).toBe(host.origin);
  expect(await refusal(frame ?? window)).toMatch(/Refused/);
});

test('parses what it is given', async ({ page }) => {
  const outcomes = await page.evaluate(async () => {
    const bridge = window.staffJournalBridge;
    const calls: [string, ...unknown[]][] = [
      ['saveFile'],
      ['saveFile', 7],
      ['saveFile', { toString: 'a.md' }],
      ['addToFile', 1, 'text'],
      ['addToFile', 1, [1, 2]],
      ['addToFile', 0, new Uint8Array(1)],
      ['addToFile', 1, new Uint8Array(8 * 1024 * 1024 + 1)],
      ['finishFile', '1'],
      ['readPiece', 1, 5, 4],
      ['readPiece', 1, -1, 4],
      ['readPiece', 1, 0, 8 * 1024 * 1024 + 1],
      ['closeFile'],
      ['openFile', '.json'],
      ['openFile', ['json']],
      ['openFile', ['../.json']],
      ['openFile', Array(21).fill('.json')],
      ['openLink', 'not a link'],
      ['openLink', 'javascript:alert(1)'],
      ['openLink', 'file:///etc/passwd'],
      ['openLink', `https://example.com/${'x'.repeat(3000)}`],
      ['openLink', null],
      ['openLink', 'https://bank.example@evil.example/'],
      ['savePdf', '../a.pdf'],
      ['savePdf', 7],
      ['changeDesktop'],
      ['changeDesktop', { captureShortcut: 'J' }],
      ['changeDesktop', { captureShortcut: 'Shift+J' }],
      ['changeDesktop', { captureShortcut: 'Ctrl+C' }],
      ['changeDesktop', { captureShortcut: 'Ctrl+Alt+no such key' }],
      ['changeDesktop', { openAtLogin: 'yes' }],
      ['changeDesktop', { stayInTray: null }],
      ['changeDesktop', { unknown: true }],
      ['changeDesktop', JSON.parse('{"__proto__":{"openAtLogin":true},"constructor":1}')],
      ['wrapKey', 'text'],
      ['wrapKey', new Uint8Array(0)],
      ['wrapKey', new Uint8Array(5000)],
      ['unwrapKey', { length: 32 }],
      ['addToBackup', 1, 'text'],
      ['keepBackup', [1, 2]],
      ['openBackup', '../desktop.json'],
      ['openBackup', 7],
      ['keepTrial', 'yes'],
      ['removeReadableBackups', '../Backups'],
      ['sizeOutside', '../window.json'],
      ['sizeOutside', '..'],
      ['sizeOutside', ''],
      ['readOutside', 'C:mirror', 0, 1],
      ['readOutside', 'mirror', 0, Number.POSITIVE_INFINITY],
      ['readOutside', 'mirror', '0', 1],
      ['appendOutside', 'mirror/../a', new Uint8Array(1)],
      ['appendOutside', 'mirror', 'text'],
      ['appendOutside', 'mirror.part.part', new Uint8Array(1)],
      ['cutOutside', 'mirror', -1],
      ['moveOutside', 'mirror', '/etc/passwd'],
      ['removeOutside', 'Mirror\0'],
      ['showMenu', 'x'.repeat(10_000_000)],
      ['showMenu', [{ id: 'a', label: 'x'.repeat(300), menu: 'File', accelerator: null }]],
      ['showMenu', [JSON.parse('{"__proto__":{"id":"a"},"label":"a","menu":"File"}')]],
    ];
    const outcomes: [string, string][] = [];
    for (const [name, ...args] of calls) {
      const call: unknown = Reflect.get(bridge ?? {}, name);
      if (typeof call !== 'function') throw new Error(`There is no ${name}`);
      const outcome = await call(...args).then(
        () => 'answered',
        // Whatever else is thrown is a fault of main's, and no refusal.
        ({ message }: Error) => (/ ValiError: | Links /.test(message) ? 'refused' : message),
      );
      const shown = args.map((arg) => (arg instanceof Uint8Array ? arg.length : arg));
      outcomes.push([JSON.stringify([name, ...shown]).slice(0, 60), outcome]);
    }
    return outcomes;
  });
  expect(outcomes).toEqual(outcomes.map(([call]) => [call, 'refused']));
});

test('offers the page named methods, and no channel', async ({ page }) => {
  const names = await page.evaluate(() => Object.keys(window.staffJournalBridge ?? {}).sort());
  expect(names).toEqual([
    'addToBackup',
    'addToFile',
    'agreeToShrink',
    'appendOutside',
    'backups',
    'beforeClose',
    'beginBackup',
    'changeDesktop',
    'chooseBackupFolder',
    'closeFile',
    'copied',
    'cutOutside',
    'desktop',
    'finishFile',
    'forgetBackupFolder',
    'handedFile',
    'hasKeychain',
    'hideCapture',
    'keepBackup',
    'keepTrial',
    'moveOutside',
    'namesOutside',
    'onAway',
    'onCommand',
    'onHanded',
    'openBackup',
    'openFile',
    'openLink',
    'platform',
    'readOutside',
    'readPiece',
    'removeOutside',
    'removeReadableBackups',
    'saveFile',
    'savePdf',
    'showCapture',
    'showJournal',
    'showMenu',
    'sizeOutside',
    'unwrapKey',
    'wrapKey',
  ]);
});

function refusal(frame: Pick<Page, 'evaluate'>): Promise<string | undefined> {
  return frame.evaluate(() =>
    window.staffJournalBridge?.showMenu([]).then(
      () => 'answered',
      (error: Error) => error.message,
    ),
  );
}
