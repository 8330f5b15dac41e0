/**
 * What a page has of Electron: the preload's `require('electron')`, put around the preload's text
 * and run before the page's own scripts. It crosses values as Electron does: copies, never the
 * thing itself.
 */
export function preloadScript(preload: string, inSubFrames: boolean): string {
  const options = JSON.stringify({ inSubFrames, platform: process.platform });
  return `(${runPreload})(${options}, function (require, process) {${preload}\n});`;
}

/** In every frame, carries a call of `ipcRenderer` out of the page. */
export const INVOKE = '__standInInvoke';
/** In frames with a preload, hears what main sends. */
export const RECEIVE = '__standInReceive';

/** In the main frame, tells what a press of the right button was on. */
export const CONTEXT_MENU = '__standInContextMenu';

/** Runs in the page, on its own: what of Electron's ContextMenuParams our main reads. */
export function tellContextMenus(binding: string): void {
  window.addEventListener('contextmenu', ({ target }) => {
    const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const isEditable = field || (target instanceof HTMLElement && target.isContentEditable);
    const selectionText = field
      ? target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0)
      : String(getSelection());
    const selected = selectionText !== '';
    const tell: unknown = Reflect.get(window, binding);
    if (typeof tell !== 'function') return;
    tell({
      isEditable,
      selectionText,
      misspelledWord: '',
      dictionarySuggestions: [],
      editFlags: {
        canUndo: isEditable,
        canRedo: isEditable,
        canCut: isEditable && selected,
        canCopy: selected,
        canPaste: isEditable,
        canSelectAll: true,
      },
    });
  });
}

type Run = (require: (name: string) => unknown, process: { platform: string }) => void;
type Outcome = { readonly value: unknown } | { readonly error: string };

/** Runs in the page, on its own: it may use nothing from outside itself. */
function runPreload(options: { inSubFrames: boolean; platform: string }, run: Run): void {
  const page = window as unknown as Record<string, unknown> & {
    __standInInvoke(channel: string, args: unknown[]): Promise<Outcome>;
  };
  if (window !== window.top && !options.inSubFrames) return;
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>();
  const invoke = page.__standInInvoke;

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]) {
      const outcome = await invoke(channel, carried(args));
      if ('value' in outcome) return outcome.value;
      throw new Error(`Error invoking remote method '${channel}': ${outcome.error}`);
    },
    on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
    },
    off(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      listeners.get(channel)?.delete(listener);
    },
  };

  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      Object.defineProperty(window, name, { value: crossed(api) });
    },
  };

  page.__standInReceive = (channel: string, args: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  };
  const electron = { contextBridge, ipcRenderer };
  run(
    (name) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return new Proxy(electron, {
        get(target, key) {
          if (key in target) return Reflect.get(target, key);
          throw new Error(`The stand-in for Electron's preload has no ${String(key)}`);
        },
      });
    },
    { platform: options.platform },
  );

  /** A value on the other side of the bridge: functions and promises are relayed, data is copied. */
  function crossed(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...args: unknown[]) => crossed(value(...args.map(crossed)));
    }
    if (value instanceof Promise) {
      return value.then(crossed, (error) => {
        throw new Error(error instanceof Error ? error.message : String(error));
      });
    }
    if (isPlain(value)) {
      const entries = Object.entries(value).map(([key, part]) => [key, crossed(part)]);
      return Object.freeze(Object.fromEntries(entries));
    }
    return Array.isArray(value) ? value.map(crossed) : structuredClone(value);
  }

  /** Throws for what cannot be sent to main, and for what this stand-in could not carry whole. */
  function carried(args: unknown[]): unknown[] {
    const copy = structuredClone(args);
    const check = (value: unknown): void => {
      if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return;
      if (!Array.isArray(value) && !isPlain(value)) throw new Error('The stand-in cannot carry it');
      for (const part of Object.values(value)) check(part);
    };
    check(copy);
    return copy;
  }

  function isPlain(value: unknown): value is object {
    return (
      typeof value === 'object' &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype
    );
  }
}
