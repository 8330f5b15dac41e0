import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DIST } from '../../scripts/paths.mjs';
import { expect, test } from '../support/app.ts';
import { ON_A_REFUSAL, onAPageFile } from '../support/promised-headers.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** As sent by hand: `fetch` would tidy up the path and the host. */
function ask(origin: string, options: { path?: string; method?: string; host?: string }) {
  const { hostname, port, host } = new URL(origin);
  return new Promise<Answer>((resolve, reject) => {
    const { path = '/', method = 'GET' } = options;
    const headers = { Host: options.host ?? host };
    const asked = request({ hostname, port, path, method, headers }, async (answer) => {
      let body = '';
      for await (const chunk of answer.setEncoding('utf8')) body += chunk;
      resolve({ status: answer.statusCode, headers: answer.headers, body });
    });
    asked.once('error', reject).end();
  });
}

test('every file of the page comes with its type and the policy', async ({ server }) => {
  const { served }: { served: Record<string, { file: string }> } = JSON.parse(
    readFileSync(path.join(DIST, 'page.json'), 'utf8'),
  );
  expect(Object.keys(served)).toContain('/');
  for (const [url, { file }] of Object.entries(served)) {
    const { status, headers, body } = await ask(server.origin, { path: url });
    expect([url, status]).toEqual([url, 200]);
    expect(body).toBe(readFileSync(path.join(DIST, file), 'utf8'));
    expect(headers).toMatchObject(onAPageFile(file));
    expect((await ask(server.origin, { path: url, method: 'HEAD' })).body).toBe('');
  }
});

const REFUSED = [
  { host: 'localhost' },
  { host: 'evil.example' },
  { host: '127.0.0.1' },
  { host: '127.0.0.1:1' },
  { method: 'POST' },
  { method: 'PUT' },
  { method: 'DELETE' },
  { method: 'OPTIONS' },
  { path: '/index.html' },
  { path: '/page.json' },
  { path: '/page/index.html' },
  { path: '/?query' },
  { path: '//' },
  { path: '/../page.json' },
  { path: '/assets/../../page.json' },
  { path: '/%2e%2e/page.json' },
  { path: '/..%2fpage.json' },
  { path: '/..\\page.json' },
  { path: '/assets/' },
  { path: '//etc/passwd' },
  { path: '/__proto__' },
  { path: '/constructor' },
  { path: 'http://evil.example/' },
  { path: '*' },
];

test('anything else is refused', async ({ server }) => {
  for (const options of REFUSED) {
    const { status, headers, body } = await ask(server.origin, options);
    expect([options, status, body]).toEqual([options, 404, 'Not found\n']);
    expect(headers).toMatchObject(ON_A_REFUSAL);
  }
});

test('no other machine can connect', async ({ server }) => {
  const port = Number(new URL(server.origin).port);
  const outside = Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) {
    const code = await new Promise((resolve) => {
      const socket = connect({ host: address, port });
      socket.once('connect', () => resolve('connected'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    expect(code).toBe('ECONNREFUSED');
  }
});
