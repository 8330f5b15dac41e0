import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import {
  ATTACHMENT_LIMITS,
  attachmentName,
  attachmentType,
} from '../../renderer/domain/attachment.ts';
import { newEntry, parseEntry } from '../../renderer/domain/entry.ts';
import { fileNameOf } from '../../renderer/domain/file-name.ts';
import { entryWith, idOf } from './journals.ts';

const BYTES = (text: string) => new TextEncoder().encode(text).length;

for (const [raw, name] of [
  ['graph.png', 'graph.png'],
  [' two\nlines\tand\0more.txt ', 'two lines and more.txt'],
  // The override would show it as `invoice exe.png`.
  ['invoice \u202Egnp.exe', 'invoice gnp.exe'],
  ['\u200F \u2067\0', 'Unnamed'],
  ['broken \uD800.png', 'broken \uFFFD.png'],
] as const) {
  test(`an attachment is called ${name}`, () => expect(attachmentName(raw)).toBe(name));
}

test('a name too long for a disk loses its middle and keeps its extension', () => {
  const name = attachmentName(`${'é'.repeat(200)}.jpeg`);
  expect(BYTES(name)).toBeLessThanOrEqual(255);
  expect(name).toMatch(/^é{125}\.jpeg$/);
});

for (const [name, file] of [
  ['graph.png', 'graph.png'],
  ['../../etc/passwd', '_._.._etc_passwd'],
  ['C:\\run.exe', 'C__run.exe'],
  ['.bashrc', '_bashrc'],
  ['con.txt', 'con_.txt'],
  ['LPT1', 'LPT1_'],
  ['console.txt', 'console.txt'],
  ['what?.', 'what_'],
  ['..', '_'],
] as const) {
  test(`${name} is saved as ${file}`, () => expect(fileNameOf({ name })).toBe(file));
}

test('whatever an attachment is called, its file lies where it is put, on any system', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'../\\: \0\nnulCON', 'é', '.png'), maxLength: 600 }),
      ),
      (raw) => {
        const name = attachmentName(raw);
        const file = fileNameOf({ name });
        expect(attachmentName(name)).toBe(name);
        expect(fileNameOf({ name: file })).toBe(file);
        expect(path.win32.basename(file)).toBe(file);
        expect(path.posix.basename(file)).toBe(file);
        expect(file).toMatch(/^[^.\p{Cc}](?:.*[^. ])?$/u);
        expect(BYTES(file)).toBeLessThanOrEqual(255);
      },
    ),
  );
});

test('a media type is one, or is not known', () => {
  expect(attachmentType('Image/PNG; charset=x')).toBe('image/png');
  expect(attachmentType('application/vnd.oasis.opendocument.text')).toBe(
    'application/vnd.oasis.opendocument.text',
  );
  for (const raw of ['', 'png', 'image/', 'text/html\nx: y', 'a/b/c', `a/${'x'.repeat(65)}`]) {
    expect(attachmentType(raw), raw).toBe('application/octet-stream');
  }
});

const attachment = { id: idOf(1), name: 'graph.png', type: 'image/png', size: 4 };

test('an entry from before there were attachments has none', () => {
  const { attachments: _, ...older } = newEntry(new Date('2026-01-01T12:00:00Z'));
  expect(parseEntry(older)).toEqual({ entry: { ...older, attachments: [] } });
});

test('a file is in an entry once', () => {
  const { attachments } = entryWith({
    attachments: [attachment, { ...attachment, id: idOf(2) }, attachment],
  });
  expect(attachments.map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
});

for (const [wrong, problem] of [
  [{ ...attachment, id: '../x' }, 'attachments.0.id must be a UUID'],
  [
    { ...attachment, size: ATTACHMENT_LIMITS.bytes + 1 },
    'attachments.0.size is larger than 100 MB',
  ],
  [{ ...attachment, size: 0.5 }, 'attachments.0.size must be a number of bytes'],
  [{ ...attachment, size: -1 }, 'attachments.0.size must be a number of bytes'],
  ['graph.png', 'attachments.0 must be an attachment with id, name, type and size'],
] as const) {
  test(`refused: ${JSON.stringify(wrong)}`, () => {
    const entry = { ...newEntry(new Date('2026-01-01T12:00:00Z')), attachments: [wrong] };
    expect(parseEntry(entry)).toEqual({ problem });
  });
}

test('an entry has 200 attachments at most', () => {
  const attachments = Array.from({ length: 201 }, (_, at) => ({ ...attachment, id: idOf(at) }));
  expect(parseEntry(newEntry(new Date(), { attachments }))).toEqual({
    problem: 'attachments has more than 200 items',
  });
});
