import type { Confidentiality } from '../domain/entry.ts';
import type { Strength } from '../domain/strength.ts';

/** `group` as the value of a field: `Group`. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What screens call the words of the domain. */
export const CONFIDENTIALITY_NAMES: Readonly<Record<Confidentiality, string>> = {
  private: 'Private',
  manager: 'Manager',
  committee: 'Committee',
  public: 'Public',
};

export const STRENGTH_NAMES: Readonly<Record<Strength, string>> = {
  claim: 'Claim',
  artefact: 'Artefact',
  corroborated: 'Corroborated',
  measured: 'Measured',
};
