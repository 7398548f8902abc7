import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, desc, eq, isNull } from 'drizzle-orm';
import fc from 'fast-check';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import {
  type EnrollmentRow,
  enrollmentsOf,
  ownEnrollmentsByIds,
  ownStandings,
  standingOf,
} from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import { nextModule, progressOf } from '../../schema/enrollments/rules/progress.ts';
import type { ModuleStanding, Standing } from '../../schema/enrollments/rules/standing.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { startTestApp } from '../support/app.ts';
import { addHistory, histories, publishedVersion } from '../support/histories.ts';
import { sampleOrganization, samplePackage } from '../support/samplePackage.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
const learners: UserId[] = [];
const LEARNERS = 25;

beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool);
  const { db } = world;
  const act = systemAct(new Date('2026-11-01T00:00:00Z'));
  await importOrganization(db, act, { organization: sampleOrganization() });
  const first = await importCourse(db, act, { package: samplePackage() });
  const second = await importCourse(db, act, {
    package: samplePackage((files) => {
      files.set('course.yaml', (files.get('course.yaml') ?? '').replace('"1.0"', '"2.0"'));
      files.delete('quizzes/check-first.yaml');
    }),
  });
  const [long] = await db.select().from(tables.courses).where(eq(tables.courses.id, world.courseId));
  if (!long?.currentVersionId) throw new Error('the course has no version');
  const editions = [await publishedVersion(db, first.versionId), await publishedVersion(db, second.versionId)];
  const versions = [editions, [await publishedVersion(db, long.currentVersionId)]];
  for (const history of fc.sample(histories(), { numRuns: LEARNERS, seed: 20261126 }))
    learners.push(await addHistory(world, versions, history));
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

type Expected = Standing & { title: string; label: string; certificateNumber: string | null };

