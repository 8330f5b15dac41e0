// @ts-check
import { host, onStop } from './host.mjs';
import { prepare } from './prepare.mjs';

/** `npm run serve`: serves the built page at the journal's address and opens nothing. */
await prepare();
const { origin, close } = await host();
onStop(close);
console.log(`Staff Journal is at ${origin}/`);
