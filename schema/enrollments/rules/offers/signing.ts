import { isOfSignature } from '../gate/attestation.ts';
import { type Case, judge } from './judge.ts';
import type { Offer } from './offer.ts';

/** Whether an offer waits for a new signature, under any of the licenses. */
export function offersAskToSign(offers: readonly Offer[], facts: Omit<Case, 'offer'>): boolean {
  return offers.some((offer) => judge({ ...facts, offer }).blockers.some(isOfSignature));
}
