import type { CDPSession, Page } from '@playwright/test';

interface Heaps {
  /** When the snapshots were asked for, as `performance.now()` has it here: what lived then is in them. */
  readonly at: number;
  readonly texts: readonly string[];
}

/**
 * All that lives in the heaps of a page and of its workers, as text: what is garbage is collected
 * first. A string is in it with its first thousand letters.
 */
export async function heapsOf(page: Page): Promise<Heaps> {
  const session = await page.context().newCDPSession(page);
  const ask = (method: string, params: object = {}) =>
    session.send(method as 'HeapProfiler.enable', params as never);
  const workers: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId);
  });
  // Not flat: Playwright hands sessions out for pages alone.
  await ask('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  try {
    const targets = [pageTarget(session), ...workers.map((id) => workerTarget(session, id))];
    const at = performance.now();
    return { at, texts: await Promise.all(targets.map(snapshotOf)) };
  } finally {
    await session.detach();
  }
}

interface Target {
  send(method: string, params: object): Promise<unknown>;
  /** Hears what is told; answers a function that ends it. */
  hear(listener: (method: string, params: { readonly chunk?: string }) => void): () => void;
}

async function snapshotOf({ send, hear }: Target): Promise<string> {
  const chunks: string[] = [];
  const stop = hear((method, { chunk = '' }) => {
    if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(chunk);
  });
  await send('HeapProfiler.enable', {});
  await send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await send('HeapProfiler.disable', {});
  stop();
  return chunks.join('');
}

function pageTarget(session: CDPSession): Target {
  return {
    send: (method, params) => session.send(method as 'HeapProfiler.enable', params as never),
    hear(listener) {
      const name = 'HeapProfiler.addHeapSnapshotChunk';
      const relay = (params: { readonly chunk: string }) => listener(name, params);
      session.on(name, relay);
      return () => session.off(name, relay);
    },
  };
}

function workerTarget(session: CDPSession, sessionId: string): Target {
  let last = 0;
  const hear = (listener: (message: Message) => void) => {
    const relay = (told: { readonly sessionId: string; readonly message: string }) => {
      if (told.sessionId === sessionId) listener(JSON.parse(told.message));
    };
    session.on('Target.receivedMessageFromTarget', relay);
    return () => session.off('Target.receivedMessageFromTarget', relay);
  };
  return {
    send(method, params) {
      const id = ++last;
      return new Promise((resolve, reject) => {
        const stop = hear((message) => {
          if (message.id !== id) return;
          stop();
          if (message.error === undefined) resolve(message.result);
          else reject(new Error(`${method}: ${message.error.message}`));
        });
        const message = JSON.stringify({ id, method, params });
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
    },
    hear: (listener) => hear(({ method = '', params = {} }) => listener(method, params)),
  };
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: { readonly chunk?: string };
}
