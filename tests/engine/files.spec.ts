import type { Page } from '@playwright/test';
import { fileRowId } from '../../renderer/engine/rows.ts';
import { expect, test } from '../support/engine.ts';
import {
  attach,
  type Content,
  compared,
  type Damage,
  damageChunks,
  keysIn,
  saveWith,
} from '../support/files.ts';
import { cutOutside, outsideNames, readOutside } from '../support/outside-files.ts';
import { SECRET, unlock } from '../support/protected-journal.ts';
import {
  bytesOf,
  deleteStore,
  elsewhere,
  flipped,
  readRaw,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';

const KEPT = { outside: 'kept' } as const;
/** Two chunks, the last one short. */
const SMALL: Content = { seed: 7, size: 1024 * 1024 + 100_000 };
const ALL_BYTES = Number.MAX_SAFE_INTEGER;

/** Until what is done behind the first screen is done. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.opened);
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
}

const contentNames = async (page: Page) =>
  (await outsideNames(page)).filter((name) => name.startsWith('blob-'));

/** Opens the journal again after chunks were damaged, and each second copy cut by so many bytes. */
async function damage(page: Page, chunks: Damage, cut = 0): Promise<void> {
  const back = await elsewhere(page);
  await damageChunks(page, chunks);
  for (const name of cut === 0 ? [] : await contentNames(page)) await cutOutside(page, name, cut);
  await back();
}

test('a file is there again after the browser was closed, and sealed in both places', async ({
  journal,
}) => {
  const attached = await attach(journal.page, SMALL, ' a\nname.bin ');
  expect(attached).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'a name.bin',
    type: 'application/octet-stream',
    size: SMALL.size,
  });
  const empty = await attach(journal.page, { seed: 1, size: 0 }, 'empty.txt');
  await saveWith(journal.page, [attached, empty]);
  const page = await journal.reopen();
  await settled(page);
  expect(await compared(page, attached.id, SMALL)).toBe('same');
  expect(await compared(page, empty.id, { seed: 1, size: 0 })).toBe('same');

  const plain = Buffer.from(
    await page.evaluate(
      async (content) =>
        btoa(String.fromCharCode(...(await window.contentOf(content).bytes()).subarray(0, 64))),
      SMALL,
    ),
    'base64',
  );
  await elsewhere(page);
  const { chunks = [], files = [] } = (await readRaw(page)).tables;
  expect(chunks).toHaveLength(2);
  expect(files.map(({ id }) => id).sort()).toEqual(
    [fileRowId(attached.id), fileRowId(empty.id)].sort(),
  );
  const names = await contentNames(page);
  const copies = await Promise.all(names.map((name) => readOutside(page, name)));
  expect(Math.max(...copies.map(({ length }) => length))).toBeGreaterThan(SMALL.size);
  for (const bytes of [...chunks.map(({ sealed }) => bytesOf(sealed)), ...copies]) {
    expect(bytes.includes(plain)).toBe(false);
  }
});

test('the same content is kept once, and under another key than another', async ({ page }) => {
  const one = await attach(page, SMALL);
  const same = await attach(page, SMALL, 'under another name.bin');
  expect(same.id).not.toBe(one.id);
  expect(await keysIn(page, 'files')).toHaveLength(2);
  expect(await keysIn(page, 'chunks')).toHaveLength(2);
  await attach(page, { ...SMALL, seed: 8 });
  expect(await keysIn(page, 'chunks')).toHaveLength(4);
  await saveWith(page, [same]);
  await page.reload();
  await settled(page);
  expect(await keysIn(page, 'files'), 'one name goes, the content stays').toHaveLength(1);
  expect(await compared(page, same.id, SMALL)).toBe('same');
});

test('chunks that are damaged or gone come back from outside', async ({ page }) => {
  const attached = await attach(page, SMALL);
  await saveWith(page, [attached]);
  await settled(page);
  await damage(page, { 1: 'flipped', 2: 'gone' });
  expect(await compared(page, attached.id, SMALL)).toBe('same');
  await damage(page, {}, ALL_BYTES);
  expect(await compared(page, attached.id, SMALL), 'and were put back').toBe('same');
});

