// @ts-check
/**
 * Keeps a Chromium from talking to its maker while it shows our page: the app window and the tests'
 * browsers are equally silent. Names still resolve, as a link that the writer opens must work.
 */

/** Nothing listens here, and the answer never leaves this computer. */
const NOBODY = '127.0.0.1:9';

export const SILENT_SWITCHES = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  // Every form, ours included, is described to ask what its fields are for.
  `--autofill-server-url=http://${NOBODY}/`,
  // A list of language models is asked for even without component updates.
  `--component-updater=url-source=https://${NOBODY}/`,
  // Who is signed in to Google is asked even where nobody can sign in.
  `--gaia-url=http://${NOBODY}/`,
];

/** Playwright has a list of its own, which this would replace: a browser heeds the last one. */
export const SILENT_FEATURES = `--disable-features=${[
  'AimEnabled',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
].join()}`;
