/** Where a window is, in the screens' own units: the origin is the primary screen's top left corner. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As much of a window's top edge as one can still take hold of. */
const HANDLE = { width: 120, height: 32 };

/**
 * The place for a window that was at `bounds`: there, where its top can still be taken hold of on
 * one of the screens, and in the middle of the first screen otherwise; never larger than a screen.
 */
export function onScreen(bounds: Bounds, screens: readonly Bounds[]): Bounds {
  const [first] = screens;
  if (first === undefined) return bounds;
  for (const screen of screens) {
    const fitting = { ...bounds, ...sizeOn(screen, bounds) };
    if (canBeHeld(fitting, screen)) return fitting;
  }
  const { width, height } = sizeOn(first, bounds);
  return {
    x: first.x + Math.round((first.width - width) / 2),
    y: first.y + Math.round((first.height - height) / 2),
    width,
    height,
  };
}

function sizeOn(screen: Bounds, { width, height }: Bounds) {
  return { width: Math.min(width, screen.width), height: Math.min(height, screen.height) };
}

function canBeHeld({ x, y, width }: Bounds, screen: Bounds): boolean {
  const visible = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  const lowest = screen.y + screen.height - HANDLE.height;
  return visible >= Math.min(HANDLE.width, width) && y >= screen.y && y <= lowest;
}
