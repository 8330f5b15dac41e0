import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** How the page is built; scripts/bundle.mjs says what of, and where to. */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'chrome130',
    emptyOutDir: true,
    // The polyfill is an inline script, and an inlined asset a data: URL: the policy forbids both.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
