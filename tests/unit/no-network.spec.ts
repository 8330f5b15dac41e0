import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { DIST, ROOT } from '../../scripts/paths.mjs';

/**
 * The app has no way to a network by construction. What ships is read, so that this holds for the
 * packages that we build in as for our own lines.
 */

/** How a script says something to somebody without importing anything. */
const SPEAKING =
  /\b(fetch|fetchLater|XMLHttpRequest|WebSocket|WebSocketStream|EventSource|sendBeacon|(webkit)?RTCPeerConnection|WebTransport|importScripts|serviceWorker|TCPSocket|UDPSocket)\b/g;

/** Where something is loaded from another computer: by an element, a style, an import, a worker. */
const LOADING = [
  /\b(?:src|srcset|href|action|poster|data|ping)\s*=\s*["']?\s*((?:https?:)?\/\/[^"'\s>]+)/gi,
  /(?:url\(|@import\s)\s*["']?\s*((?:https?:)?\/\/[^"')\s]+)/gi,
  /(?<!@)\b(?:from|import)\s*\(?\s*["'`]((?:https?:)?\/\/[^"'`]+)/g,
  /\bWorker\(\s*["'`]((?:https?:)?\/\/[^"'`]+)/g,
  /sourceMappingURL=(\S+)/g,
];

/** What of Electron and of Node speaks to a network, or hands it to somebody who can. */
const SPEAKERS = [
  ...['autoUpdater', 'crashReporter', 'net', 'netLog', 'pushNotifications', 'utilityProcess'],
  ...['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'inspector', 'child_process'],
];

/** Packages that update an app, or tell on it: its crashes, its use. */
const TELLTALES =
  /updater|crash|sentry|bugsnag|rollbar|raygun|datadog|newrelic|opentelemetry|telemetry|analytics|amplitude|mixpanel|posthog|matomo|plausible|segment|statsig|launchdarkly/i;

/** The built files of these kinds, with what is in them. */
function built(...extensions: string[]): [file: string, text: string][] {
  return ['electron', 'page'].flatMap((folder) =>
    readdirSync(path.join(DIST, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => extensions.includes(path.extname(file)))
      .map((file): [string, string] => [file, readFileSync(path.join(DIST, folder, file), 'utf8')]),
  );
}

/** Main is not minified; what its comments speak of is not said. */
const withoutComments = (text: string) => text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');

const speaking = (text: string) =>
  [...withoutComments(text).matchAll(SPEAKING)].map(([name]) => name);

const loading = (text: string) =>
  LOADING.flatMap((pattern) => [...text.matchAll(pattern)].map(([, address]) => address));

/** What a bundle takes from Electron, by name or as a property of the whole, and from Node. */
function taken(text: string): (string | undefined)[] {
  const names = [...text.matchAll(/\{([^{}]*)\}\s*(?:from|=\s*require\()\s*"electron"/g)];
  const properties = [...text.matchAll(/\belectron(?:\$\d+)?(?:\.default)?\.(\w+)/g)];
  const modules = [...text.matchAll(/\b(?:from|import|require)\s*\(?\s*"(?:node:)?([\w]+)[^"]*"/g)];
  return [
    ...names.flatMap(([, list = '']) => list.split(',').map((name) => /\w+/.exec(name)?.[0])),
    ...[...properties, ...modules].map(([, name]) => name),
  ];
}

test('no script that ships can speak to a network', () => {
  const scripts = built('.js', '.cjs');
  expect(scripts.length).toBeGreaterThan(10);
  for (const [file, text] of scripts) expect([file, speaking(text)]).toEqual([file, []]);

  const spoken = 'fetch("x");new WebSocket(u);navigator.sendBeacon(u);self.importScripts(u)';
  expect(speaking(spoken)).toEqual(['fetch', 'WebSocket', 'sendBeacon', 'importScripts']);
  expect(speaking('prefetch(); fetchPriority="low"; websocket')).toEqual([]);
});

test('no file that ships loads anything from elsewhere', () => {
  const files = built('.html', '.css', '.js', '.cjs', '.svg');
  expect(files.map(([file]) => path.extname(file))).toEqual(
    expect.arrayContaining(['.html', '.css', '.js', '.cjs', '.svg']),
  );
  for (const [file, text] of files) expect([file, loading(text)]).toEqual([file, []]);

  for (const text of [
    '<script src="https://cdn.example/x.js">',
    '<link rel=icon href=//cdn.example/x.png>',
    '@font-face { src: url( "http://fonts.example/x.woff2" ) }',
    '@import "//fonts.example/x.css";',
    'import x from"https://cdn.example/x.js"',
    'await import(`https://cdn.example/x.js`)',
    'new Worker("https://cdn.example/x.js")',
    '//# sourceMappingURL=x.js.map',
  ]) {
    expect([text, loading(text).length]).toEqual([text, 1]);
  }
  expect(loading('placeholder="https://…" xmlns="http://www.w3.org/2000/svg"')).toEqual([]);
});

test('the shell takes from Electron and Node nothing that speaks to a network', () => {
  const bundles = built('.js', '.cjs').filter(([file]) => /^(main|preload)\./.test(file));
  expect(bundles).toHaveLength(2);
  for (const [file, text] of bundles) {
    expect(taken(text)).toContain(file === 'main.js' ? 'protocol' : 'ipcRenderer');
    expect([file, taken(text).filter((name) => SPEAKERS.includes(name ?? ''))]).toEqual([file, []]);
  }

  for (const text of [
    'import { app, net as web } from "electron";',
    'const { crashReporter } = require("electron");',
    'let electron = require("electron"); electron.autoUpdater.checkForUpdates()',
    'import * as dns from "node:dns/promises";',
    'import "https";',
    'await import("node:child_process")',
  ]) {
    expect([text, taken(text).filter((name) => SPEAKERS.includes(name ?? '')).length]).toEqual([
      text,
      1,
    ]);
  }
});

test('no package updates the app or tells on it', () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  );
  const asked = Object.keys({ ...dependencies, ...devDependencies });
  const lock: Record<string, { dev?: boolean; devOptional?: boolean }> = JSON.parse(
    readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'),
  ).packages;
  const shipped = Object.keys(lock).filter((key) => !(lock[key]?.dev || lock[key]?.devOptional));
  expect(asked.length).toBeGreaterThan(10);
  expect(shipped).toEqual(
    expect.arrayContaining(Object.keys(dependencies).map((name) => `node_modules/${name}`)),
  );
  expect([...asked, ...shipped].filter((name) => TELLTALES.test(name))).toEqual([]);
  expect(['electron-updater', '@sentry/electron'].every((name) => TELLTALES.test(name))).toBe(true);

  // With somewhere to publish to, the packaged app would be told where to look for updates.
  const packaging = readFileSync(path.join(ROOT, 'electron-builder.yml'), 'utf8');
  expect(packaging).toMatch(/^publish: null$/m);
});
