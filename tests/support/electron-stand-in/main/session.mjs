// @ts-check
import { afterReady, beforeReady } from './app.mjs';
import { on } from './channel.mjs';
import { strict } from './strict.mjs';

/** @typedef {import('electron').Session} Session */

/** @type {Parameters<Session['setPermissionCheckHandler']>[0]} */
let check = null;
/** @type {Parameters<Session['setPermissionRequestHandler']>[0]} */
let request = null;
/** @type {((details: any, answer: (response: { cancel?: boolean }) => void) => void) | null} */
let beforeRequest = null;
/** @type {((request: Request) => Response | Promise<Response>) | null} */
let serve = null;
let registered = '';
let spelling = true;
let proxy = 'system';

const defaultSession = strict(
  'session',
  /** @satisfies {Partial<Session>} */ ({
    setPermissionCheckHandler(handler) {
      check = handler;
    },
    setPermissionRequestHandler(handler) {
      request = handler;
    },
    // Without a device or a screen to offer, the browser has nothing that these could allow.
    setDevicePermissionHandler() {},
    setDisplayMediaRequestHandler() {},
    setSpellCheckerEnabled(enabled) {
      spelling = enabled;
    },
    isSpellCheckerEnabled: () => spelling,
    async setProxy({ mode }) {
      proxy = mode ?? 'system';
    },
    resolveProxy: async () => (proxy === 'direct' ? 'DIRECT' : 'PROXY of-the-system:8080'),
    // As in Electron, main's own requests for the app's scheme go straight to its handler.
    async fetch(input, init) {
      const request = new Request(input, init);
      const url = asChromium(request.url);
      if (url.startsWith(`${registered}:`)) return answer(url, request.method);
      if (isCancelled(url)) throw new Error('net::ERR_BLOCKED_BY_CLIENT');
      return fetch(request);
    },
    webRequest: /** @type {any} */ (
      strict('webRequest', {
        /**
         * @param {{ urls: string[] }} filter
         * @param {NonNullable<typeof beforeRequest>} listener
         */
        onBeforeRequest(filter, listener) {
          if (filter.urls.join() !== '<all_urls>') throw new Error('Only <all_urls> is known');
          beforeRequest = listener;
        },
      })
    ),
  }),
);

export const session = strict('session', {
  get defaultSession() {
    afterReady('session.defaultSession');
    return defaultSession;
  },
});

export const protocol = strict('protocol', {
  /** @type {import('electron').Protocol['registerSchemesAsPrivileged']} */
  registerSchemesAsPrivileged(schemes) {
    beforeReady('registerSchemesAsPrivileged');
    if (registered !== '') throw new Error('registerSchemesAsPrivileged can be called only once');
    registered = schemes.map(({ scheme }) => scheme).join();
  },
  /** @type {(scheme: string, handler: NonNullable<typeof serve>) => void} */
  handle(scheme, handler) {
    afterReady('protocol.handle');
    if (scheme !== registered) throw new Error(`${scheme} was not registered`);
    serve = handler;
  },
});

/** @param {string} url */
function isCancelled(url) {
  let cancelled = false;
  beforeRequest?.({ url }, ({ cancel }) => {
    cancelled = cancel === true;
  });
  return cancelled;
}

on('is-cancelled', isCancelled);

/**
 * The address as Chromium tidies it up: a privileged scheme's is read like https's, but has neither
 * a port nor a user.
 * @param {string} address
 */
function asChromium(address) {
  if (!address.startsWith(`${registered}:`)) return address;
  const url = new URL(address.replace(registered, 'https'));
  return `${registered}://${url.hostname}${url.pathname}${url.search}${url.hash}`;
}

/**
 * @param {string} url
 * @param {string} method
 */
async function answer(url, method) {
  if (serve === null) throw new Error('Nothing serves the page');
  return serve(new Request(url, { method }));
}

on('serve', async ({ url, method }) => {
  const response = await answer(url, method);
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
});

/** As in Electron, what no handler decides is allowed, and most features ask after a failed check. */
on('is-permitted', (permission, origin) => {
  if (check === null || check(null, permission, origin, /** @type {any} */ ({}))) return true;
  let permitted = request === null;
  request?.(
    /** @type {any} */ (null),
    permission,
    (granted) => {
      permitted = granted;
    },
    /** @type {any} */ ({}),
  );
  return permitted;
});
