import { Failure } from './failure.ts';
import { type HolderOf, importKey, type KeyBytes, wrap } from './keys.ts';

/**
 * The recovery key as a holder of the data key: 160 random bits, from which HKDF-SHA256 makes the key
 * that the data key is wrapped with. FROZEN: people have it on paper, as eight groups of five
 * characters (Crockford's base32: no I, L, O or U), such as `7KQ3M-…`. The fifth of a group checks
 * the other four and where the group stands, so that a mistake is named by its group.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const BYTES = 20;

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

/** The key of a text, however it is spaced and whatever its capitals. @throws `recovery-key-typo` */
export function readRecoveryKey(typed: string): KeyBytes {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const apart = plain.split(/[\s\p{Pd}]+/u).filter((part) => part !== '');
  // Where the groups are told apart, what is missing in one does not shift the rest.
  const isGrouped = apart.length === GROUPS.length;
  const groups = isGrouped ? apart : (apart.join('').match(/.{1,5}/gsu) ?? []);
  const digits = GROUPS.flatMap((name, at) => {
    const group = Array.from(groups[at] ?? '', (letter) => LETTERS.indexOf(letter));
    const four = group.slice(0, 4);
    const isRight = group.length === 5 && !group.includes(-1) && group[4] === checkOf(four, at);
    if (isRight) return four;
    throw new Failure('recovery-key-typo', `The mistake is in the ${name} group.`);
  });
  if (groups.length > GROUPS.length) {
    throw new Failure('recovery-key-typo', 'There is more after the eighth group.');
  }
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from({ length: BYTES }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
  );
}

/**
 * Over the field of 32: each place has a weight of its own, so that one wrong character changes it,
 * and so do two that are swapped, or a group that stands in another's place.
 */
function checkOf(four: readonly number[], place: number): number {
  return four.reduce((sum, digit) => twice(sum ^ digit), place);
}

const twice = (digit: number) => (digit & 16 ? (digit << 1) ^ 0b100101 : digit << 1);

/** The key that a recovery key makes. It is overwritten. */
export async function keyOfRecoveryKey(key: KeyBytes): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveBits']);
  key.fill(0);
  const info = new TextEncoder().encode('staff-journal/recovery');
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  const made = new Uint8Array(await crypto.subtle.deriveBits(hkdf, from, 256));
  try {
    return await importKey(made);
  } finally {
    made.fill(0);
  }
}

/** Has a new recovery key hold the key. */
export async function holdByRecoveryKey(journalId: string, key: KeyBytes) {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  const text = spellRecoveryKey(bytes);
  const own = await keyOfRecoveryKey(bytes);
  const holder: HolderOf<'recovery'> = await wrap(own, journalId, { by: 'recovery' }, key);
  return { text, holder };
}
