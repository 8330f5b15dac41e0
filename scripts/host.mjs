// @ts-check
import { fail } from './fail.mjs';
import { DIST } from './paths.mjs';
import { holderOf } from './port-holder.mjs';
import { startServer } from './server.mjs';

/**
 * Frozen: a browser keeps a journal by its origin, so another port would be an empty journal.
 */
export const PORT = 47821;

/** Serves the build at the journal's own address. */
export async function host() {
  // Tests must not stand in the way of the journal of whoever runs them.
  const port = Number(process.env.STAFF_JOURNAL_PORT ?? PORT);
  try {
    return await startServer(DIST, port);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'EADDRINUSE') throw error;
    const { who, ours } = await holderOf(port);
    return fail(
      ours
        ? `Staff Journal already runs at http://127.0.0.1:${port}/: use that one, or stop ${who} first.`
        : `Port ${port}, where the journal lives, is taken: stop ${who} first.`,
    );
  }
}

/**
 * Calls back when someone stops the command, with Ctrl+C or otherwise.
 * @param {(signal: NodeJS.Signals) => void} stop
 */
export function onStop(stop) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, stop);
  }
}
