import { useMemo, useSyncExternalStore } from 'react';

/**
 * Where the writer is. It stands in the hash and so in the browser's history, which lies readable on
 * the disk: a route may hold the id of an entry, and nothing else of the journal. Search and filters
 * stay in memory.
 */
export type Route =
  | { readonly screen: Screen }
  | { readonly screen: 'new' }
  | { readonly screen: 'entry'; readonly id: string };

export const SCREENS = [
  'journal',
  'calendar',
  'competencies',
  'summaries',
  'settings',
  'trash',
] as const;
export type Screen = (typeof SCREENS)[number];

/** The route as a link. */
export function hrefOf(route: Route): string {
  if (route.screen === 'entry') return `#/entry/${encodeURIComponent(route.id)}`;
  return route.screen === 'journal' ? '#/' : `#/${route.screen}`;
}

/** The route of a hash; the journal when the hash says nothing we know. */
export function routeOf(hash: string): Route {
  const [, name = '', id = ''] = /^#\/([a-z]*)(?:\/([\w-]+))?$/.exec(hash) ?? [];
  if (name === 'entry' && id !== '') return { screen: 'entry', id };
  if (name === 'new') return { screen: 'new' };
  return { screen: SCREENS.find((screen) => screen === name) ?? 'journal' };
}

const listeners = new Set<() => void>();

/**
 * Goes to another screen. With `replace` the present place is forgotten, so that Back does not lead
 * there: an entry that was new until now is no longer at `#/new`.
 */
export function navigate(route: Route, options: { readonly replace?: boolean } = {}): void {
  const href = hrefOf(route);
  if (href === location.hash) return;
  if (options.replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => routeOf(hash), [hash]);
}
