import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { type CertificateId, type CourseVersionId, type EnrollmentId, newId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { writeCreditRows } from './creditRows.ts';
import { writeProofs } from './proofs.ts';
import { addEnrollment, addLearner, addQuizCourse } from './quizCourse.ts';

/** One row or more in every table that only grows. */
export const writeHistory = async (
  db: Database,
  at: Date,
): Promise<{ enrollmentId: EnrollmentId; certificateId: CertificateId }> => {
  const course = await addQuizCourse(db);
  const { courseId, versionId } = course;
  await writeFileRows(db, versionId);
  const userId = await addLearner(db);
  const enrollmentId = await addEnrollment(db, { userId, course });
  const [organization] = await db.select().from(tables.organizations);
  const [question] = await db.select().from(tables.questions).where(eq(tables.questions.quizId, course.postTest));
  if (!organization || !question) throw new Error('the sample course has no organization or no question');
  const said = { reason: 'a sample', grantedBy: 'operator' };
  await db.insert(tables.contributors).values({
    versionId,
    position: 1,
    role: 'AUTHOR',
    name: 'Sample Author',
    credentials: 'none',
    disclosure: 'None.',
    disclosedOn: '2026-11-01',
  });
  const [erratum] = await db
    .insert(tables.errata)
    .values({ courseId, key: 'first', publishedOn: '2026-11-01', text: 'A correction.' })
    .returning();
  if (!erratum) throw new Error('no erratum was inserted');
  await db.insert(tables.errataVersions).values({ erratumId: erratum.id, labels: ['1.0'] });
  await db.insert(tables.organizationPolicies).values({
    organizationId: organization.id,
    kind: 'PRIVACY',
    version: '1',
    effectiveOn: '2026-11-01',
    text: 'A policy.',
  });
  await db.insert(tables.attestations).values({
    enrollmentId,
    textVersion: '1',
    text: 'I did this.',
    typedName: 'Li Wu',
    signedInBy: 'EMAIL_CODE',
    attestedAt: at,
  });
  await db
    .insert(tables.extraAttempts)
    .values({ ...said, userId, courseId, quizKey: 'post-test', count: 1, grantedAt: at });
  const [attempt] = await db
    .insert(tables.quizAttempts)
    .values({
      enrollmentId,
      userId,
      courseId,
      quizId: course.postTest,
      quizKey: 'post-test',
      ordinal: 1,
      startedAt: at,
      questionCount: 1,
    })
    .returning();
  if (!attempt) throw new Error('no attempt was inserted');
  await db
    .insert(tables.attemptQuestions)
    .values({ attemptId: attempt.id, questionId: question.id, position: 1, optionOrder: [] });
  await db.update(tables.quizAttempts).set({ submittedAt: at, correctCount: 0, passed: false });
  await db.insert(tables.regrades).values({
    attemptId: attempt.id,
    questionId: question.id,
    reason: 'a sample',
    regradedBy: 'operator',
    regradedAt: at,
    correctCountBefore: 0,
    correctCountAfter: 1,
    passedAfter: true,
  });
  const certificateId = newId<CertificateId>();
  await db.insert(tables.certificates).values({
    id: certificateId,
    number: 'SAMPLE',
    claimKey: enrollmentId,
    enrollmentId,
    userId,
    organizationId: organization.id,
    purpose: 'CREDIT',
    specimen: false,
    publicFacts: { hours: '1.00' },
    factsHash: 'f'.repeat(64),
    nameSalt: randomBytes(16),
    nameCommitment: randomBytes(32),
    sealedFacts: randomBytes(32),
    wrappedDataKey: randomBytes(32),
    issuedAt: at,
  });
  await db.insert(tables.documents).values({
    certificateId,
    kind: 'PDF',
    revision: 1,
    sealedBytes: randomBytes(32),
    sha256: 'f'.repeat(64),
    createdAt: at,
  });
  await db
    .insert(tables.auditEvents)
    .values({ at, actor: 'operator', verb: 'COURSE_PUBLISHED', objectType: 'Course', objectId: courseId });
  await writeProofs(db, { certificateId, organizationId: organization.id, at });
  await writeCreditRows(db, { enrollmentId, at });
  return { enrollmentId, certificateId };
};

/** A file of a version, and its bytes. */
async function writeFileRows(db: Database, versionId: CourseVersionId): Promise<void> {
  const bytes = Buffer.from('<svg/>');
  const [sha256, kind] = [createHash('sha256').update(bytes).digest('hex'), 'SVG' as const];
  await db.insert(tables.storedFiles).values({ sha256, kind, bytes });
  await db.insert(tables.courseFiles).values({ versionId, path: 'files/a.svg', sha256, kind, sizeBytes: bytes.length });
}
