/**
 * What a browser remembers of the folder that backups go into, in a small database of the page's own:
 * only there can a folder be kept that the writer has granted. It holds nothing of the journal.
 */
export interface KeptFolder {
  readonly folder: FileSystemDirectoryHandle | null;
  /** The last backup of a journal that was taken as it is. */
  readonly last: { readonly journal: string; readonly entries: number } | null;
  readonly trial: { readonly at: string; readonly passed: boolean } | null;
  /** The name of a backup on its way; whoever closes the page meanwhile leaves an empty file there. */
  readonly writing: string | null;
}

/** FROZEN (tests/app/backup-folder.spec.ts): under other names the folder would have to be granted anew. */
const DATABASE = 'staff-journal-backup-folder';
const STORE = 'kept';
const KEY = 'folder';

const NOTHING: KeptFolder = { folder: null, last: null, trial: null, writing: null };

/** What cannot be read is as if it had never been written. */
export async function readKept(): Promise<KeptFolder> {
  try {
    // Opening would make one, also for those who never choose a folder.
    const there = (await indexedDB.databases()).some(({ name }) => name === DATABASE);
    return there ? await inStore('readonly', keptIn) : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Changes it, and has it on the disk; rejects when it cannot be kept. */
export function changeKept(change: (kept: KeptFolder) => KeptFolder): Promise<void> {
  return inStore('readwrite', async (store) => {
    store.put(change(await keptIn(store)), KEY);
  });
}

async function keptIn(store: IDBObjectStore): Promise<KeptFolder> {
  return ((await settled(store.get(KEY))) as KeptFolder | undefined) ?? NOTHING;
}

async function inStore<Value>(
  mode: 'readonly' | 'readwrite',
  task: (store: IDBObjectStore) => Promise<Value>,
): Promise<Value> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    const [value] = await Promise.all([task(transaction.objectStore(STORE)), ended]);
    return value;
  } finally {
    database.close();
  }
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
