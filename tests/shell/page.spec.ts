import { expect, test } from '../support/shell.ts';

const OUTSIDE = [
  '/package.json',
  '/page.json',
  '/page/index.html',
  '/electron/main.js',
  '/assets/index.html/..',
  '/..%2fpage.json',
  '/%2e%2e/page.json',
  '/%2e%2e%2fpage.json',
  '/..%5cpage.json',
  '/assets/..%2f..%2fpage.json',
  '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
  '/....//page.json',
  '/.//page.json',
  '/%00',
  '/index.html%00.js',
  '/%2fetc%2fpasswd',
  '/C:%5cWindows%5cwin.ini',
  '/constructor',
  '/__proto__',
  '/toString',
  '/assets/',
  '/assets',
];

test('serves the listed files with their policy', async ({ page }) => {
  const headers = await page.evaluate(async () => {
    const response = await fetch('/');
    return { status: response.status, ...Object.fromEntries(response.headers) };
  });
  expect(headers).toMatchObject({ status: 200, 'x-content-type-options': 'nosniff' });
  expect(headers).toHaveProperty(
    'content-security-policy',
    expect.stringMatching(/^default-src 'none'; script-src 'self';.*require-trusted-types-for/),
  );
});

test('serves nothing else', async ({ page }) => {
  const answers = await page.evaluate(
    (paths) =>
      Promise.all(
        paths.map(async (path) => {
          const response = await fetch(path);
          const { status, headers } = response;
          const policy = headers.get('content-security-policy');
          const nosniff = headers.get('x-content-type-options');
          return { path, status, policy, nosniff, text: await response.text() };
        }),
      ),
    OUTSIDE,
  );
  const policy = "default-src 'none'; frame-ancestors 'none'";
  expect(answers).toEqual(
    OUTSIDE.map((path) => ({ path, status: 404, policy, nosniff: 'nosniff', text: '' })),
  );
});

test('takes no request that could change anything', async ({ page }) => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['POST', 'PUT', 'DELETE'].map(async (method) => (await fetch('/', { method })).status),
    ),
  );
  expect(statuses).toEqual([405, 405, 405]);
});
