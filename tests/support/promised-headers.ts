import { expect } from '@playwright/test';

/** What both hosts promise to send, spelled out: a change of the policy is a change here as well. */
const ON_EVERYTHING = {
  'cache-control': 'no-store',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
};

const onAFile = (scripts: string) => ({
  ...ON_EVERYTHING,
  'content-type': expect.stringMatching(/^(text\/(html|css|javascript)|image\/svg\+xml)/),
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dompurify worker',
  ].join('; '),
});

/** Only the engine, in its worker, may compile WebAssembly. */
export function onAPageFile(file: string) {
  return onAFile(file.startsWith('page/assets/worker-') ? "'self' 'wasm-unsafe-eval'" : "'self'");
}

export const ON_A_REFUSAL = {
  ...ON_EVERYTHING,
  'content-type': 'text/plain; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