test('chunks cannot change places, nor be left out', async ({ page }) => {
  const attached = await attach(page, SMALL);
  await saveWith(page, [attached]);
  await settled(page);
  await damage(page, {}, ALL_BYTES);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  const [one, two] = store.tables.chunks ?? [];
  if (one?.sealed === undefined || two?.sealed === undefined) throw new Error('no chunks');
  const swapped = new Map([
    [one, two.sealed],
    [two, one.sealed],
  ]);
  await writeRaw(
    page,
    withRecords(store, 'chunks', (row) => ({ ...row, sealed: swapped.get(row) ?? '' })),
    KEPT,
  );
  await back();
  expect(await compared(page, attached.id, SMALL)).toBe('damaged');
});

test('what is damaged in both places is said to be, and mended by the same file', async ({
  page,
}) => {
  const attached = await attach(page, SMALL);
  await saveWith(page, [attached]);
  await settled(page);
  await damage(page, { 2: 'flipped' }, 50_000);
  expect(await compared(page, attached.id, SMALL)).toBe('damaged');
  await settled(page);
  expect(await compared(page, attached.id, SMALL), 'nothing was removed for it').toBe('damaged');
  await attach(page, SMALL);
  expect(await compared(page, attached.id, SMALL)).toBe('same');
});

test('files are there again where the whole store was lost', async ({ page }) => {
  const attached = await attach(page, SMALL);
  const entry = await saveWith(page, [attached]);
  await settled(page);
  const back = await elsewhere(page);
  await deleteStore(page);
  await back();
  await page.evaluate(() => window.lost);
  await page.evaluate(() => window.engine.recover('restore'));
  await settled(page);
  const restored = await page.evaluate((id) => window.engine.entry(id), entry.id);
  expect(restored?.attachments).toEqual([attached]);
  expect(await compared(page, attached.id, SMALL)).toBe('same');
});

test('what lies outside is written anew where it is gone or cut short', async ({ page }) => {
  const one = await attach(page, SMALL);
  const other = await attach(page, { ...SMALL, seed: 8 });
  await saveWith(page, [one, other]);
  await settled(page);
  const back = await elsewhere(page);
  const [first = '', second = ''] = await contentNames(page);
  await cutOutside(page, first, ALL_BYTES);
  // Not even a chunk is missing: only the end.
  await cutOutside(page, second, 60);
  await back();
  await settled(page);
  await damage(page, { 1: 'gone', 2: 'gone' });
  expect(await compared(page, one.id, SMALL)).toBe('same');
  expect(await compared(page, other.id, { ...SMALL, seed: 8 })).toBe('same');
});

test('a change of the journal’s key seals contents anew, in both places, and drops the old ones', async ({
  page,
}) => {
  const attached = await attach(page, SMALL);
  const twin = await attach(page, SMALL, 'twin.bin');
  const empty = await attach(page, { seed: 1, size: 0 }, 'empty.txt');
  const lost = await attach(page, { ...SMALL, seed: 8 });
  await saveWith(page, [attached, twin, empty, lost]);
  await settled(page);
  let back = await elsewhere(page);
  const before = await readRaw(page);
  const outside = await contentNames(page);
  await back();
  await page.evaluate(() => window.opened);

  // What is attached meanwhile waits, and is read meanwhile.
  const meanwhile = await page.evaluate(async (secret) => {
    const protecting = window.engine.protect(window.keychainOf(secret));
    const file = new Blob(['Attached meanwhile']);
    const attaching = window.engine.attach(file, { name: 'meanwhile.txt', type: 'text/plain' });
    await protecting;
    return attaching;
  }, SECRET);
  await saveWith(page, [meanwhile]);
  const expectSame = async () => {
    for (const { id } of [attached, twin]) expect(await compared(page, id, SMALL)).toBe('same');
    expect(await compared(page, empty.id, { seed: 1, size: 0 })).toBe('same');
    const said = await page.evaluate(
      async (id) => (await window.engine.file(id)).text(),
      meanwhile.id,
    );
    expect(said).toBe('Attached meanwhile');
  };
  await expectSame();
  await page.reload();
  await unlock(page);
  await settled(page);
  await expectSame();

  back = await elsewhere(page);
  const after = await readRaw(page);
  const names = await contentNames(page);
  expect(names, 'three, one that is empty, and one more').toHaveLength(outside.length + 1);
  expect(names.filter((name) => outside.includes(name))).toEqual([]);
  const ids = new Set((before.tables.chunks ?? []).map(({ id }) => id));
  expect(after.tables.chunks).toHaveLength(ids.size + 1);
  expect((after.tables.chunks ?? []).filter(({ id }) => ids.has(id))).toEqual([]);
  await damageChunks(page, { 1: 'gone', 2: 'flipped' });
  await back();
  await unlock(page);
  await expectSame();
});

