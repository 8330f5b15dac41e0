import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Host } from '../support/host.ts';
import { expect, test, userDataIn } from '../support/shell.ts';

const PLACE = {
  x: 140,
  y: 160,
  width: 900,
  height: 640,
  maximized: false,
  fullScreen: false,
  zoom: 0,
};

test('comes back where it was, as large and as close', async ({ host, page, launch }) => {
  await expect(page).toHaveTitle('Staff Journal');
  await untilShown(host);
  await host.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 140, y: 160, width: 900, height: 640 });
    window?.webContents.setZoomLevel(1);
  });
  await host.close();

  const again = await launch();
  // The zoom comes with the page, after the window.
  const place = { x: 140, y: 160, width: 900, height: 640, zoom: 1 };
  await expect.poll(() => placeOf(again)).toMatchObject(place);
});

const AWAY = [
  ['far to the left', { x: -5000 }],
  ['far below', { y: 20_000 }],
  ['above the screen, where its top cannot be reached', { y: -400 }],
  ['larger than the screen', { x: -50, y: -50, width: 9000, height: 7000 }],
] as const;

for (const [where, moved] of AWAY) {
  test(`is on the screen again when it was ${where}`, async ({ folder, launch }) => {
    await keepPlace(folder, JSON.stringify({ ...PLACE, ...moved }));
    const host = await launch();
    const { x, y, width, height, area } = await placeOf(host);
    expect(x).toBeGreaterThanOrEqual(area.x);
    expect(y).toBeGreaterThanOrEqual(area.y);
    expect(x + width).toBeLessThanOrEqual(area.x + area.width);
    expect(y + height).toBeLessThanOrEqual(area.y + area.height);
  });
}

const DAMAGED = ['', '{', '[]', 'null', '{"x":"1"}', JSON.stringify({ ...PLACE, width: 1e12 })];

test('opens as if for the first time when what it kept is damaged', async ({ folder, launch }) => {
  for (const text of DAMAGED) {
    await keepPlace(folder, text);
    const host = await launch();
    expect(await placeOf(host), text).toMatchObject({ width: 1200, height: 800, zoom: 0 });
    await untilShown(host);
    await host.close();
  }
  // And writes it whole again.
  const text = await readFile(fileIn(folder), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ width: 1200, height: 800 });
});

/** From then on a window remembers where it is. */
async function untilShown(host: Host): Promise<void> {
  const isShown = () =>
    host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isShown).toBe(true);
}

function fileIn(folder: string): string {
  return path.join(userDataIn(folder), 'window.json');
}

async function keepPlace(folder: string, text: string): Promise<void> {
  await mkdir(path.dirname(fileIn(folder)), { recursive: true });
  await writeFile(fileIn(folder), text);
}

function placeOf(host: Host) {
  return host.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('There is no window');
    const zoom = window.webContents.getZoomLevel();
    return { ...window.getBounds(), zoom, area: screen.getPrimaryDisplay().workArea };
  });
}
