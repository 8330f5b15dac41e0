/**
 * What the page keeps by itself, beside the journal and in the clear, so that it may tell nothing of
 * it. Where a browser lets a page keep nothing, nothing is kept, and all else goes on.
 */
type Name = 'welcomed' | 'lock-after' | 'blur-titles' | 'locked';

/** Null where nothing is kept. */
export function kept(name: Name): string | null {
  try {
    return placeOf(name).getItem(keyOf(name));
  } catch {
    return null;
  }
}

export function keep(name: Name, value: string): void {
  try {
    placeOf(name).setItem(keyOf(name), value);
  } catch {
    // As above.
  }
}

export function forget(name: Name): void {
  try {
    placeOf(name).removeItem(keyOf(name));
  } catch {
    // As above.
  }
}

const keyOf = (name: Name) => `staff-journal-${name}`;

/** That it is locked stands for as long as the window is there; the writer's settings for good. */
const placeOf = (name: Name) => (name === 'locked' ? sessionStorage : localStorage);
