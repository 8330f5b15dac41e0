import { CONFIDENTIALITIES, type Confidentiality } from './entry.ts';

/** Who a summary is for. `me` sees everything. */
export const AUDIENCES = ['me', 'manager', 'committee', 'public'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Whether an entry of this confidentiality may leave in a summary for this audience. */
export function mayLeave(confidentiality: Confidentiality, audience: Audience): boolean {
  if (audience === 'me') return true;
  return CONFIDENTIALITIES.indexOf(confidentiality) >= CONFIDENTIALITIES.indexOf(audience);
}
