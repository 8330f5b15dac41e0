// @ts-check
/**
 * The object as it is, but asking it for what it does not have throws: main can use nothing of
 * Electron that the stand-in lacks without a test saying so.
 * @template {object} T
 * @param {string} name
 * @param {T} object
 * @returns {T}
 */
export function strict(name, object) {
  return new Proxy(object, {
    get(target, key, receiver) {
      // Awaiting or printing an object asks for names of its own.
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') {
        return Reflect.get(target, key, receiver);
      }
      throw new Error(`The stand-in for Electron has no ${name}.${key}`);
    },
    set(target, key, value, receiver) {
      if (!(key in target))
        throw new Error(`The stand-in for Electron has no ${name}.${String(key)}`);
      return Reflect.set(target, key, value, receiver);
    },
  });
}

/**
 * Throws for an option that the stand-in does not know, rather than ignore it.
 * @param {string} name
 * @param {object} options
 * @param {readonly string[]} known
 */
export function checkOptions(name, options, known) {
  const unknown = Object.keys(options).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`The stand-in for Electron has no ${name} ${unknown}`);
}
