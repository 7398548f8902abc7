import { createHash, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { newCertificateNumber } from '../../certificates/number.ts';
import {
  type CreditAwardId,
  type CreditOfferId,
  type EnrollmentId,
  type LicenseId,
  newId,
  type UserId,
} from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import type { Board } from '../../schema/accreditation/rules/bodies.ts';
import { sealFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { awardClaimKey } from '../../schema/issuance/rules/claimKeys.ts';
import { sampleFacts } from './certificates/sampleFacts.ts';
import type { World } from './world.ts';

const COMPLETED_AT = new Date('2026-11-20T09:00:00Z');

/** A board as the service stores it at start. */
export const addBoard = async ({ db }: Pick<World, 'db'>, board: Board): Promise<void> => {
  const hash = createHash('sha256').update(JSON.stringify(board)).digest('hex');
  await db
    .insert(tables.ruleSets)
    .values({ kind: 'BOARD', key: board.key, ordinal: 1, hash, content: board, loadedAt: COMPLETED_AT });
};

export type Completion = {
  userId: UserId;
  round: number;
  countsOn?: string;
  purpose?: 'CREDIT' | 'PERSONAL';
  specimen?: boolean;
  studyHundredths?: number;
  awards?: { offerId: CreditOfferId; licenseIds: LicenseId[]; hundredths?: number }[];
};

export type Completed = { enrollmentId: EnrollmentId; plain: string; awards: { id: CreditAwardId; number: string }[] };

/** A finished and claimed round of the sample course, with its certificates and awards, written as rows. */
export const addCompletion = async (
  { db, vault, courseId }: Pick<World, 'db' | 'vault' | 'courseId'>,
  { userId, round, countsOn = '2026-11-20', purpose = 'CREDIT', specimen = false, ...rest }: Completion,
): Promise<Completed> => {
  const { studyHundredths = 450, awards = [] } = rest;
  const [course] = await db.select().from(tables.courses).where(eq(tables.courses.id, courseId));
  if (course?.currentVersionId == null) throw new Error('the sample course is missing');
  const { organizationId, currentVersionId: versionId } = course;
  const disclosuresHash = createHash('sha256').update(randomUUID()).digest('hex');
  await db.insert(tables.disclosures).values({ hash: disclosuresHash, content: {} });
  const enrollmentId = newId<EnrollmentId>();
  await db.insert(tables.enrollments).values({
    id: enrollmentId,
    userId,
    courseId,
    versionId,
    purpose,
    round,
    specimen,
    disclosuresHash,
    disclosuresAcceptedAt: COMPLETED_AT,
    adultConfirmedAt: COMPLETED_AT,
    enrolledAt: COMPLETED_AT,
    completedAt: COMPLETED_AT,
    claimedAt: COMPLETED_AT,
  });
  const certify = async (claimKey: string): Promise<string> => {
    const number = newCertificateNumber();
    const frozen = sealFacts(vault, sampleFacts({ number, studyHundredths, completedOn: countsOn, specimen, purpose }));
    const held = { enrollmentId, userId, organizationId, purpose, specimen, issuedAt: COMPLETED_AT };
    await db.insert(tables.certificates).values({ ...frozen, ...held, claimKey });
    return number;
  };
  const plain = await certify(`${enrollmentId}:plain`);
  const given: Completed['awards'] = [];
  for (const { offerId, licenseIds, hundredths = 450 } of awards) {
    const id = newId<CreditAwardId>();
    await db.insert(tables.creditAwards).values({
      ...{ id, enrollmentId, offerId, basis: 'LEARNER' as const, countsOn, totalHundredths: hundredths },
      lines: [{ amountHundredths: hundredths, format: 'SELF_PACED_READING', category: null, session: null }],
      completedAt: COMPLETED_AT,
      keptUntil: '2030-11-20',
      awardedAt: COMPLETED_AT,
    });
    for (const licenseId of licenseIds)
      await db.insert(tables.awardLicenses).values({ awardId: id, licenseId, joinedAt: COMPLETED_AT });
    given.push({ id, number: await certify(awardClaimKey(enrollmentId, offerId)) });
  }
  return { enrollmentId, plain, awards: given };
};
