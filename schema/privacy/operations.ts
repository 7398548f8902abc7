import { createHash } from 'node:crypto';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import type { CertificateId, EnrollmentId, ModuleId, UserId } from '../../drizzle/ids.ts';
import { countAct } from '../accounts/operations.ts';
import { recordEvent } from '../audit/operations.ts';
import { readReflection } from '../enrollments/operations/reflect.ts';
import { RateLimitedError } from '../errors.ts';
import { openFacts } from '../issuance/sealed.ts';
import { type Kept, keptOf } from './queries.ts';

/** As many exports as a person may ask for in a day. */
const EXPORTS = { max: 10, seconds: 24 * 3600 };

type Ask = { userId: UserId; vault: Vault; now: Date; requestId: string };

/**
 * Everything kept about a person, as JSON: account, profile, rounds with study time, answers and reflections, certificates.
 * Written to the audit trail. Throws RateLimited after ten in a day.
 */
export const exportData = async (
  db: Database,
  { userId, vault, now, requestId }: Ask,
): Promise<{ createdAt: Date; json: string }> => {
  // Only a hash of the id: the table of counts holds nobody's name or key.
  const key = createHash('sha256').update(`export ${userId}`).digest('hex');
  const { count, windowStartedAt } = await countAct(db, { key, seconds: EXPORTS.seconds, now });
  if (count > EXPORTS.max) throw new RateLimitedError(new Date(windowStartedAt.getTime() + EXPORTS.seconds * 1000));
  const kept = await db.transaction(async (tx) => {
    await recordEvent(tx, {
      verb: 'DATA_EXPORTED',
      objectType: 'User',
      objectId: userId,
      actorUserId: userId,
      at: now,
      requestId,
    });
    return (await keptOf(tx, { userId }))[0];
  });
  if (kept === undefined) throw new Error('a select of one row gave none');
  return { createdAt: now, json: JSON.stringify({ createdAt: now, ...opened(kept, vault) }, null, 2) };
};

const opened = (kept: Kept, vault: Vault) => ({
  ...kept,
  rounds: kept.rounds.map(({ reflections, ...round }) => ({
    ...round,
    reflections: reflections.map(({ moduleId, sealedText, updatedAt }) => ({
      moduleId,
      updatedAt,
      text: readReflection(vault, {
        enrollmentId: round.id as EnrollmentId,
        moduleId: moduleId as ModuleId,
        sealedText: Buffer.from(sealedText, 'base64'),
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
