import { engine, opened } from '../../renderer/engine/client.ts';

/** A page without a screen: tests ask the engine through `window.engine`. */
declare global {
  interface Window {
    engine: typeof engine;
    opened: typeof opened;
  }
}

// A test that expects the journal not to open asks `opened` itself.
opened.catch(() => undefined);
Object.assign(window, { engine, opened });
