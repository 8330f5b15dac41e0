import type { DBCore, DBCoreGetRequest, DBCoreTable, Middleware } from 'dexie';
import type { SealedPage, SealedRow } from './store.ts';

/**
 * Lost values: Chromium keeps a value of more than 64 kB in a file of its own, and one that is gone or
 * cut short fails the whole request for it, with the rows beside it; one that is overwritten comes as
 * nothing. Here such a row becomes one that does not open, for it to be counted and put back as any
 * other that is damaged (tests/engine/lost-values.spec.ts).
 */
export const lostValues: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'lost-values',
  create: (core) => ({
    ...core,
    table(name) {
      const table = core.table(name);
      return name === HEADERS ? table : withLostValues(table);
    },
  }),
};

/** The one table whose records are not sealed. */
const HEADERS = 'journal';

/** Below this no value has a file of its own, whatever the browser counts as its size. */
const LARGE_BYTES = 32 * 1024;

type Transaction = DBCoreGetRequest['trans'];

function withLostValues(table: DBCoreTable): DBCoreTable {
  const one = async (request: DBCoreGetRequest): Promise<unknown> => {
    const value: unknown = await unlessLost(table.get(request));
    return value === undefined || isWhole(value, request.key) ? value : lost(request.key);
  };
  const each = (trans: Transaction, keys: readonly unknown[]) =>
    Promise.all(keys.map((key) => one({ trans, key })));

  return {
    ...table,
    get: one,
    async getMany(request) {
      const { trans, keys } = request;
      const found = await unlessLost<unknown[]>(table.getMany(request));
      const isGood = (value: unknown, at: number) =>
        value === undefined || isWhole(value, keys[at]);
      return found?.every(isGood) ? found : each(trans, keys);
    },
    async query(request) {
      if (request.values !== true) return table.query(request);
      const found = await unlessLost<{ result: unknown[] }>(table.query(request));
      if (found?.result.every(isSmall)) return found;
      // A flipped bit may have given a row another's id; what its key is, the table itself says.
      const { result: keys } = await table.query({ ...request, values: false });
      const isGood = (value: unknown, at: number) => isWhole(value, keys[at]);
      return found?.result.every(isGood) ? found : { result: await each(request.trans, keys) };
    },
  };
}

/** Null where the browser cannot read a value. */
async function unlessLost<T>(reading: PromiseLike<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && isLost(error)) return null;
    throw error;
  }
}

/**
 * `NotReadableError` of a file that is gone; of one cut short it is `UnknownError`, as of a damaged
 * table, where keys cannot be read either.
 */
function isLost({ name }: Error): boolean {
  return name === 'NotReadableError' || name === 'UnknownError';
}

function isWhole(value: unknown, key: unknown): value is SealedRow | SealedPage {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'id' in value && value.id === key && 'sealed' in value && value.sealed instanceof Uint8Array
  );
}

function isSmall(value: unknown): boolean {
  const { id = null, sealed = null } = Object(value);
  return id !== null && sealed instanceof Uint8Array && sealed.length < LARGE_BYTES;
}

/** A row that does not open. */
function lost(id: unknown) {
  return { id, seq: 0, sealed: new Uint8Array() };
}
