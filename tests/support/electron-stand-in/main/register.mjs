// @ts-check
import { register } from 'node:module';

/** Preloaded into the process that runs the built main: makes its `electron` our stand-in. */
register('./resolve.mjs', import.meta.url);
