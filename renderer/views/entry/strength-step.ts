import type { Strength } from '../../domain/strength.ts';

/** The one step that would make an entry stronger evidence; null at the top. */
export function nextStep(strength: Strength): string | null {
  switch (strength) {
    case 'claim':
      return 'add a link or a file that shows it';
    case 'artefact':
      return 'add who saw it';
    case 'corroborated':
      return 'add what changed, with a number';
    case 'measured':
      return null;
  }
}
