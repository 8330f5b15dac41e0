import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  type Piece,
  type TextChanges,
  textChanges,
  wordChanges,
} from '../../renderer/domain/text-changes.ts';

/** `the [-quick-]{+slow+} fox`, and how many unchanged lines stand between. */
function shown({ stretches }: TextChanges): string {
  return stretches
    .map((one) => (one.kind === 'same' ? `=${one.lines}=` : marked(one.pieces)))
    .join('|');
}

function marked(pieces: readonly Piece[]): string {
  const signs = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return pieces.map(({ kind, text }) => signs[kind].join(text)).join('');
}

/** What is left of the changes for who reads only the one text. */
function textOf({ stretches }: TextChanges, without: 'removed' | 'added'): string {
  return stretches
    .map((one) =>
      one.kind === 'same'
        ? one.text
        : one.pieces.map(({ kind, text }) => (kind === without ? '' : text)).join(''),
    )
    .join('');
}

/** A break at the end of a text changes nothing to a reader, and is added to both. */
const ended = (text: string) => (text === '' ? text : `${text}\n`);

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `Line ${from + index} says something.\n`).join('');

test('words are told within the lines that changed, and the lines between counted', () => {
  const before = `${lines(3)}The quick brown fox jumps over the dog.\n${lines(20, 9)}Last`;
  const after = `${lines(3)}The slow brown fox jumps over the dog.\n${lines(20, 9)}Last\nMore`;
  const changes = textChanges(before, after);
  expect(shown(changes)).toBe(
    '=3=|The [-quick-]{+slow+} brown fox jumps over the dog.\n|=21=|{+More\n+}',
  );
  expect(changes.by).toBe('words');
});

test('a change reads as one, and what is no longer the same text is not picked apart', () => {
  const words = (before: string, after: string) => marked(wordChanges(before, after));
  expect(words('It took 3 - 5 days.', 'It took 8 - 9 days.')).toBe(
    'It took [-3 - 5-]{+8 - 9+} days.',
  );
  expect(words('Ünder größe x', 'Ünder große x')).toBe('Ünder [-größe-]{+große+} x');
  expect(words('会議に出た', '会議を出た')).toBe('会議[-に-]{+を+}出た');
  expect(words('done 👩‍💻 well', 'done 👩‍🔬 well')).toBe('done [-👩‍💻-]{+👩‍🔬+} well');
  expect(words('We met on Monday.', 'Nobody came, so I wrote it.')).toBe(
    '[-We met on Monday.-]{+Nobody came, so I wrote it.+}',
  );
  expect(
    words('I wrote to the whole team about it', 'Nobody in this house wanted the old cache'),
  ).toBe('[-I wrote to the whole team about it-]{+Nobody in this house wanted the old cache+}');
  expect(
    words(
      'We had a quiet and rather dull meeting of the platform group. It ended early, and then we went home.',
      'Everyone agreed on a plan of the things to do next week, so I wrote it down. It ended early, and then we went home.',
    ),
  ).toBe(
    '[-We had a quiet and rather dull meeting of the platform group-]{+Everyone agreed on a plan of the things to do next week, so I wrote it down+}. It ended early, and then we went home.',
  );
  expect(words('', 'new')).toBe('{+new+}');
  expect(words('old', 'old')).toBe('old');
});

test('both texts can be read out of what changed, whatever they are', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'word',
    'words',
    ' ',
    '\n',
    '\r\n',
    '- ',
    '漢',
    '👩‍💻',
    '',
    '.',
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 60, size: 'max' }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(anyText, anyText, anyText, anyText, (start, before, after, end) => {
      const [a, b] = [start + before + end, start + after + end];
      const changes = textChanges(a, b);
      expect(textOf(changes, 'added')).toBe(ended(a));
      expect(textOf(changes, 'removed')).toBe(ended(b));
      const isChanged = changes.stretches.some(({ kind }) => kind === 'changed');
      expect(isChanged).toBe(a !== b);
    }),
  );
});

test('what is too much to compare closely is told less closely, whole, and in time', () => {
  const many = (word: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${word}${index % 7} ${index}\n`).join('');
  const cases: [string, string, TextChanges['by']][] = [
    // One sentence of two million characters in the middle of which a word changed.
    [`${'word '.repeat(200_000)}x`, `${'word '.repeat(200_000)}y`, 'lines'],
    // Two small edits as far apart as can be.
    [`a\n${many('b', 150_000)}c\n`, `A\n${many('b', 150_000)}C\n`, 'whole'],
    [`a\n${many('b', 40_000)}c\n`, `A\n${many('b', 40_000)}C\n`, 'words'],
    // Nothing in common, and much in common.
    [many('before', 80_000), many('after', 80_000), 'whole'],
    [many('same', 5_000), many('same', 5_000).replaceAll('same3', 'other'), 'whole'],
    ['\n'.repeat(1_000_000), '\n'.repeat(1_999_999), 'words'],
  ];
  for (const [before, after, by] of cases) {
    const began = process.cpuUsage();
    const changes = textChanges(before, after);
    const took = process.cpuUsage(began).user / 1_000;
    expect(changes.by).toBe(by);
    expect(textOf(changes, 'added') === ended(before)).toBe(true);
    expect(textOf(changes, 'removed') === ended(after)).toBe(true);
    // Ten times what it takes, since machines differ: what does not end would take minutes.
    expect(took).toBeLessThan(500);
  }
});
