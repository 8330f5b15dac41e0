import { expect, test } from '@playwright/test';
import { readRecoveryKey, spellRecoveryKey } from '../../renderer/formats/recovery-key.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NAMES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const mistakeIn = (at: number) => `The mistake is in the ${NAMES[at]} group.`;

const random = () => crypto.getRandomValues(new Uint8Array(20));

test('the spelling is what people have on paper', () => {
  const counting = Uint8Array.from({ length: 20 }, (_, at) => at);
  expect(spellRecoveryKey(counting)).toBe('000G5-40R4X-0M30R-E209C-185G1-R38E2-1W813-24GKP');
  expect(spellRecoveryKey(new Uint8Array(20))).toBe(
    '00000-0000G-00005-0000N-0000A-0000T-0000F-0000Z',
  );
  expect(spellRecoveryKey(new Uint8Array(20).fill(255))).toBe(
    'ZZZZD-ZZZZX-ZZZZ8-ZZZZR-ZZZZ7-ZZZZQ-ZZZZ2-ZZZZJ',
  );
});

test('a key comes back from its text, however that is spaced and written', () => {
  const wrong: string[] = [];
  for (let run = 0; run < 100; run++) {
    const key = random();
    const text = spellRecoveryKey(key);
    const ways = [
      text,
      text.toLowerCase(),
      text.replaceAll('-', ''),
      ` ${text.replaceAll('-', ' \n')}\t`,
      text.replaceAll('-', '–'),
      [...text.replaceAll('-', '')].join(' '),
      text.replaceAll('0', 'O').replaceAll('1', run % 2 === 0 ? 'I' : 'l'),
      text.replaceAll('0', 'o').replaceAll('1', 'i'),
      text.replace(/[0-9A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ];
    for (const way of ways) {
      const read = readRecoveryKey(way);
      if (!('key' in read) || String(read.key) !== String(key)) wrong.push(way);
    }
  }
  expect(wrong).toEqual([]);
});

/** Those of the mistakes that were not told by the group they are in. */
function unnoticed(typed: Iterable<readonly [text: string, at: number]>): string[] {
  return Array.from(typed, ([text, at]) => {
    const read = readRecoveryKey(text);
    return 'problem' in read && read.problem === mistakeIn(at) ? '' : text;
  }).filter((text) => text !== '');
}

test('every character that is changed is noticed, and its group named', () => {
  function* changed() {
    for (let run = 0; run < 20; run++) {
      const text = spellRecoveryKey(random());
      for (const [at, was] of [...text].entries()) {
        for (const letter of `${LETTERS}U*é`) {
          if (letter === was || was === '-') continue;
          yield [text.slice(0, at) + letter + text.slice(at + 1), Math.floor(at / 6)] as const;
        }
      }
    }
  }
  expect(unnoticed(changed())).toEqual([]);
});

test('groups and characters that change places, are missing or too many are noticed', () => {
  function* changed() {
    for (let run = 0; run < 100; run++) {
      const groups = spellRecoveryKey(random()).split('-');
      const instead = (at: number, group: string) =>
        [groups.with(at, group).join('-'), at] as const;
      for (const [one, group] of groups.entries()) {
        for (const [other, there] of groups.entries()) {
          if (other <= one) continue;
          yield [groups.with(one, there).with(other, group).join('-'), one] as const;
        }
        for (let at = 0; at < 4; at++) {
          const turned = group.replace(new RegExp(`^(.{${at}})(.)(.)`), '$1$3$2');
          if (turned !== group) yield instead(one, turned);
        }
        yield instead(one, group.slice(1));
        yield instead(one, `${group}0`);
      }
      yield [groups.slice(0, 7).join('-'), 7] as const;
    }
    yield ['', 0] as const;
    yield ['x'.repeat(1_000_000), 0] as const;
  }
  expect(unnoticed(changed())).toEqual([]);
  const more = `${spellRecoveryKey(random())}-00000`;
  expect(readRecoveryKey(more)).toEqual({ problem: 'There is more after the eighth group.' });
});