/** The standing of one enrollment, read table by table: slow, and with nothing to get wrong. */
const plainly = async (id: EnrollmentId): Promise<Expected> => {
  const { db } = world;
  const only = <Row>([row]: Row[]): Row => {
    if (row === undefined) throw new Error('a row is missing');
    return row;
  };
  const enrollment = only(await db.select().from(tables.enrollments).where(eq(tables.enrollments.id, id)));
  const { userId, courseId, versionId } = enrollment;
  const version = only(await db.select().from(tables.courseVersions).where(eq(tables.courseVersions.id, versionId)));
  const quizzes = await db.select().from(tables.quizzes).where(eq(tables.quizzes.versionId, versionId));
  const rows = await db.select().from(tables.modules).where(eq(tables.modules.versionId, versionId));
  const progress = await db.select().from(tables.moduleProgress).where(eq(tables.moduleProgress.enrollmentId, id));
  const modules = rows
    .toSorted((a, b) => a.position - b.position)
    .map(({ id: moduleId, title, position, minSeconds }): ModuleStanding => {
      const own = progress.find((row) => row.moduleId === moduleId);
      return {
        moduleId,
        title,
        position,
        minSeconds,
        checkQuizId: quizzes.find((quiz) => quiz.moduleId === moduleId)?.id ?? null,
        countedMillis: own?.countedMillis ?? 0,
        furthestPermille: own?.furthestPermille ?? 0,
        lastActiveAt: own?.lastActiveAt ?? null,
        checkPassedAt: own?.checkPassedAt ?? null,
        completedAt: own?.completedAt ?? null,
      };
    });
  const [profile] = await db.select().from(tables.profiles).where(eq(tables.profiles.userId, userId));
  const { accommodationGrants: grants, certificates, extraAttempts, quizAttempts, regrades } = tables;
  const ofCourse = and(eq(grants.userId, userId), eq(grants.courseId, courseId), isNull(grants.revokedAt));
  const [accommodation] = await db.select().from(grants).where(ofCourse);
  const live = and(eq(certificates.enrollmentId, id), isNull(certificates.supersededAt));
  const [certificate] = await db.select().from(certificates).where(live).orderBy(desc(certificates.issuedAt));
  const quiz = quizzes.find(({ kind }) => kind === 'POST_TEST');
  const key = quiz?.key ?? '';
  const attempts = await db
    .select()
    .from(quizAttempts)
    .where(and(eq(quizAttempts.userId, userId), eq(quizAttempts.courseId, courseId), eq(quizAttempts.quizKey, key)));
  const extra = await db
    .select()
    .from(extraAttempts)
    .where(and(eq(extraAttempts.userId, userId), eq(extraAttempts.courseId, courseId), eq(extraAttempts.quizKey, key)));
  const raised = await db.select().from(regrades);
  const drawn = await db
    .select({ attempt: tables.attemptQuestions, objectiveKey: tables.questions.objectiveKey })
    .from(tables.attemptQuestions)
    .innerJoin(tables.questions, eq(tables.questions.id, tables.attemptQuestions.questionId));
  const asked = await db.select({ id: tables.quizzes.id, required: tables.quizzes.required }).from(tables.quizzes);
  const missedIn = (attempt: (typeof attempts)[number]) => {
    const right = drawn.filter(
      ({ attempt: { attemptId, questionId, correct } }) =>
        attemptId === attempt.id &&
        (correct === true || raised.some((one) => one.attemptId === attemptId && one.questionId === questionId)),
    );
    return (asked.find((one) => one.id === attempt.quizId)?.required ?? [])
      .filter(({ objectiveKey, pass }) => right.filter((one) => one.objectiveKey === objectiveKey).length < pass)
      .map(({ objectiveKey }) => objectiveKey);
  };
  const open = enrollment.claimedAt === null && enrollment.withdrawnAt === null;
  const signatures = await db.select().from(tables.attestations).where(eq(tables.attestations.enrollmentId, id));
  const signed = signatures.toSorted((a, b) => a.ordinal - b.ordinal).at(-1);
  return {
    id,
    purpose: enrollment.purpose,
    modules,
    basis: enrollment.basis,
    training: null,
    teaching: null,
    studyTimeWaived: accommodation?.studyTimeWaived ?? false,
    postTest: quiz
      ? {
          quizId: quiz.id,
          maxAttempts: quiz.maxAttempts,
          cooldownSeconds: quiz.cooldownSeconds,
          passPercent: quiz.passPercent ?? 0,
          required: quiz.required,
          attempts: attempts
            .toSorted((a, b) => a.ordinal - b.ordinal)
            .map((attempt) => {
              const own = raised.filter(({ attemptId }) => attemptId === attempt.id);
              const passes = own.filter(({ passedAfter }) => passedAfter).map(({ regradedAt }) => Number(regradedAt));
              const { enrollmentId, ordinal, dueAt, submittedAt, questionCount } = attempt;
              const counts = [attempt.correctCount ?? 0, ...own.map(({ correctCountAfter }) => correctCountAfter)];
              const raisedAt = passes.length === 0 ? null : new Date(Math.min(...passes));
              return {
                id: attempt.id,
                enrollmentId,
                ordinal,
                dueAt,
                submittedAt,
                passedAt: attempt.passed ? submittedAt : raisedAt,
                correctCount: attempt.correctCount === null ? null : Math.max(...counts),
                questionCount,
                missed: submittedAt === null ? [] : missedIn(attempt),
              };
            }),
          grants: extra.map(({ count, grantedAt }) => ({ count, grantedAt })),
        }
      : null,
    passedAt: enrollment.passedAt,
    evaluatedAt: enrollment.evaluatedAt,
    completedAt: enrollment.completedAt,
    signature: open && signed ? { signedAt: signed.attestedAt, typedName: signed.typedName } : null,
    legalName: profile?.legalName ?? null,
    title: version.title,
    label: version.label,
    certificateNumber: certificate?.number ?? null,
  };
};

const FIRST_PAGE = {
  below: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  above: '00000000-0000-0000-0000-000000000000',
  inverted: false,
  limit: 100,
};
const isOpen = ({ claimedAt, withdrawnAt }: EnrollmentRow) => claimedAt === null && withdrawnAt === null;
const shownOf = (expected: Expected, open: boolean) => ({
  progress: progressOf(expected),
  next: nextModule([...expected.modules])?.title ?? null,
  blockers: open ? blockers(expected, new Date()) : [],
  title: expected.title,
  label: expected.label,
  certificateNumber: expected.certificateNumber,
});

