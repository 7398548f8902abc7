import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { Database } from '../../drizzle/client.ts';
import { type CourseVersionId, type EnrollmentId, newId, type UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { sealFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { sampleFacts } from './certificates/sampleFacts.ts';
import { newLearner, type World } from './world.ts';

const DAY = 86_400_000;
const BEGIN = Date.UTC(2026, 9, 1);
const moment = (seconds: number) => new Date(BEGIN + seconds * 1000);

/** A module of a round: never opened, opened, or complete. */
const study = fc.record({
  state: fc.constantFrom('UNOPENED' as const, 'OPENED' as const, 'COMPLETE' as const),
  millis: fc.nat(900_000),
  furthest: fc.nat(1000),
  active: fc.nat(20 * 86_400),
  checked: fc.boolean(),
});
const round = fc.record({
  version: fc.nat(),
  purpose: fc.constantFrom('CREDIT' as const, 'PERSONAL' as const),
  modules: fc.array(study, { minLength: 12, maxLength: 12 }),
  allComplete: fc.boolean(),
  sittings: fc.array(fc.record({ right: fc.nat(), regraded: fc.boolean() }), { maxLength: 4 }),
  passed: fc.boolean(),
  evaluated: fc.boolean(),
  attested: fc.boolean(),
  end: fc.constantFrom('WITHDRAWN' as const, 'CLAIMED' as const),
});
const course = fc.record({
  rounds: fc.array(round, { minLength: 1, maxLength: 4 }),
  lastIsOpen: fc.boolean(),
  waived: fc.constantFrom(null, true, false),
  extra: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
});

export type History = { named: boolean; courses: CourseHistory[] };
type CourseHistory = typeof course extends fc.Arbitrary<infer T> ? T : never;
type Round = CourseHistory['rounds'][number];

/** What a learner may have behind them in the two courses: rounds, study, sittings, accommodations. */
export const histories = (): fc.Arbitrary<History> =>
  fc.record({ named: fc.boolean(), courses: fc.tuple(course, course).map((both) => [...both]) });

/** What a history needs to know of a version. */
export const publishedVersion = async (db: Database, versionId: CourseVersionId) => {
  const [version] = await db
    .select({ courseId: tables.courses.id, organizationId: tables.courses.organizationId })
    .from(tables.courseVersions)
    .innerJoin(tables.courses, eq(tables.courses.id, tables.courseVersions.courseId))
    .where(eq(tables.courseVersions.id, versionId));
  const modules = await db.select().from(tables.modules).where(eq(tables.modules.versionId, versionId));
  const ofVersion = and(eq(tables.quizzes.versionId, versionId), eq(tables.quizzes.kind, 'POST_TEST'));
  const [postTest] = await db.select().from(tables.quizzes).where(ofVersion);
  if (version === undefined || postTest === undefined) throw new Error('no such version');
  const [question] = await db.select().from(tables.questions).where(eq(tables.questions.quizId, postTest.id));
  if (question === undefined) throw new Error('a test without a question');
  return { ...version, versionId, modules, postTest, question };
};
export type Published = Awaited<ReturnType<typeof publishedVersion>>;

/** Writes a history, table by table. `versions` are those of each course. */
export const addHistory = async (world: World, versions: Published[][], history: History): Promise<UserId> => {
  const { db } = world;
  const userId = await newLearner(db, history.named ? 'Li Wu' : undefined);
  for (const [at, { rounds, lastIsOpen, waived, extra }] of history.courses.entries()) {
    const editions = versions[at] ?? [];
    const [first] = editions;
    if (first === undefined) throw new Error('a course without a version');
    const { courseId, postTest } = first;
    if (waived !== null) {
      const grant = { userId, courseId, grantedBy: 'test', grantedAt: moment(0) };
      await db.insert(tables.accommodationGrants).values({ ...grant, studyTimeWaived: !waived, revokedAt: moment(1) });
      await db.insert(tables.accommodationGrants).values({ ...grant, studyTimeWaived: waived });
    }
    let ordinal = 0;
    for (const [index, facts] of rounds.entries()) {
      const version = editions[facts.version % editions.length] as Published;
      const open = lastIsOpen && index === rounds.length - 1;
      const enrollmentId = await addRound(world, { userId, version, facts, open, round: index + 1 });
      for (const sitting of facts.sittings) {
        ordinal += 1;
        await addSitting(db, { userId, enrollmentId, version, ordinal, ...sitting });
      }
    }
    for (const [index, count] of extra.entries())
      await db.insert(tables.extraAttempts).values({
        userId,
        courseId,
        quizKey: postTest.key,
        count,
        reason: 'for a test',
        grantedBy: 'test',
        grantedAt: moment(index * 4 * 86_400),
      });
  }
  return userId;
};

type Place = { userId: UserId; version: Published; facts: Round; open: boolean; round: number };

const addRound = async (world: World, { userId, version, facts, open, round }: Place): Promise<EnrollmentId> => {
  const { db } = world;
  const { courseId, versionId, modules } = version;
  const claimed = !open && facts.end === 'CLAIMED';
  const complete = claimed || facts.allComplete;
  const at = new Date(BEGIN + round * DAY);
  const hash = 'a'.repeat(64);
  await db.insert(tables.disclosures).values({ hash, content: {} }).onConflictDoNothing();
  const id = newId<EnrollmentId>();
  const accepted = { disclosuresHash: hash, disclosuresAcceptedAt: at, adultConfirmedAt: at };
  const credit = facts.purpose === 'CREDIT';
  await db.insert(tables.enrollments).values({
    ...{ id, userId, courseId, versionId, purpose: facts.purpose, round, specimen: false, enrolledAt: at, ...accepted },
    contentDoneAt: complete ? at : null,
    passedAt: complete && credit && (claimed || facts.passed) ? at : null,
    evaluatedAt: claimed || facts.evaluated ? at : null,
    attestedAt: claimed || facts.attested ? at : null,
    completedAt: claimed ? at : null,
    claimedAt: claimed ? at : null,
    withdrawnAt: open || claimed ? null : at,
  });
  const studied = modules.flatMap((module, index) => {
    const one = facts.modules[index];
    if (one === undefined || (one.state === 'UNOPENED' && !complete)) return [];
    const done = complete || one.state === 'COMPLETE';
    const reached = { countedMillis: one.millis, furthestPermille: done ? 1000 : one.furthest };
    const active = moment(one.active);
    const when = { lastActiveAt: active, checkPassedAt: done || one.checked ? active : null };
    return [{ enrollmentId: id, moduleId: module.id, ...reached, ...when, completedAt: done ? active : null }];
  });
  if (studied.length > 0) await db.insert(tables.moduleProgress).values(studied);
  if (claimed) await addCertificate(world, { userId, enrollmentId: id, version, purpose: facts.purpose });
  return id;
};

type Holding = { userId: UserId; enrollmentId: EnrollmentId; version: Published; purpose: Round['purpose'] };

const addCertificate = async ({ db, vault }: World, { userId, enrollmentId, version, purpose }: Holding) => {
  const number = newCertificateNumber();
  const frozen = sealFacts(vault, sampleFacts({ number, purpose }));
  const { organizationId } = version;
  const owner = { claimKey: `${enrollmentId}:plain`, enrollmentId, userId, organizationId };
  await db
    .insert(tables.certificates)
    .values({ ...frozen, ...owner, purpose, specimen: false, issuedAt: new Date(BEGIN + 9 * DAY) });
};

type Sitting = {
  userId: UserId;
  enrollmentId: EnrollmentId;
  version: Published;
  ordinal: number;
  right: number;
  regraded: boolean;
};

const addSitting = async (db: Database, { version, right, regraded, ...place }: Sitting) => {
  const { courseId, postTest, question } = version;
  const submittedAt = moment(place.ordinal * 86_400);
  const questionCount = postTest.draw;
  const correctCount = right % (questionCount + 1);
  const passed = correctCount * 100 >= postTest.passPercent * questionCount;
  const quiz = { courseId, quizId: postTest.id, quizKey: postTest.key, questionCount };
  const [attempt] = await db
    .insert(tables.quizAttempts)
    .values({ ...place, ...quiz, startedAt: moment(0), submittedAt, correctCount, passed })
    .returning();
  if (!regraded || passed || attempt === undefined) return;
  await db.insert(tables.regrades).values({
    attemptId: attempt.id,
    questionId: question.id,
    reason: 'for a test',
    regradedBy: 'test',
    regradedAt: moment(place.ordinal * 86_400 + 3_600),
    correctCountBefore: correctCount,
    correctCountAfter: correctCount + 1,
    passedAfter: (correctCount + 1) * 100 >= postTest.passPercent * questionCount,
  });
};
