import { Failure } from './failure.ts';
import { OlderStore, type Store } from './store.ts';

/**
 * Upgrading: a store of an older version takes no step before whoever asks for it has let it, so that
 * the journal can be kept as a backup first. Until then it is as it was found.
 */
export interface Upgrading {
  /** Opens the store with this; one of an older version once `goOn` has been called. */
  open(openStore: (mayUpgrade: boolean) => Promise<Store>): Promise<Store>;
  /** The journal as a backup, as it was found and read again; null where there is none in the store. */
  backUp(): Promise<Blob | null>;
  goOn(): void;
}

/** @param told called when a store of an older version begins to wait */
export function createUpgrading(told: () => void): Upgrading {
  let resume: (() => void) | null = null;
  return {
    async open(openStore) {
      try {
        return await openStore(false);
      } catch (error) {
        if (!(error instanceof OlderStore)) throw error;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      resume = resolve;
      told();
      await promise;
      return openStore(true);
    },
    async backUp() {
      if (resume === null) throw new Failure('invalid', 'the store is not of an older version');
      // Needed once in the life of a version, so not read before.
      return (await import('./older-backup.ts')).backupOfOlder();
    },
    goOn() {
      resume?.();
      resume = null;
    },
  };
}
