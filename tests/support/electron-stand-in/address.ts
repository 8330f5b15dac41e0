/**
 * Chromium will not load `app://journal` on its own, so there the page lives under an https
 * address that no server answers: like the app's, it is secure, has storage, and is only ours.
 */
export const STAND_IN_ORIGIN = 'https://journal.test';
const APP_ORIGIN = 'app://journal';

/** The address as main knows it. */
export function toApp(url: string): string {
  return swap(url, STAND_IN_ORIGIN, APP_ORIGIN);
}

/** The address as Chromium knows it. */
export function toChromium(url: string): string {
  return swap(url, APP_ORIGIN, STAND_IN_ORIGIN);
}

function swap(url: string, from: string, to: string): string {
  return url === from || url.startsWith(`${from}/`) ? to + url.slice(from.length) : url;
}
