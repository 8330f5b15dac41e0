import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DIST } from '../../scripts/paths.mjs';
import type { Host } from '../support/host.ts';
import { ON_A_REFUSAL, onAPageFile } from '../support/promised-headers.ts';
import { expect, testInTurn as test } from '../support/shell.ts';
import { OTHER_HOSTS, OTHER_SCHEMES, START_PAGE, TRAVERSALS } from '../support/traversals.ts';

const APP = 'app://journal';

type Answer =
  | { status: number; headers: Readonly<Record<string, string>>; text: string }
  | { error: string };

/** What main's own requests are answered: no policy of a page stands in their way. */
async function ask(host: Host, addresses: readonly string[], method = 'GET'): Promise<Answer[]> {
  const answers = await host.evaluate(async ({ session }, question) => {
    const asked: { addresses: string[]; method: string } = JSON.parse(question);
    const answer = async (address: string) => {
      try {
        const response = await session.defaultSession.fetch(address, { method: asked.method });
        const headers = Object.fromEntries(response.headers);
        return { status: response.status, headers, text: await response.text() };
      } catch (error) {
        return { error: String(error) };
      }
    };
    return JSON.stringify(await Promise.all(asked.addresses.map(answer)));
  }, JSON.stringify({ addresses, method }));
  return JSON.parse(answers);
}

const refused = (status: number) => ({
  status,
  headers: expect.objectContaining(ON_A_REFUSAL),
  text: '',
});
const served = (file: string, text = read(file)) => ({
  status: 200,
  headers: expect.objectContaining(onAPageFile(file)),
  text,
});
const read = (file: string) => readFileSync(path.join(DIST, file), 'utf8');

/** Beside each other, so that a failure names the address. */
const pair = <A, B>(left: readonly A[], right: readonly B[]) =>
  left.map((one, index) => [one, right[index]]);

test('serves the listed files, with the headers that are promised', async ({ host }) => {
  const list: Record<string, { file: string }> = JSON.parse(read('page.json')).served;
  const files = Object.values(list).map(({ file }) => file);
  const addresses = Object.keys(list).map((url) => APP + url);
  expect(addresses).toContain(`${APP}/`);
  const answers = await ask(host, addresses);
  expect(pair(files, answers)).toEqual(files.map((file) => [file, served(file)]));
  const heads = await ask(host, addresses, 'HEAD');
  expect(pair(files, heads)).toEqual(files.map((file) => [file, served(file, '')]));
});

test('serves nothing else, however it is asked for', async ({ host }) => {
  // They must be many to whom they reach, and not only as they are written.
  const arriving = TRAVERSALS.map((url) => new URL(`https://journal${url}`).pathname);
  expect(new Set(arriving).size).toBeGreaterThanOrEqual(100);
  const answers = await ask(
    host,
    TRAVERSALS.map((url) => APP + url),
  );
  expect(pair(TRAVERSALS, answers)).toEqual(TRAVERSALS.map((url) => [url, refused(404)]));
});

test('serves the start page where an address means it, and no other file', async ({ host }) => {
  const addresses = [...START_PAGE.map((url) => APP + url), 'app://JOURNAL/', 'app://journal:80/'];
  const answers = await ask(host, addresses);
  const page = served('page/index.html');
  expect(pair(addresses, answers)).toEqual(addresses.map((address) => [address, page]));
});

test('answers for no other host and no other scheme', async ({ host }) => {
  const addresses = [...OTHER_HOSTS.map((rest) => `app://${rest}`), ...OTHER_SCHEMES];
  const answers = await ask(host, addresses);
  for (const [index, answer] of answers.entries()) {
    const address = addresses[index] ?? '';
    // An address that means nothing at all never reaches us.
    if ('error' in answer) continue;
    expect(OTHER_SCHEMES).not.toContain(address);
    expect([address, answer]).toEqual([address, refused(404)]);
  }
  const [other] = answers;
  expect(other).toEqual(refused(404));
});

test('takes no request that could change anything', async ({ host }) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    expect([method, ...(await ask(host, [`${APP}/`], method))]).toEqual([method, refused(405)]);
  }
});

test('the page itself can ask nobody, not even the app', async ({ page }) => {
  const blocked = await page.evaluate(async () => {
    const found: string[] = [];
    const attempts = [
      () => void fetch('/').catch(() => {}),
      () => void new EventSource('/'),
      () => void new WebSocket('wss://journal.test/'),
      () => void navigator.sendBeacon('/'),
      () => {
        const request = new XMLHttpRequest();
        request.open('GET', '/');
        request.send();
      },
    ];
    await new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        found.push(effectiveDirective);
        if (found.length === attempts.length) resolve();
      });
      for (const attempt of attempts) attempt();
    });
    return found;
  });
  expect(blocked).toEqual(Array(5).fill('connect-src'));
});
