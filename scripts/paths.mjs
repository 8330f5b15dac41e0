// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the build goes. Another folder lets several builds of one checkout live side by side. */
export const DIST = path.resolve(ROOT, process.env.STAFF_JOURNAL_DIST ?? 'dist');

/** The page that tests drive the engine on: no part of the app, and so not in its folders. */
export const TEST_DIST = path.join(DIST, 'tests');
