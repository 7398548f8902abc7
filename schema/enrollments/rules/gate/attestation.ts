import type { Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

export type AttestationBlocker = BlockerBase<'ATTESTATION_MISSING'>;

export const ATTESTATION_WORDS = {
  ATTESTATION_MISSING: {
    type: 'AttestationBlocker',
    meaning: 'The attestation is not signed.',
    facts: {},
  } satisfies BlockerWords<AttestationBlocker>,
};

/** For credit the attestation must be signed. */
export function attestationBlockers({ purpose, attestedAt }: Standing): AttestationBlocker[] {
  if (purpose !== 'CREDIT' || attestedAt !== null) return [];
  return [{ code: 'ATTESTATION_MISSING', message: 'The attestation has not been signed.', deadline: null }];
}
