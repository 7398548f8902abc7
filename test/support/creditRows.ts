import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import { seal } from '../../drizzle/encryption.ts';
import { type EnrollmentId, type LicenseVersionId, newId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { sampleBody } from './offers.ts';
import { addIntensive, person } from './seatRows.ts';

export type CreditRows = {
  enrollmentId: EnrollmentId;
  at: Date;
  text?: string;
  vault?: Vault;
  /** False: the enrollment stays one of a course that is studied alone. */
  training?: boolean;
};

const first = <Row>(rows: Row[]): Row => {
  const [row] = rows;
  if (row === undefined) throw new Error('no row was inserted');
  return row;
};

/** One row in every table of approvals, offers, licenses and awards, for the person of an enrollment. `text` stands in whatever may hold text about them. */
export const writeCreditRows = async (
  db: Database,
  { enrollmentId, at, text = 'a sample', vault, training = true }: CreditRows,
) => {
  const enrollment = first(await db.select().from(tables.enrollments).where(eq(tables.enrollments.id, enrollmentId)));
  const course = first(await db.select().from(tables.courses).where(eq(tables.courses.id, enrollment.courseId)));
  const { organizationId } = course;
  const body = {
    kind: 'ACCREDITOR',
    key: 'sample-body',
    ordinal: 1,
    hash: 'f'.repeat(64),
    content: sampleBody('sample-body'),
    loadedAt: at,
  } as const;
  const ruleSet = first(await db.insert(tables.ruleSets).values(body).returning());
  const approval = first(
    await db
      .insert(tables.approvals)
      .values({
        organizationId,
        accreditor: 'sample-body',
        kind: 'PROVIDER',
        formats: ['SELF_PACED_READING'],
        startsOn: '2026-01-01',
        endsOn: '2027-12-31',
        publishedAt: 'https://body.example.org/',
        letterName: 'letter.pdf',
        letterSha256: 'f'.repeat(64),
        letter: Buffer.from('%PDF'),
        recordedAt: at,
      })
      .returning(),
  );
  const approvalId = approval.id;
  await db.insert(tables.approvalOrganizations).values({ approvalId, organizationId, role: 'HOLDER' });
  const state = { state: 'IN_FORCE', from: '2026-01-01', confirmed: true, recordedAt: at } as const;
  await db.insert(tables.approvalStates).values({ approvalId, ordinal: 1, ...state });
  await db.insert(tables.approvalWarnings).values({ approvalId, daysBefore: 90, warnedAt: at });
  const lines = [{ amountHundredths: 150, format: 'SELF_PACED_READING' as const, category: null, session: null }];
  const offer = first(
    await db
      .insert(tables.creditOffers)
      .values({
        organizationId,
        versionId: enrollment.versionId,
        approvalId,
        ruleSetId: ruleSet.id,
        lines,
        totalHundredths: 150,
        calculation: { method: 'WORDS', minutesHundredths: 9_000, inputs: {} },
        rules: {},
        statement: 'A sample statement.',
        opensOn: '2026-01-01',
        specimen: false,
        offeredAt: at,
      })
      .returning(),
  );
  const license = first(
    await db.insert(tables.licenses).values({ userId: enrollment.userId, addedAt: at }).returning(),
  );
  const versionId = newId<LicenseVersionId>();
  const place = `license_versions:${versionId}:sealed_number`;
  await db.insert(tables.licenseVersions).values({
    id: versionId,
    licenseId: license.id,
    ordinal: 1,
    kind: 'FULL',
    profession: 'lmft',
    jurisdiction: 'US-CA',
    sealedNumber: vault === undefined ? randomBytes(48) : seal(vault, Buffer.from(text), place),
    numberIndex: randomBytes(32),
    nameOnLicense: text,
    required: [],
    checkedBy: 'STATED',
    reason: 'ADDED',
    recordedAt: at,
  });
  const award = first(
    await db
      .insert(tables.creditAwards)
      .values({
        enrollmentId,
        offerId: offer.id,
        basis: 'LEARNER',
        lines,
        totalHundredths: 150,
        completedAt: at,
        countsOn: '2026-11-22',
        keptUntil: '2030-11-22',
        awardedAt: at,
      })
      .returning(),
  );
  await db.insert(tables.awardLicenses).values({ awardId: award.id, licenseId: license.id, joinedAt: at });
  const reported = { reportedOn: '2026-12-01', recordedBy: await person(db), recordedAt: at };
  await db.insert(tables.awardReports).values({ awardId: award.id, ...reported });
  if (training) await addTraining(db, { enrollmentId, at });
  const exception = first(
    await db
      .insert(tables.creditExceptions)
      .values({
        enrollmentId,
        offerId: offer.id,
        blocker: 'CLAIM_DEADLINE_PASSED',
        untilOn: '2026-12-31',
        reason: text,
        grantedBy: text,
        grantedAt: at,
      })
      .returning(),
  );
  await db.insert(tables.reportedCertificates).values({
    userId: enrollment.userId,
    title: text,
    provider: text,
    earnedOn: '2026-11-20',
    amountHundredths: 150,
    unit: text,
    category: text,
    note: text,
    addedAt: at,
    changedAt: at,
  });
  const link = first(
    await db
      .insert(tables.transcriptLinks)
      .values({
        licenseId: license.id,
        secretHash: randomBytes(32).toString('base64url'),
        awardIds: [award.id],
        enrollmentIds: [enrollmentId],
        expiresOn: '2027-11-20',
        createdAt: at,
      })
      .returning(),
  );
  return { license, versionId, place, award, offer, approval, exception, link };
};

/** An enrollment that attends a training, by a place that leads to nobody here, and what an award of it stood on. */
const addTraining = async (db: Database, { enrollmentId, at }: Pick<CreditRows, 'enrollmentId' | 'at'>) => {
  const intensiveId = await addIntensive(db);
  const place = { intensiveId, state: 'CONFIRMED' as const, createdAt: at, confirmedAt: at };
  const registration = first(await db.insert(tables.registrations).values(place).returning());
  const registrationId = registration.id;
  await db.insert(tables.eventEnrollments).values({ enrollmentId, registrationId, intensiveId, tiedAt: at });
  const [from, until] = [at.toISOString(), new Date(at.getTime() + 3_600_000).toISOString()];
  await db.insert(tables.enrollmentAttendance).values({
    ...{ enrollmentId, ordinal: 1, openDays: [2], payment: 'PAID', takenAt: at },
    lines: [
      {
        ...{ segmentId: newId(), title: 'Morning', format: 'LIVE_ONLINE', minutes: 60, attended: 60 },
        ...{ startsAt: from, endsAt: until, spans: [{ from, until }] },
      },
    ],
  });
  await db.insert(tables.enrollmentTeaching).values({
    ...{ enrollmentId, ordinal: 1, takenAt: at },
    lines: [
      {
        ...{ segmentId: newId(), title: 'Afternoon', format: 'LIVE_ONLINE', minutes: 60, taught: 30, together: 90 },
        ...{ startsAt: from, endsAt: until, statementIds: [newId()] },
      },
    ],
  });
};
