import { sameName } from '../../../names.ts';
import type { Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

type Missing = BlockerBase<'ATTESTATION_MISSING'>;
type OtherName = BlockerBase<'ATTESTATION_NAME_CHANGED'> & { signedName: string };
export type AttestationBlocker = Missing | OtherName;

export const ATTESTATION_WORDS = {
  ATTESTATION_MISSING: {
    type: 'AttestationBlocker',
    meaning:
      'The attestation is not signed, or it was signed before everything that it speaks of was done; for an offer with a mark of its own, before the attempt that reached it.',
    facts: {},
  } satisfies BlockerWords<Missing>,
  ATTESTATION_NAME_CHANGED: {
    type: 'AttestationNameBlocker',
    meaning: 'The attestation was signed under another name than the legal name that the profile has now.',
    facts: { signedName: { type: 'String', description: 'The name that was signed.' } },
  } satisfies BlockerWords<OtherName>,
};

const missing = (message: string): AttestationBlocker[] => [{ code: 'ATTESTATION_MISSING', message, deadline: null }];

/** Whether signing is what a blocker asks for. */
export function isOfSignature({ code }: BlockerBase<string>): boolean {
  return code === 'ATTESTATION_MISSING' || code === 'ATTESTATION_NAME_CHANGED';
}

/** The sitting that reached the own mark of an offer; satAt null when the offer asks for none, or none has reached it. */
type OfferSitting = { body: string; satAt: Date | null };

type Signed = Pick<Standing, 'signature' | 'completedAt' | 'legalName' | 'teaching'>;

/** What keeps the newest signature from counting: it must come after everything it speaks of, under the name to be printed. */
export function signatureBlockers(
  { signature, completedAt, legalName, teaching }: Signed,
  sitting: OfferSitting | null = null,
): AttestationBlocker[] {
  if (signature === null) return missing('The attestation has not been signed.');
  const { signedAt, typedName } = signature;
  if (completedAt === null || signedAt < completedAt)
    return missing('The attestation was signed before everything that it speaks of was done. Sign it again.');
  if (teaching !== null && teaching.statedAt !== null && signedAt < teaching.statedAt)
    return missing('The attestation was signed before the organization stated all that you taught. Sign it again.');
  if (sitting !== null && sitting.satAt !== null && signedAt < sitting.satAt)
    return missing(
      `The attestation was signed before the post-test that reached the mark of ${sitting.body}. Sign it again.`,
    );
  if (legalName === null || sameName(typedName, legalName)) return [];
  const message = `The attestation was signed as “${typedName}”, but your profile says “${legalName}”. Sign it again, or correct the profile.`;
  return [{ code: 'ATTESTATION_NAME_CHANGED', message, signedName: typedName, deadline: null }];
}

/** For credit the attestation must be signed. */
export function attestationBlockers(standing: Standing): AttestationBlocker[] {
  return standing.purpose === 'CREDIT' ? signatureBlockers(standing) : [];
}
