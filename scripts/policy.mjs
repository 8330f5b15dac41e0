// @ts-check
/** The headers that both hosts send with every file of the page. The one place they are written. */

const ON_THE_PAGE = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  // The page asks for nothing: all it needs are its own scripts, styles and images.
  'connect-src': "'none'",
  'worker-src': "'self'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'dompurify worker',
};
const PAGE_POLICY = policy(ON_THE_PAGE);

/**
 * A worker obeys the policy of its own response. The engine's may compile WebAssembly, which is what
 * makes a key of a passphrase; the page's may not, and neither may make script out of text.
 */
const WORKER_POLICY = policy({ ...ON_THE_PAGE, 'script-src': "'self' 'wasm-unsafe-eval'" });

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  woff2: 'font/woff2',
};

/**
 * The headers of one file of the page.
 * @param {string} file its path below the page's folder, such as `assets/main-Bq2x.js`
 * @returns {Record<string, string>}
 */
export function headersOf(file) {
  const extension = file.slice(file.lastIndexOf('.') + 1);
  const type = TYPES[extension];
  if (type === undefined) throw new Error(`No content type is known for ${file}`);
  return {
    'Content-Type': type,
    'Content-Security-Policy': /^assets\/worker-/.test(file) ? WORKER_POLICY : PAGE_POLICY,
    ...COMMON,
  };
}

const COMMON = {
  // The files lie on the same disk. Not cached, the profile holds nothing of the app's but sealed records.
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  // A browser looks up the host of every link that it shows, to be quick if one is followed.
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The headers of an answer that is not a file of the page. */
export const REFUSAL_HEADERS = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Security-Policy': policy({ 'default-src': "'none'", 'frame-ancestors': "'none'" }),
  ...COMMON,
};

/** @param {Record<string, string>} directives */
function policy(directives) {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
