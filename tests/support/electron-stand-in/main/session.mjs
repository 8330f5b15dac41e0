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
    setSpellCheckerEnabled() {},
    async setProxy() {},
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

on('is-cancelled', (url) => {
  let cancelled = false;
  beforeRequest?.({ url }, ({ cancel }) => {
    cancelled = cancel === true;
  });
  return cancelled;
});

on('serve', async ({ url, method }) => {
  if (serve === null) throw new Error('Nothing serves the page');
  const response = await serve(new Request(url, { method }));
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
