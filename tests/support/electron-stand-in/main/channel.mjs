// @ts-check
/**
 * The line to the test's process, which owns the browser. Messages cross as structured clones.
 * Either side asks with `{ ask, name, args }`; the other answers `{ answer, value }` or
 * `{ answer, error }`.
 */

/** @typedef {(...args: any[]) => unknown} Handler */

/** @type {Map<string, Handler>} */
const handlers = new Map();
/** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
const asked = new Map();
let last = 0;

/**
 * Asks the test's process for something.
 * @param {string} name
 * @param {...unknown} args
 * @returns {Promise<any>}
 */
export function ask(name, ...args) {
  return new Promise((resolve, reject) => {
    const id = ++last;
    asked.set(id, { resolve, reject });
    send({ ask: id, name, args });
  });
}

/**
 * Answers what the test's process asks.
 * @param {string} name
 * @param {Handler} handler
 */
export function on(name, handler) {
  handlers.set(name, handler);
}

process.on('message', async (/** @type {any} */ message) => {
  if ('answer' in message) {
    const { resolve, reject } = asked.get(message.answer) ?? {};
    asked.delete(message.answer);
    if (message.error === undefined) resolve?.(message.value);
    else reject?.(new Error(message.error));
    return;
  }
  try {
    const handler = handlers.get(message.name);
    if (handler === undefined) throw new Error(`Nothing answers ${message.name}`);
    send({ answer: message.ask, value: await handler(...message.args) });
  } catch (error) {
    send({ answer: message.ask, error: String(error) });
  }
});

// Whoever started us is gone: nobody is left to talk to.
process.on('disconnect', () => process.exit(1));

/** @param {object} message */
function send(message) {
  if (process.connected) process.send?.(message);
}
