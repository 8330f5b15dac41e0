import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, testInTurn as test } from '../support/shell.ts';

test('shuts each way out by itself', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  const shut = await host.evaluate(async ({ app, BrowserWindow, session }) => ({
    names: app.commandLine.getSwitchValue('host-resolver-rules'),
    proxy: await session.defaultSession.resolveProxy('https://example.com/'),
    dictionaries: session.defaultSession.isSpellCheckerEnabled(),
    peers: BrowserWindow.getAllWindows()[0]?.webContents.getWebRTCIPHandlingPolicy(),
  }));
  expect(shut).toEqual({
    names: 'MAP * ~NOTFOUND',
    proxy: 'DIRECT',
    // A Mac's own checker has its dictionaries.
    dictionaries: process.platform === 'darwin',
    peers: 'disable_non_proxied_udp',
  });
});

test('reaches no server, not even one on this computer', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.end('reached');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  // Main itself asks, so that no policy of a page stands in the way.
  for (const address of [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`]) {
    const outcome = await host.evaluate(
      ({ BrowserWindow }, url) =>
        new BrowserWindow({ show: false }).loadURL(url).then(
          () => 'reached',
          () => 'blocked',
        ),
      address,
    );
    expect(outcome, address).toBe('blocked');
  }
  server.close();
  expect(requests).toBe(0);
});
