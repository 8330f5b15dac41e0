import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../support/shell.ts';

test('reaches no server, not even one on this computer', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.setHeader('Access-Control-Allow-Origin', '*').end('reached');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;

  // A page without our policy, so that only the shell can stop it.
  const next = host.nextWindow();
  await host.evaluate(async ({ BrowserWindow }) => {
    await new BrowserWindow({}).loadURL('data:text/html,<title>foreign</title>');
  });
  const outcomes = await (await next).evaluate(
    (addresses) =>
      Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            () => 'reached',
            () => 'blocked',
          ),
        ),
      ),
    [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`, 'https://example.com/'],
  );
  server.close();
  expect(outcomes).toEqual(['blocked', 'blocked', 'blocked']);
  expect(requests).toBe(0);
});
