import type { Page } from '@playwright/test';

/**
 * A disk whose state the test decides: the engine's own writes fail as Chromium's do when there is
 * no room. (A quota set by the debugger is only looked at once in a while.)
 */
export async function diskOf(
  page: Page,
  place: 'store' | 'outside' = 'store',
  state: 'full' | 'free' = 'free',
) {
  const failing = { store: failingStore, outside: failingFiles }[place];
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `(${failing})(${state === 'full'});\n${await response.text()}`,
    });
  });
  await page.reload();
  return {
    set: (state: 'full' | 'free') =>
      page.evaluate(async (next) => {
        const channel = new BroadcastChannel('disk');
        const heard = new Promise((resolve) => channel.addEventListener('message', resolve));
        channel.postMessage(next);
        await heard;
        channel.close();
      }, state),
  };
}

/** Runs in the worker, ahead of the engine. */
function failingStore(isFullAtFirst: boolean) {
  let isFull = isFullAtFirst;
  const channel = new BroadcastChannel('disk');
  channel.addEventListener('message', ({ data }) => {
    isFull = data === 'full';
    channel.postMessage('heard');
  });
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...args) {
    if (isFull) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, args);
  };
}

/** The same for files in the private file system, of which a full disk takes a part. */
function failingFiles(isFullAtFirst: boolean) {
  let isFull = isFullAtFirst;
  const channel = new BroadcastChannel('disk');
  channel.addEventListener('message', ({ data }) => {
    isFull = data === 'full';
    channel.postMessage('heard');
  });
  const handles: { prototype: { write(bytes: Uint8Array, options: object): number } } = Reflect.get(
    globalThis,
    'FileSystemSyncAccessHandle',
  );
  const { write } = handles.prototype;
  handles.prototype.write = function (bytes, options) {
    return write.call(this, isFull ? bytes.subarray(0, bytes.length / 2) : bytes, options);
  };
}
