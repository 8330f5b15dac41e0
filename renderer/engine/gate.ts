/**
 * Keeps readers apart from what changes under them: many pass at once; one that wants to be alone
 * waits for those who have entered, and those who come wait for it.
 */
export interface Gate {
  pass<T>(task: () => Promise<T>): Promise<T>;
  alone<T>(task: () => Promise<T>): Promise<T>;
}

export function createGate(): Gate {
  const inside = new Set<Promise<unknown>>();
  let closed: Promise<unknown> | null = null;

  return {
    async pass(task) {
      while (closed !== null) await closed;
      const passing = task();
      const left: Promise<unknown> = passing
        .catch(() => undefined)
        .finally(() => inside.delete(left));
      inside.add(left);
      return passing;
    },

    async alone(task) {
      while (closed !== null) await closed;
      const reopening = Promise.withResolvers<void>();
      closed = reopening.promise;
      try {
        await Promise.all(inside);
        return await task();
      } finally {
        closed = null;
        reopening.resolve();
      }
    },
  };
}
