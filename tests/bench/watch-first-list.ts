declare global {
  interface Window {
    /** When the first list (or the empty journal) was on screen, in ms since the navigation began. */
    firstList: Promise<number>;
  }
}

/** Runs in the page, before anything of ours does. */
export function watchForFirstList(empty: boolean): void {
  const isThere = () => {
    const region = document.querySelector('section[aria-label="Entries"]');
    const first = region?.querySelector(empty ? 'h2' : 'li');
    return first !== null && first !== undefined && first.textContent.trim() !== '';
  };
  window.firstList = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      // The frame after the one that the change is in: then it has been painted.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });
}
