/**
 * Follows the calls to an engine until each is answered, so that it can be ended between them.
 * @returns the engine to call; `isBusy`, whether a call is under way; `settled`, which waits until none
 *   is; and `abandon`, which rejects those that are, once it is known that nobody will answer them
 */
export function following<T extends object>(engine: T) {
  const calls = new Map<Promise<unknown>, (reason: Error) => void>();

  const follow = (answer: unknown) => {
    if (!(answer instanceof Promise)) return answer;
    let refuse = (_: Error) => {};
    const followed = new Promise((resolve, reject) => {
      refuse = reject;
      answer.then(resolve, reject);
    });
    calls.set(followed, refuse);
    const forget = () => calls.delete(followed);
    followed.then(forget, forget);
    return followed;
  };

  const followed = new Proxy(engine, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => follow(Reflect.apply(method, target, args));
    },
  });

  async function settled(): Promise<void> {
    // An answer may make its screen ask again.
    while (calls.size > 0) await Promise.allSettled(calls.keys());
  }

  function abandon(reason: Error): void {
    for (const reject of calls.values()) reject(reason);
  }

  return { engine: followed, isBusy: () => calls.size > 0, settled, abandon };
}
