/**
 * Frozen on day one: the journal is stored under these. Changing one hides every entry ever
 * written (tests/shell/frozen.spec.ts).
 */
export const APP_NAME = 'Staff Journal';
export const SCHEME = 'app';
export const HOST = 'journal';

export const ORIGIN = `${SCHEME}://${HOST}`;
