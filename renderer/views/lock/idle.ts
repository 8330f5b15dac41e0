/** How often it is looked at the clock. */
const LOOKS_EVERY_MS = 5_000;

/** How long it takes to be told again, for as long as nobody comes. */
const AGAIN_MS = 60_000;

const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Watches for a writer who does nothing.
 * @param limit for how many minutes, asked each time; null for never
 * @param idle told when they are over, and once a minute from then on
 */
export function watchIdle(limit: () => number | null, idle: () => void): () => void {
  // The clock that goes on while the computer sleeps.
  let last = Date.now();

  function look() {
    const now = Date.now();
    // It was set back.
    last = Math.min(last, now);
    const minutes = limit();
    if (minutes === null || now - last < minutes * 60_000) return;
    last = now - minutes * 60_000 + AGAIN_MS;
    idle();
  }

  function hear(event: Event) {
    if (!event.isTrusted) return;
    // After a sleep this may come before the timer.
    look();
    last = Date.now();
  }

  const timer = setInterval(look, LOOKS_EVERY_MS);
  for (const type of INPUTS) {
    window.addEventListener(type, hear, { capture: true, passive: true });
  }
  return () => {
    clearInterval(timer);
    for (const type of INPUTS) window.removeEventListener(type, hear, { capture: true });
  };
}