test('a content that is damaged for good is no reason to keep the old key, and stays mendable', async ({
  page,
}) => {
  const attached = await attach(page, SMALL);
  await saveWith(page, [attached]);
  await settled(page);
  await damage(page, { 2: 'flipped' }, 50_000);
  await page.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), SECRET);
  expect(await compared(page, attached.id, SMALL)).toBe('damaged');
  await attach(page, SMALL);
  expect(await compared(page, attached.id, SMALL)).toBe('same');
});

test('files go once nothing refers to them: no entry, no trash, no version', async ({ page }) => {
  const contents = [1, 2, 3, 4].map((seed) => ({ seed, size: 1_000 }));
  const [inEntry, inTrash, inVersion, nowhere] = await Promise.all(
    contents.map((content) => attach(page, content)),
  );
  if (!inEntry || !inTrash || !inVersion || !nowhere) throw new Error('not attached');
  await saveWith(page, [inEntry]);
  const trashed = await saveWith(page, [inTrash]);
  const text = 'What was said at first. '.repeat(20);
  const changed = await saveWith(page, [inVersion], { text });
  await page.evaluate(
    async ([trashed, changed]) => {
      await window.engine.trash(trashed);
      await window.engine.save({ ...changed, text: '', attachments: [] });
    },
    [trashed.id, changed] as const,
  );
  await settled(page);
  expect(await compared(page, nowhere.id, { seed: 4, size: 1_000 }), 'for Undo').toBe('same');

  await page.reload();
  await settled(page);
  expect((await keysIn(page, 'files')).sort()).toEqual(
    [inEntry, inTrash, inVersion].map(({ id }) => fileRowId(id)).sort(),
  );
  expect(await keysIn(page, 'chunks')).toHaveLength(3);
  for (const [index, { id }] of [inEntry, inTrash, inVersion].entries()) {
    expect(await compared(page, id, { seed: index + 1, size: 1_000 })).toBe('same');
  }

  await page.evaluate(() => window.engine.emptyTrash());
  await page.reload();
  await settled(page);
  expect(await keysIn(page, 'files')).not.toContain(fileRowId(inTrash.id));
  await elsewhere(page);
  expect(await contentNames(page)).toHaveLength(2);
});

test('nothing goes while an entry cannot be read that may refer to it', async ({ page }) => {
  await attach(page, { seed: 1, size: 1_000 });
  await saveWith(page, []);
  await settled(page);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  // Without its second copy, so that it stays as it is.
  await writeRaw(
    page,
    withRecords(store, 'entries', (row) => flipped(row)),
  );
  await back();
  await settled(page);
  expect(await keysIn(page, 'files')).toHaveLength(1);
  expect(await keysIn(page, 'chunks')).toHaveLength(1);
});

test.describe('killed while a file is attached', () => {
  test.use({ alone: true });

  test('nothing is left of it', async ({ journal }) => {
    const { page } = journal;
    const before = await attach(page, SMALL);
    await saveWith(page, [before]);
    await page.evaluate(() => {
      const content = window.contentOf({ seed: 9, size: 40 * 1024 * 1024 });
      void window.engine.attach(content, { name: 'large.bin', type: '' });
    });
    await expect.poll(async () => (await keysIn(page, 'chunks')).length).toBeGreaterThan(4);
    await journal.kill();

    const again = await journal.reopen();
    await settled(again);
    expect(await keysIn(again, 'chunks')).toHaveLength(2);
    expect(await compared(again, before.id, SMALL)).toBe('same');
    await elsewhere(again);
    expect(await contentNames(again)).toHaveLength(1);
  });
});

test('cancelling leaves nothing, and does not touch what comes after it', async ({ page }) => {
  await settled(page);
  const names = await page.evaluate(async () => {
    const content = window.contentOf({ seed: 9, size: 12 * 1024 * 1024 });
    const about = { name: 'large.bin', type: '' };
    const half = Promise.withResolvers<void>();
    const attaching = window.engine.attach(content, about, (done, total) => {
      if (done > total * 0.6) half.resolve();
    });
    const waiting = window.engine.attach(new Blob(['words']), about);
    const settling = Promise.allSettled([attaching, waiting]);
    await half.promise;
    await window.engine.cancelAttach();
    const after = window.engine.attach(new Blob(['more words']), about).then(() => 'attached');
    const failed = (await settling).map((one) =>
      one.status === 'rejected' ? one.reason.name : '',
    );
    return [...failed, await after];
  });
  expect(names).toEqual(['cancelled', 'cancelled', 'attached']);
  expect(await keysIn(page, 'files')).toHaveLength(1);
  expect(await keysIn(page, 'chunks')).toHaveLength(1);
});