describe('over many random histories', () => {
  test('a page shows what a plain reading shows', async () => {
    const seen = { open: 0, claimed: 0, withdrawn: 0, left: 0 };
    for (const userId of learners) {
      const rows = await enrollmentsOf(world.db, { userId, ...FIRST_PAGE });
      const own = await world.db.$count(tables.enrollments, eq(tables.enrollments.userId, userId));
      expect(rows).toHaveLength(own);
      for (const row of rows) {
        const expected = await plainly(row.id);
        const { modules } = row;
        expect({
          progress: row.progress,
          next: (modules && nextModule([...modules])?.title) ?? null,
          blockers: isOpen(row) && modules ? blockers({ ...row, modules }, new Date()) : [],
          title: row.courseTitle,
          label: row.courseVersion,
          certificateNumber: row.certificateNumber,
        }).toEqual(shownOf(expected, isOpen(row)));
        expect(modules ?? 'claimed').toEqual(row.claimedAt === null ? expected.modules : 'claimed');
        if (isOpen(row)) seen.open += 1;
        if (row.claimedAt !== null) seen.claimed += 1;
        if (row.withdrawnAt !== null) seen.withdrawn += 1;
        if (isOpen(row) && row.progress.percent < 100) seen.left += 1;
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });

  test('the gate of a verb, a node and a page are one reading', async () => {
    for (const userId of learners.slice(0, 20)) {
      const rows = await enrollmentsOf(world.db, { userId, ...FIRST_PAGE });
      const ids = rows.map(({ id }) => id);
      expect(new Set(await ownEnrollmentsByIds(world.db, userId, ids))).toEqual(new Set(rows));
      const whole = await ownStandings(world.db, userId, ids);
      for (const row of rows) {
        const standing = await standingOf(world.db, row.id);
        expect(whole.find(({ id }) => id === row.id)).toEqual(standing);
        expect({ ...standing, modules: row.modules ?? standing.modules }).toEqual({
          ...row,
          modules: standing.modules,
        });
        expect(standing.modules).toEqual((await plainly(row.id)).modules);
      }
    }
  });

  test('over GraphQL too, with the modules of claimed enrollments, in a fixed number of statements', async () => {
    const query = `{ viewer { enrollments(first: 10) { nodes { progress { percent secondsCounted }
      modules { title secondsCounted completedAt } nextModule { title } blockers { code } } } } }`;
    for (const userId of learners.slice(0, 10)) {
      const { body } = await app.graphql(query, {}, { 'x-test-user': userId });
      const { nodes } = (body.data as { viewer: { enrollments: { nodes: unknown[] } } }).viewer.enrollments;
      const rows = await enrollmentsOf(world.db, { userId, ...FIRST_PAGE });
      for (const [at, row] of rows.entries()) {
        const expected = await plainly(row.id);
        const { progress, next, blockers: missing } = shownOf(expected, isOpen(row));
        expect(nodes[at]).toEqual({
          progress: { percent: progress.percent, secondsCounted: progress.secondsCounted },
          modules: expected.modules.map(({ title, countedMillis, completedAt }) => ({
            title,
            secondsCounted: Math.floor(countedMillis / 1000),
            completedAt: completedAt?.toISOString() ?? null,
          })),
          nextModule: next === null ? null : { title: next },
          blockers: missing.map(({ code }) => ({ code })),
        });
      }
      expect(await world.countStatements(() => app.graphql(query, {}, { 'x-test-user': userId }))).toBeLessThanOrEqual(
        2,
      );
    }
  });
});

test('a version is read once, however many pages show it', async () => {
  const [userId] = learners;
  if (userId === undefined) throw new Error('no learner');
  const read = () => enrollmentsOf(world.db, { userId, ...FIRST_PAGE });
  await read();
  expect(await world.countStatements(read)).toBe(1);
});
