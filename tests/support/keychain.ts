import type { Host } from './host.ts';

/** As main does at the start; the page itself may go nowhere. */
export function reload(host: Host): Promise<void> {
  return host.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('app://journal/'),
  );
}

export type Answer = 'as before' | 'refuses' | 'another key' | 'asks first' | 'anew' | 'only hides';

/** From now on the system's keychain answers like this. */
export function answerKeychain(host: Host, answer: Answer): Promise<void> {
  return host.evaluate(({ safeStorage }, how) => {
    const kept: typeof safeStorage.decryptStringAsync =
      Reflect.get(globalThis, 'decrypt') ?? safeStorage.decryptStringAsync.bind(safeStorage);
    Reflect.set(globalThis, 'decrypt', kept);
    const wrong = (result: string) => async () => ({ result, shouldReEncrypt: false });
    const answers: Record<string, typeof kept> = {
      'as before': kept,
      refuses: () => Promise.reject(new Error('the keyring is locked')),
      'another key': wrong(Buffer.alloc(32, 7).toString('base64')),
      'asks first': (wrapped) =>
        new Promise((resolve) => {
          Reflect.set(globalThis, 'answerNow', () => resolve(kept(wrapped)));
        }),
      anew: async (wrapped) => ({ ...(await kept(wrapped)), shouldReEncrypt: true }),
      'only hides': kept,
    };
    safeStorage.decryptStringAsync = answers[how] ?? kept;
    if (how !== 'only hides') return;
    safeStorage.getSelectedStorageBackend = () => 'basic_text';
    // Other systems have no such backend; there it is not there at all.
    if (process.platform !== 'linux') safeStorage.isAsyncEncryptionAvailable = async () => false;
  }, answer);
}
