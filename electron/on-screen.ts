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
  const screen = screens.find((one) => holds(one, bounds));
  const { width, height } = screen ?? first;
  const size = { width: Math.min(bounds.width, width), height: Math.min(bounds.height, height) };
  if (screen !== undefined) return { x: bounds.x, y: bounds.y, ...size };
  return {
    x: first.x + Math.round((first.width - size.width) / 2),
    y: first.y + Math.round((first.height - size.height) / 2),
    ...size,
  };
}

function holds(screen: Bounds, { x, y, width }: Bounds): boolean {
  const right = Math.min(x + width, screen.x + screen.width);
  const visible = right - Math.max(x, screen.x);
  const low = screen.y + screen.height - HANDLE.height;
  return visible >= Math.min(HANDLE.width, width) && y >= screen.y && y <= low;
}
