import { parseFacts } from '../../../certificates/facts/parse.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { drawableFacts } from '../../../certificates/fonts/drawable.ts';
import { newCertificateNumber } from '../../../certificates/number.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { DemandedFactMissingError, ForbiddenWordError } from '../errors.ts';
import { type AwardFacts, certificateFacts, type Occasion, type PrintedSources } from '../rules/certificateFacts.ts';
import { mayPrint, type PrintRefusal } from '../rules/mayPrint.ts';

/** What every certificate of a claim has in common. */
export type ToPrint = Omit<Occasion, 'number' | 'award'> & { sources: PrintedSources };

type Gathered = { facts: CertificateFacts; organizationId: OrganizationId; expiresAt: Date | null };

/**
 * Draws a number for each certificate of a claim and gathers everything that it will print permanently, from the pinned version
 * and the current state of its organization. An award that is null is the plain certificate. `expiresAt` is the first instant at
 * which it is no longer valid; null when it does not expire. Throws ForbiddenWord and DemandedFactMissing.
 */
export function gatherFacts(
  { sources, ...occasion }: ToPrint,
  awards: readonly (AwardFacts | null)[] = [null],
): Gathered[] {
  return awards.map((award) => {
    const { facts, expiresAt } = certificateFacts(sources, { ...occasion, award, number: newCertificateNumber() });
    const decision = mayPrint(facts, award?.forbiddenWords ?? []);
    if (!decision.ok) throw refusalToPrint(decision);
    const read = parseFacts(facts);
    if (!read.ok) throw new Error(`certificate facts break their own rules: ${read.faults.join('; ')}`);
    // A certificate that was issued is drawn later: what cannot be drawn must not be issued.
    const drawable = drawableFacts(read.facts);
    if (!drawable.ok)
      throw new Error(`a certificate cannot be drawn: ${drawable.field} ${drawable.characters.join(' ')}`);
    return { facts: read.facts, organizationId: sources.organization.id, expiresAt };
  });
}

function refusalToPrint(refusal: PrintRefusal): ForbiddenWordError | DemandedFactMissingError {
  if (refusal.because === 'DEMANDED_FACT_MISSING') return new DemandedFactMissingError(refusal.missing);
  return new ForbiddenWordError(refusal.found);
}
