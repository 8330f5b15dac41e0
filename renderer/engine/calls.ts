/**
 * Follows the calls to an engine until each is answered, so that it can be ended between them.
 * @returns the engine to call, and `settled`, which waits until no call is under way
 */
export function following<T extends object>(engine: T) {
  const calls = new Set<Promise<unknown>>();

  const follow = (answer: unknown) => {
    if (!(answer instanceof Promise)) return answer;
    calls.add(answer);
    const forget = () => calls.delete(answer);
    answer.then(forget, forget);
    return answer;
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
    while (calls.size > 0) await Promise.allSettled(calls);
  }

  return { engine: followed, settled };
}
