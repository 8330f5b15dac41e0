import type { BrowserContext, Page } from '@playwright/test';

/** Chromium's name for a permission, and Electron's where it is another. */
const PERMISSIONS = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'persistent-storage': 'persistent-storage',
  'idle-detection': 'idle-detection',
  'local-fonts': 'local-fonts',
  'screen-wake-lock': 'screen-wake-lock',
  'window-management': 'window-management',
  'display-capture': 'display-capture',
  'background-sync': 'background-sync',
  accelerometer: 'sensors',
  gyroscope: 'sensors',
  magnetometer: 'sensors',
  'payment-handler': 'payment-handler',
  'keyboard-lock': 'keyboardLock',
  'pointer-lock': 'pointerLock',
} as const;

/** Makes Chromium allow and deny what main's handlers say. */
export async function applyPermissions(
  context: BrowserContext,
  page: Page,
  isPermitted: (electronName: string) => Promise<boolean>,
): Promise<void> {
  // Never detached: Chromium would forget what it was told.
  const devtools = await context.newCDPSession(page);
  for (const [name, electronName] of Object.entries(PERMISSIONS)) {
    const setting = (await isPermitted(electronName)) ? 'granted' : 'denied';
    await devtools.send('Browser.setPermission', { permission: { name }, setting });
  }
}
