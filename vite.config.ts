import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * What is read first is one file, and the screens behind it another: every file more costs a start
 * about ten milliseconds of processor time. What only some writers ever ask for stays apart.
 */
const FEW_FILES = {
  groups: [
    { name: 'first', tags: ['$initial' as const], priority: 2 },
    { name: 'screens', test: /renderer\/(views|parts|shell|commands)\//, priority: 1 },
  ],
};

/** How the page is built; scripts/bundle.mjs says what of, and where to. */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: FEW_FILES } } },
  build: {
    target: 'chrome130',
    emptyOutDir: true,
    // The polyfill is an inline script, and an inlined asset a data: URL: the policy forbids both.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { output: { codeSplitting: FEW_FILES } },
  },
});
