import { dueForRemoval } from '../domain/trash.ts';
import type { Catalogue } from './catalogue.ts';

/** Picks what has been in the trash for too long, going by the clock and by what the journal says of it. */
export function overdue(now: Date): (catalogue: Catalogue) => readonly string[] {
  return ({ trash, byId }) => (trash.length === 0 ? [] : dueForRemoval([...byId.values()], now));
}
