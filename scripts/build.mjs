// @ts-check
import path from 'node:path';
import { DIST, ROOT } from './paths.mjs';
import { prepare } from './prepare.mjs';

/** `npm run build`: builds all into `dist/`. With `--tests`, the engine tests' page too. */
await prepare({ rebuild: true, tests: process.argv.includes('--tests') });
console.log(`Built into ${path.relative(ROOT, DIST) || '.'}`);
