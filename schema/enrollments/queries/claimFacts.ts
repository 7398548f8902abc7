import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import type { Database } from '../../../drizzle/client.ts';
import { printedSourcesOf } from '../../issuance/queries/printedSources.ts';
import { certificateFacts } from '../../issuance/rules/certificateFacts.ts';
import { NO_NUMBER } from '../../issuance/rules/previewFacts.ts';
import type { OrganizationRow } from '../../organizations/queries.ts';
import { hoursAttended } from '../rules/gate/attendance.ts';
import { hoursTaught } from '../rules/gate/teaching.ts';
import { isOpen } from '../rules/open.ts';
import { heldOf } from '../rules/sessions.ts';
import type { EnrollmentRow } from './rows.ts';

type ClaimFacts = { facts: CertificateFacts; organization: OrganizationRow };

/**
 * What the certificate of completion of an enrollment would print if it were claimed now, under a number that never exists; null
 * before everything else was done, and once it is issued or the learner withdrew. The name is empty while the profile has none.
 */
export async function claimFacts(
  db: Database,
  row: EnrollmentRow,
  occasion: { publicUrl: string; now: Date },
): Promise<ClaimFacts | null> {
  const { completedAt, legalName, passedAt, purpose, specimen, versionId } = row;
  if (completedAt === null || !isOpen(row)) return null;
  const sources = await printedSourcesOf(db, versionId);
  const { facts } = certificateFacts(sources, {
    ...{ ...occasion, purpose, specimen, completedAt, number: NO_NUMBER, award: null },
    learnerName: legalName ?? '',
    assessed: passedAt !== null,
    attendedHundredths: hoursAttended(row),
    taughtHundredths: hoursTaught(row),
    held: heldOf(row),
  });
  return { facts, organization: sources.organization };
}
