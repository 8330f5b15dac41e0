/**
 * A recovery key as people have it on paper, so it is FROZEN: 160 bits as eight groups of five
 * characters (Crockford's base32: no I, L, O or U), such as `7KQ3M-…`. The fifth of a group checks
 * the other four and where the group stands, so that a mistake is named by its group.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
export const RECOVERY_KEY_BYTES = 20;

/** The text of a key. */
export function spellRecoveryKey(key: Uint8Array): string {
  const bits = Array.from(key, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = (bits.match(/.{5}/g) ?? []).map((five) => Number.parseInt(five, 2));
  const groups = GROUPS.map((_, at) => {
    const four = digits.slice(at * 4, at * 4 + 4);
    return [...four, checkOf(four, at)].map((digit) => LETTERS[digit]).join('');
  });
  return groups.join('-');
}

/** The key of a text, however it is spaced and whatever its capitals; or where the mistake is. */
export function readRecoveryKey(
  typed: string,
): { readonly key: Uint8Array<ArrayBuffer> } | { readonly problem: string } {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const apart = plain.split(/[\s\p{Pd}]+/u).filter((part) => part !== '');
  // Where the groups are told apart, what is missing in one does not shift the rest.
  const isGrouped = apart.length === GROUPS.length;
  const groups = isGrouped ? apart : (apart.join('').match(/.{1,5}/gsu) ?? []);
  const read = GROUPS.map((_, at) => {
    const group = Array.from(groups[at] ?? '', (letter) => LETTERS.indexOf(letter));
    const four = group.slice(0, 4);
    const isRight = group.length === 5 && !group.includes(-1) && group[4] === checkOf(four, at);
    return isRight ? four : null;
  });
  const wrong = read.indexOf(null);
  if (wrong >= 0) return { problem: `The mistake is in the ${GROUPS[wrong]} group.` };
  if (groups.length > GROUPS.length) return { problem: 'There is more after the eighth group.' };
  const digits = read.flatMap((four) => four ?? []);
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  const eights = bits.match(/.{8}/g) ?? [];
  return { key: Uint8Array.from(eights, (eight) => Number.parseInt(eight, 2)) };
}

/**
 * Over the field of 32: each place has a weight of its own, so that one wrong character changes it,
 * and so do two that are swapped, or a group that stands in another's place.
 */
function checkOf(four: readonly number[], place: number): number {
  return four.reduce((sum, digit) => twice(sum ^ digit), place);
}

const twice = (digit: number) => (digit & 16 ? (digit << 1) ^ 0b100101 : digit << 1);
