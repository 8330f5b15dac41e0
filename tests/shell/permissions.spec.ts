import { expect, testInTurn as test } from '../support/shell.ts';

const PERMISSIONS = [
  'geolocation',
  'notifications',
  'camera',
  'microphone',
  'midi',
  'clipboard-read',
  'clipboard-write',
  'persistent-storage',
  'idle-detection',
  'local-fonts',
  'screen-wake-lock',
  'window-management',
  'background-sync',
  'payment-handler',
  'accelerometer',
  'gyroscope',
  'magnetometer',
  'display-capture',
  'keyboard-lock',
  'pointer-lock',
];

test('denies each permission that a page can look up', async ({ page }) => {
  const states = await page.evaluate(
    (names) =>
      Promise.all(
        names.map(async (name) => {
          // The typings know fewer names than browsers do.
          const { state } = await navigator.permissions.query({ name: name as PermissionName });
          return [name, state];
        }),
      ),
    PERMISSIONS,
  );
  expect(Object.fromEntries(states)).toEqual(
    Object.fromEntries(PERMISSIONS.map((name) => [name, 'denied'])),
  );
});

test('denies what a page asks for without looking', async ({ page }) => {
  const outcomes = await page.evaluate(async () => {
    return {
      microphone: await navigator.mediaDevices
        .getUserMedia({ audio: true })
        .catch((error: DOMException) => error.name),
      camera: await navigator.mediaDevices
        .getUserMedia({ video: true })
        .catch((error: DOMException) => error.name),
      midi: await navigator.requestMIDIAccess().catch((error: DOMException) => error.name),
      clipboard: await navigator.clipboard.readText().catch((error: DOMException) => error.name),
      notification: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code)),
      ),
    };
  });
  expect(outcomes).toEqual({
    // Machines without a microphone find none before they ask.
    microphone: expect.stringMatching(/^(NotAllowedError|NotFoundError)$/),
    camera: expect.stringMatching(/^(NotAllowedError|NotFoundError)$/),
    midi: expect.stringMatching(/^(NotAllowedError|SecurityError)$/),
    clipboard: 'NotAllowedError',
    notification: 'denied',
    place: 1,
  });
});

test('finds no device', async ({ page }) => {
  const devices = await page.evaluate(async () => {
    const found: Record<string, unknown> = {};
    for (const name of ['usb', 'hid', 'serial', 'bluetooth'] as const) {
      const api: unknown = Reflect.get(navigator, name);
      if (typeof api !== 'object' || api === null) continue;
      const list: unknown = Reflect.get(api, name === 'serial' ? 'getPorts' : 'getDevices');
      if (typeof list !== 'function') continue;
      found[name] = await list.call(api).then(
        (all: unknown[]) => all.length,
        () => 0,
      );
    }
    return found;
  });
  expect(Object.values(devices).filter((count) => count !== 0)).toEqual([]);
});