test('a file over the limit is refused before it is read', async ({ page }) => {
  const failure = await page.evaluate(() => {
    const piece = new Uint8Array(1024 * 1024);
    const file = new Blob([...Array<Uint8Array<ArrayBuffer>>(100).fill(piece), 'x']);
    const attaching = window.engine.attach(file, { name: 'video.mp4', type: 'video/mp4' });
    return attaching.then(String, (error: Error) => error.name);
  });
  expect(failure).toBe('too-large');
});

test('a full disk is told, leaves nothing, and a smaller file is taken', async ({ page }) => {
  await settled(page);
  const devTools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage } = await devTools.send('Storage.getUsageAndQuota', { origin });
  await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 8e6 });
  const failure = await page.evaluate(() =>
    window.engine
      .attach(window.contentOf({ seed: 3, size: 16e6 }), { name: 'large.bin', type: '' })
      .then(String, (error: Error) => error.name),
  );
  expect(failure).toBe('disk-full');
  expect(await keysIn(page, 'files')).toEqual([]);
  expect(await keysIn(page, 'chunks')).toEqual([]);
  await devTools.send('Storage.overrideQuotaForOrigin', { origin });
  const attached = await attach(page, SMALL);
  expect(await compared(page, attached.id, SMALL)).toBe('same');
});

/** Draws a picture in the page, and attaches it. */
function attachPicture(page: Page, type: string, change: 'none' | 'huge' = 'none') {
  return page.evaluate(
    async ([type, change]) => {
      const canvas = new OffscreenCanvas(640, 400);
      const context = canvas.getContext('2d');
      context?.fillRect(0, 0, 640, 200);
      const drawn = await canvas.convertToBlob({ type });
      const bytes = new Uint8Array(await drawn.arrayBuffer());
      if (change === 'huge') new DataView(bytes.buffer).setUint32(16, 60_000);
      if (change === 'huge') new DataView(bytes.buffer).setUint32(20, 60_000);
      const about = { name: 'picture', type };
      const { id } = await window.engine.attach(new Blob([bytes]), about);
      const thumbnail = await window.engine.thumbnail(id);
      if (thumbnail === null) return null;
      const { width, height } = await createImageBitmap(thumbnail);
      return { type: thumbnail.type, width, height };
    },
    [type, change] as const,
  );
}

test('pictures have a small one of themselves, and nothing else has', async ({ page }) => {
  for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
    const small = { type: 'image/webp', width: 320, height: 200 };
    expect(await attachPicture(page, type), type).toEqual(small);
  }
  expect(await attachPicture(page, 'image/png', 'huge')).toBeNull();
  const others = await page.evaluate(async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>';
    const files = [svg, 'words', '\x89PNG\r\n\x1A\nnot one', ''];
    return Promise.all(
      files.map(async (text) => {
        const about = { name: 'picture.png', type: 'image/png' };
        const { id } = await window.engine.attach(new Blob([text]), about);
        return window.engine.thumbnail(id);
      }),
    );
  });
  expect(others).toEqual([null, null, null, null]);
});

test('a copy that leaves does not say where a picture was taken', async ({ page }) => {
  const said = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext('2d')?.fillRect(0, 0, 8, 4);
    const drawn = await canvas.convertToBlob({ type: 'image/jpeg' });
    const comment = new Uint8Array([0xff, 0xfe, 0, 6, 0x68, 0x6f, 0x6d, 0x65]);
    const telling = new Blob([drawn.slice(0, 2), comment, drawn.slice(2)]);
    const about = { name: 'home.jpg', type: 'image/jpeg' };
    const picture = await window.engine.attach(telling, about);
    const text = await window.engine.attach(new Blob(['words']), { name: 'a.txt', type: '' });
    const copies = [
      await window.engine.copyOfFile(picture.id),
      await window.engine.copyOfFile(text.id),
    ];
    const kept = await window.engine.file(picture.id);
    return {
      outcomes: copies.map(({ metadata }) => metadata),
      sizes: [kept.size - telling.size, (copies[0]?.file.size ?? 0) - drawn.size],
      text: await copies[1]?.file.text(),
    };
  });
  expect(said).toEqual({ outcomes: ['stripped', 'other'], sizes: [0, 0], text: 'words' });
});
