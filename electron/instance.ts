import path from 'node:path';
import { app } from 'electron';
import { APP_NAME } from './names.ts';

/** Says where the journal lies, so that no change of a package's name can ever move it. */
export function fixUserDataFolder(): void {
  app.setName(APP_NAME);
  app.setPath('userData', path.join(app.getPath('appData'), APP_NAME));
}

/**
 * Whether this is the only process on the journal: two on one profile break its store. Any other
 * process must end before it touches the session.
 */
export function isFirstInstance(): boolean {
  return app.requestSingleInstanceLock();
}
