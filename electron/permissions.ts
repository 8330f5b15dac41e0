import { session } from 'electron';

/**
 * Denies every permission a page can ask for. Both handlers are needed: some features only check,
 * and never ask.
 */
export function denyPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}
