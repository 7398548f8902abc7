import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, EnrollmentId, LicenseVersionId, ModuleId } from '../../../drizzle/ids.ts';
import { openText } from '../../accommodations/operations/sealedTexts.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { openedCare } from '../../care/operations/exported.ts';
import { readReflection } from '../../enrollments/operations/keepWriting.ts';
import { recordEvent } from '../../events/operations.ts';
import { openFacts } from '../../issuance/operations/sealFacts.ts';
import { readNumber } from '../../licenses/operations/sealedNumber.ts';
import { keptOfPerson } from '../queries/keptOfPerson.ts';
import { exportsKey } from '../rules.ts';

/** How many exports a person may request in a day. */
const EXPORTS = { max: 10, seconds: 24 * 3600 };

/**
 * All data about a person, as JSON: account, profile, enrollments with study time, answers and reflections, certificates. Adds an
 * event to the audit trail. Throws RateLimited after ten in a day.
 */
export async function exportPerson(
  db: Database,
  act: UserAct,
  { vault }: { vault: Vault },
): Promise<{ createdAt: Date; json: string }> {
  const { userId, now } = act;
  await requireWithinLimit(db, { key: exportsKey(userId), limit: EXPORTS, now });
  const [kept] = await db.transaction(async (tx) => {
    await recordEvent(tx, act, 'DATA_EXPORTED', { objectId: userId, organizationId: null });
    return keptOfPerson(tx, { userId });
  });
  if (kept === undefined) throw new Error('a select of one row returned none');
  return { createdAt: now, json: JSON.stringify({ createdAt: now, ...opened(kept, vault) }, null, 2) };
}

type Kept = Awaited<ReturnType<typeof keptOfPerson>>[number];

/** The same with the sealed values decrypted for their owner. The document calls enrollments rounds. */
const opened = (kept: Kept, vault: Vault) => ({
  ...kept,
  ...openedCare(vault, kept),
  rounds: kept.rounds.map(({ reflections, ...enrollment }) => ({
    ...enrollment,
    reflections: reflections.map(({ moduleId, weeks, sealedText, updatedAt }) => ({
      moduleId,
      weeks,
      updatedAt,
      text: readReflection(vault, {
        enrollmentId: enrollment.id as EnrollmentId,
        moduleId: moduleId as ModuleId | null,
        weeks,
        sealedText: Buffer.from(sealedText, 'base64'),
      }),
    })),
  })),
  accommodationRequests: kept.accommodationRequests.map(({ id, sealed_need, states, ...request }) => ({
    id,
    ...request,
    need: openText(vault, sealed_need, { id, what: 'need' }),
    states: states.map(({ id, sealed_answer, sealed_reason, ...state }) => ({
      ...state,
      answer: openText(vault, sealed_answer, { id, what: 'answer' }),
      reason: openText(vault, sealed_reason, { id, what: 'reason' }),
    })),
  })),
  licenses: kept.licenses.map(({ versions, ...license }) => ({
    ...license,
    versions: versions.map(({ sealed_number, ...version }) => ({
      ...version,
      number: readNumber(vault, {
        id: version.id as LicenseVersionId,
        sealedNumber: sealed_number === null ? null : Buffer.from(sealed_number, 'base64'),
      }),
    })),
  })),
  certificates: kept.certificates.map(({ sealedFacts, wrappedDataKey, ...certificate }) => ({
    ...certificate,
    printed:
      openFacts(vault, {
        id: certificate.id as CertificateId,
        sealedFacts: Buffer.from(sealedFacts, 'base64'),
        wrappedDataKey: wrappedDataKey === null ? null : Buffer.from(wrappedDataKey, 'base64'),
      })?.facts ?? null,
  })),
});
