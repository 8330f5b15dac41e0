import { expect, test } from '../support/shell.ts';

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
      notification: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code)),
      ),
    };
  });
  expect(outcomes).toEqual({
    // Machines without a microphone find none before they ask.
    microphone: expect.stringMatching(/^(NotAllowedError|NotFoundError)$/),
    notification: 'denied',
    place: 1,
  });
});
