import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Bounds, onScreen } from '../../electron/on-screen.ts';

const FIRST = { x: 0, y: 25, width: 1440, height: 875 };
const LEFT = { x: -1920, y: 0, width: 1920, height: 1080 };

test('a window stays where it was, on any screen', () => {
  for (const bounds of [
    { x: 100, y: 100, width: 900, height: 640 },
    { x: -1800, y: 300, width: 900, height: 640 },
    // Half of it hangs over the edge, as the writer left it.
    { x: 1000, y: 700, width: 900, height: 640 },
  ]) {
    expect(onScreen(bounds, [FIRST, LEFT])).toEqual(bounds);
  }
});

test('a window of a screen that is gone stands in the middle of the first', () => {
  const bounds = { x: -1800, y: 300, width: 900, height: 640 };
  expect(onScreen(bounds, [FIRST])).toEqual({ x: 270, y: 143, width: 900, height: 640 });
});

test('wherever it was, its top can be taken hold of', () => {
  const pixels = fc.integer({ min: -100_000, max: 100_000 });
  const size = fc.integer({ min: 100, max: 100_000 });
  const place = fc.record({ x: pixels, y: pixels, width: size, height: size });
  fc.assert(
    fc.property(place, (bounds) => {
      const found = onScreen(bounds, [FIRST, LEFT]);
      expect([FIRST, LEFT].some((screen) => isHeld(found, screen))).toBe(true);
    }),
  );
});

function isHeld({ x, y, width }: Bounds, screen: Bounds): boolean {
  const visible = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return visible >= 100 && y >= screen.y && y <= screen.y + screen.height - 32;
}
