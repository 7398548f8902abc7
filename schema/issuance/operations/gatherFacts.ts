import { parseFacts } from '../../../certificates/facts/parse.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { newCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, OrganizationId } from '../../../drizzle/ids.ts';
import { DemandedFactMissingError, ForbiddenWordError } from '../errors.ts';
import { printedSourcesOf } from '../queries/printedSources.ts';
import { certificateFacts, type Occasion } from '../rules/certificateFacts.ts';
import { mayPrint, type PrintRefusal } from '../rules/mayPrint.ts';

export type ToPrint = Omit<Occasion, 'number'> & { versionId: CourseVersionId; forbiddenWords?: readonly string[] };

/**
 * Draws a number and gathers everything that the certificate will print permanently, from the pinned version and the current
 * state of its organization. `expiresAt` is the first instant at which it is no longer valid; null when it does not expire.
 * Throws ForbiddenWord and DemandedFactMissing.
 */
export async function gatherFacts(
  tx: Database,
  { versionId, forbiddenWords = [], ...occasion }: ToPrint,
): Promise<{ facts: CertificateFacts; organizationId: OrganizationId; expiresAt: Date | null }> {
  const sources = await printedSourcesOf(tx, versionId);
  const { facts, expiresAt } = certificateFacts(sources, { ...occasion, number: newCertificateNumber() });
  const decision = mayPrint(facts, forbiddenWords);
  if (!decision.ok) throw refusalToPrint(decision);
  const read = parseFacts(facts);
  if (!read.ok) throw new Error(`certificate facts break their own rules: ${read.faults.join('; ')}`);
  return { facts: read.facts, organizationId: sources.organization.id, expiresAt };
}

function refusalToPrint(refusal: PrintRefusal): ForbiddenWordError | DemandedFactMissingError {
  if (refusal.because === 'DEMANDED_FACT_MISSING') return new DemandedFactMissingError(refusal.missing);
  return new ForbiddenWordError(refusal.found);
}
