// @ts-check
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

/** Every answer names our process, so that a second start can say whom to stop. */
export const PROCESS_HEADER = 'Staff-Journal-Process';

/**
 * Serves a build, on the loopback interface alone: the files of its list, and nothing else.
 * They are read once, so that a build made meanwhile cannot mix with this one.
 * @param {string} folder holds `page.json`
 * @param {number} port 0 for any free one
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function startServer(folder, port) {
  const { served, refusal } = readFiles(folder);
  let host = '';
  const server = createServer((request, response) => {
    // A foreign name that resolves to this machine would have its own origin: no page for it.
    const ours = request.headers.host === host;
    const known = request.method === 'GET' || request.method === 'HEAD';
    const file = ours && known ? served.get(request.url ?? '') : undefined;
    const body = file?.body ?? Buffer.from('Not found\n');
    response.writeHead(file === undefined ? 404 : 200, {
      ...(file?.headers ?? refusal),
      'Content-Length': body.length,
      [PROCESS_HEADER]: String(process.pid),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  host = `127.0.0.1:${address.port}`;
  const close = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://${host}`, close };
}

/** @typedef {Record<string, string>} Headers */

/** @param {string} folder */
function readFiles(folder) {
  /** @type {{ served: Record<string, { file: string, headers: Headers }>, refusal: Headers }} */
  const { served, refusal } = JSON.parse(readFileSync(path.join(folder, 'page.json'), 'utf8'));
  const files = Object.entries(served).map(
    ([url, { file, headers }]) =>
      /** @type {const} */ ([url, { body: readFileSync(path.join(folder, file)), headers }]),
  );
  return { served: new Map(files), refusal };
}
