// @ts-check

/**
 * Ends the command with a sentence for whoever typed it: no stack, exit code 1.
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
