import { app, session } from 'electron';
import { SCHEME } from './names.ts';
import { HAS_SPELLING } from './web-preferences.ts';

/** What may load: the app's own files, what the page makes itself, and the developer tools. */
const LOCAL = new Set([`${SCHEME}:`, 'blob:', 'data:', 'devtools:']);

/** Lets no host name resolve in any process, loopback included. Must be called before the app is ready. */
export function resolveNoHosts(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** Shuts what the resolver does not: a system's proxy, plain addresses, dictionary downloads. */
export async function blockRequests(): Promise<void> {
  const { defaultSession } = session;
  // The session would fetch dictionaries on its own, even when windows have no spell checker.
  defaultSession.setSpellCheckerEnabled(HAS_SPELLING);
  defaultSession.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, ({ url }, answer) =>
    answer({ cancel: !LOCAL.has(new URL(url).protocol) }),
  );
  await defaultSession.setProxy({ mode: 'direct' });
}
