import { STRENGTHS, type Strength } from '../domain/strength.ts';
import { STRENGTH_NAMES } from './names.ts';
import './strength-meter.css';

/** How well an entry proves what it claims: four steps for the eye, one word for the ear. */
export function StrengthMeter({ strength }: { readonly strength: Strength }) {
  const name = STRENGTH_NAMES[strength];
  const reached = STRENGTHS.indexOf(strength);
  return (
    <span className="strength-meter" title={`Strength: ${name.toLowerCase()}`}>
      {STRENGTHS.map((step, index) => (
        <i key={step} data-reached={index <= reached || undefined} />
      ))}
      <span className="unseen">{name}</span>
    </span>
  );
}
