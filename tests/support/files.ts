import type { Page } from '@playwright/test';
import type { Attachment } from '../../renderer/domain/attachment.ts';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { placeOfStore } from './raw-store.ts';

/** Content by a rule, so that a large one need not travel: the same seed and size, the same bytes. */
export interface Content {
  readonly seed: number;
  readonly size: number;
}

/** Attaches a file to no entry yet. */
export function attach(page: Page, content: Content, name = 'evidence.bin'): Promise<Attachment> {
  return page.evaluate(
    ([content, name]) => window.engine.attach(window.contentOf(content), { name, type: '' }),
    [content, name] as const,
  );
}

/** Saves an entry with these attachments. */
export async function saveWith(
  page: Page,
  attachments: readonly Attachment[],
  fields: Partial<Entry> = {},
): Promise<Entry> {
  const entry = newEntry(new Date(), { title: 'With evidence', ...fields, attachments });
  await page.evaluate((entry) => window.engine.save(entry), entry);
  return entry;
}

/** Whether a file says what it should: `same`, `other`, or the name of what failed. */
export function compared(page: Page, id: string, content: Content): Promise<string> {
  return page.evaluate(
    async ([id, content]) => {
      const hash = async (blob: Blob) =>
        new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())).toString();
      try {
        const file = await window.engine.file(id);
        return (await hash(file)) === (await hash(window.contentOf(content))) ? 'same' : 'other';
      } catch (error) {
        return error instanceof Error ? error.name : 'no error';
      }
    },
    [id, content] as const,
  );
}

/** The keys of the rows in the store. Looks beside the engine, which may have it open. */
export async function keysIn(page: Page, table: 'files' | 'chunks'): Promise<string[]> {
  await placeOfStore(page);
  return page.evaluate(async (table) => {
    const place = await window.storePlace();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = place.open('staff-journal');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const reading = database.transaction(table).objectStore(table).getAllKeys();
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    return keys.map(String);
  }, table);
}

/** What becomes of a file's chunks in the store, by their number. */
export type Damage = Readonly<Record<number, 'flipped' | 'gone'>>;

/** Damages chunks where they lie. Go `elsewhere` first. */
export async function damageChunks(page: Page, damage: Damage): Promise<void> {
  await placeOfStore(page);
  await page.evaluate(async (damage) => {
    const place = await window.storePlace();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = place.open('staff-journal');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const writing = database.transaction('chunks', 'readwrite');
    const chunks = writing.objectStore('chunks');
    chunks.openCursor().onsuccess = ({ target }) => {
      const cursor: IDBCursorWithValue | null = Reflect.get(target ?? {}, 'result');
      if (cursor === null) return;
      const kind = damage[cursor.value.seq];
      if (kind === 'gone') cursor.delete();
      if (kind === 'flipped') {
        cursor.value.sealed[500] ^= 1;
        cursor.update(cursor.value);
      }
      cursor.continue();
    };
    await new Promise<void>((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onerror = () => reject(writing.error);
    });
    database.close();
  }, damage);
}
