import { Failure } from './failure.ts';
import type { HolderOf, KeyBytes, Terms } from './header.ts';
import { importKey, wrap } from './keys.ts';

/**
 * The passphrase as a holder of the data key: Argon2id (RFC 9106, one lane) of what was typed makes
 * the key that the data key is wrapped with. What was typed is normalised (NFKC) first: keyboards
 * and systems spell the same letters differently.
 */
type PassphraseTerms = Extract<Terms, { by: 'passphrase' }>;
type Cost = Pick<PassphraseTerms, 'memory' | 'passes'>;

const LONGEST = 1_000_000;

/** Why this can be no passphrase; null where it can. */
export function problemWith(passphrase: string): string | null {
  if (passphrase.length > LONGEST) return 'A passphrase has at most 1,000,000 letters.';
  return passphrase.trim() === '' ? 'A passphrase cannot be empty.' : null;
}

/** The key that a passphrase makes under these terms. */
export async function keyOfPassphrase(
  passphrase: string,
  { salt, memory, passes }: Pick<PassphraseTerms, 'salt'> & Cost,
): Promise<CryptoKey> {
  // Only here is it needed, and what the first list waits for has to be small.
  const { argon2id } = await import('hash-wasm');
  const password = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const cost = { parallelism: 1, iterations: passes, memorySize: memory, hashLength: 32 };
  const made = await argon2id({ password, salt, ...cost, outputType: 'binary' });
  password.fill(0);
  return importKey(made as KeyBytes).finally(() => made.fill(0));
}

/** Has a new passphrase hold the key, at the cost that suits this computer. */
export async function holdByPassphrase(
  passphrase: string,
  journalId: string,
  key: KeyBytes,
): Promise<HolderOf<'passphrase'>> {
  const problem = problemWith(passphrase);
  if (problem !== null) throw new Failure('invalid', problem);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const started = performance.now();
  let own = await keyOfPassphrase(passphrase, { salt, ...LEAST });
  const cost = costAt(performance.now() - started);
  if (cost.passes > LEAST.passes) own = await keyOfPassphrase(passphrase, { salt, ...cost });
  const terms: PassphraseTerms = { by: 'passphrase', salt, ...cost };
  return wrap(own, journalId, terms, key);
}

/** No new passphrase costs less, however slow the computer. */
const LEAST: Cost = { memory: 64 * 1024, passes: 3 };
/** Nor more, as it may have to be opened on a lesser computer. */
const MOST: Cost = { memory: 256 * 1024, passes: 10 };
/** What a guess is to take here: the writer waits as long at every start. */
const TAKES_MS = 700;

/** @param took how long the least took here */
export function costAt(took: number): Cost {
  const work = (LEAST.passes * TAKES_MS) / took;
  const passes = Math.floor(Math.min(MOST.passes, Math.max(LEAST.passes, work)));
  const memory = LEAST.memory * Math.max(1, work / MOST.passes);
  return { passes, memory: Math.floor(Math.min(MOST.memory, memory)) };
}
