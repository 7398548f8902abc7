import { inArray } from 'drizzle-orm';
import type { PrintedLicense } from '../../../certificates/facts/credit.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { drawableText } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, LicenseId, LicenseVersionId, UserId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import type { LockedCertificate } from '../../issuance/operations/lockCertificate.ts';
import { openFacts } from '../../issuance/operations/sealFacts.ts';
import { supersedeCertificate } from '../../issuance/operations/supersedeCertificate.ts';
import { mayReissue } from '../../issuance/rules.ts';
import { readNumber } from '../../licenses/operations/sealedNumber.ts';
import { ownLicensesByIds } from '../../licenses/queries.ts';
import { printingAwards } from '../queries/printingAwards.ts';
import { CORRECTIONS, correctedLines, correctionsKey, type Numbers } from '../rules/correction.ts';
import { lockEnrollments } from './lockEnrollments.ts';

type Correction = {
  licenseId: LicenseId;
  /** The version that corrects it. */
  versionId: LicenseVersionId;
  reason: string | null;
  vault: Vault;
  publicUrl: string;
};

export type Replacement = { replacedId: CertificateId; certificateId: CertificateId };

/**
 * Replaces the holder's certificates that print a number which a license of theirs had and has no more. Revoked and replaced ones
 * stay as they are. The caller holds the lock of the holder. Takes those of their enrollments and certificates, as an erasure does,
 * so that a claim, a reissue and a revocation come before or after. Throws InvalidInput for a number that no font draws, and
 * RateLimited after ten such corrections in a day.
 */
export async function replacePrinted(tx: Database, act: UserAct, correction: Correction): Promise<Replacement[]> {
  const { userId, now } = act;
  await lockEnrollments(tx, userId);
  const wrong = await findWrong(tx, userId, correction);
  if (wrong.length === 0) return [];
  await requireWithinLimit(tx, { key: correctionsKey(userId), limit: CORRECTIONS, now });
  requireDrawable(wrong.flatMap(({ corrected }) => corrected.licenses));
  const { versionId: licenseVersionId, reason, vault, publicUrl } = correction;
  const replacements: Replacement[] = [];
  for (const { old, facts, corrected } of wrong) {
    const how = { old, facts, corrected, as: act.actor, reason, licenseVersionId, vault, publicUrl };
    replacements.push({ replacedId: old.id, certificateId: await supersedeCertificate(tx, act, how) });
  }
  return replacements;
}

type Wrong = {
  old: LockedCertificate;
  facts: CertificateFacts;
  corrected: Required<Pick<CertificateFacts, 'licenses'>>;
};

/** The certificates that print a former number, locked. */
async function findWrong(tx: Database, userId: UserId, { licenseId, vault }: Correction): Promise<Wrong[]> {
  const awards = await printingAwards(tx, { userId, licenseId });
  if (awards.length === 0) return [];
  const numbers = await numbersOf(tx, { userId, vault, ids: awards.flatMap(({ licenseIds }) => licenseIds) });
  const printed = new Map(
    awards.map(({ certificateId, licenseIds }) => [certificateId, licenseIds.map((id) => numbers.get(id))]),
  );
  const rows = await tx
    .select()
    .from(certificates)
    .where(inArray(certificates.id, [...printed.keys()]))
    .orderBy(certificates.id)
    .for('update');
  return rows.flatMap((old) => {
    const facts = mayReissue(old).ok ? openFacts(vault, old)?.facts : undefined;
    const licenses = correctedLines(facts?.licenses ?? [], printed.get(old.id) ?? []);
    return facts === undefined || licenses === null ? [] : [{ old, facts, corrected: { licenses } }];
  });
}

async function numbersOf(
  tx: Database,
  { userId, vault, ids }: { userId: UserId; vault: Vault; ids: readonly LicenseId[] },
): Promise<Map<LicenseId, Numbers>> {
  const rows = await ownLicensesByIds(tx, { userId, ids: [...new Set(ids)] });
  return new Map(
    rows.flatMap(({ id, now, versions }) => {
      const number = readNumber(vault, now);
      return number === null
        ? []
        : [[id, { now: number, ever: versions.map((one) => readNumber(vault, one)) }] as const];
    }),
  );
}

function requireDrawable(licenses: readonly PrintedLicense[]): void {
  const characters = licenses.flatMap(({ number }) => {
    const drawable = drawableText(number);
    return drawable.ok ? [] : drawable.characters;
  });
  if (characters.length === 0) return;
  const message = `A certificate prints this number, and its fonts cannot draw ${[...new Set(characters)].join(' ')}.`;
  throw new InvalidInputError([{ path: 'number', message }]);
}
