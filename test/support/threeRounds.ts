import { and, eq } from 'drizzle-orm';
import type { EnrollmentId, QuizId, UserId } from '../../drizzle/ids.ts';
import { enrollments, quizzes } from '../../drizzle/schema.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { recordEvaluated } from '../../schema/enrollments/operations/milestones.ts';
import { signAttestation } from '../../schema/enrollments/operations/signAttestation.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { startTestApp } from './app.ts';
import { claimFor } from './creditHolder.ts';
import { member } from './issued.ts';
import { attemptOnce } from './quizCourse.ts';
import { sampleOrganization, samplePackage } from './samplePackage.ts';
import { completeContent, enrolled, newLearner, openWorld, studyModule, type World } from './world.ts';

export const NAME = 'Li Wu';
export const day = (day: number) => new Date(Date.UTC(2026, 10, day, 9));

export const quizOf = async ({ db }: World, enrollmentId: EnrollmentId, key: string): Promise<QuizId> => {
  const [row] = await db
    .select({ id: quizzes.id })
    .from(quizzes)
    .innerJoin(enrollments, eq(enrollments.versionId, quizzes.versionId))
    .where(and(eq(enrollments.id, enrollmentId), eq(quizzes.key, key)));
  if (row === undefined) throw new Error(`no quiz ${key}`);
  return row.id;
};

export const firstModule = async ({ db }: World, id: EnrollmentId) => {
  const [module] = (await standingOf(db, id)).modules;
  if (module === undefined) throw new Error('an enrollment without a module');
  return module.moduleId;
};

/** One person’s three enrollments: for oneself and given up, for credit and claimed, and for credit in the second version. */
const threeRounds = async (world: World, userId: UserId) => {
  const { db } = world;
  const personal = await enrolled(world, userId, { purpose: 'PERSONAL', now: day(2) });
  const sit = async (enrollmentId: EnrollmentId, key: string, right: number, on: Date) =>
    attemptOnce(db, { userId, enrollmentId, quizId: await quizOf(world, enrollmentId, key) }, right, on);
  await sit(personal, 'pre-test', 0, day(2));
  await sit(personal, 'check-first', 0, day(2));
  await studyModule(db, userId, personal, await firstModule(world, personal), day(2));
  await withdrawEnrollment(db, userAct(userId, day(3)), { enrollmentId: personal });

  const credit = await enrolled(world, userId, { now: day(4) });
  await sit(credit, 'check-first', 1, day(4));
  await completeContent(db, userId, credit, day(4));
  await sit(credit, 'post-test', 5, day(7));
  await recordEvaluated(db, { now: day(8) }, { enrollmentId: credit });
  const signed = { textVersion: '1', typedName: NAME, signedInBy: 'EMAIL_CODE' as const };
  const network = { ipAddress: null, userAgent: null };
  await signAttestation(db, userAct(userId, day(8)), { enrollmentId: credit, ...signed, ...network });
  await claimFor(world, { userId, enrollmentId: credit, now: day(8) }, NAME);

  const edition = samplePackage((files) => {
    const course = files.get('course.yaml') ?? '';
    files.set('course.yaml', course.replace('"1.0"', '"2.0"').replace('Sample course', 'Sample course, revised'));
  });
  await importCourse(db, systemAct(day(9)), { package: edition });
  const second = await enrolled(world, userId, { now: day(10) });
  await startAttempt(db, userAct(userId, day(10)), {
    enrollmentId: second,
    quizId: await quizOf(world, second, 'pre-test'),
  });
  await studyModule(db, userId, second, await firstModule(world, second), day(10));
  return { personal, credit, second };
};

// biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
type Answer = { data: any; codes: string[] };

/** A course in two versions, its learner in three rounds, and the app over HTTP on the twentieth. */
export const openThreeRounds = async () => {
  const opened = await openWorld();
  const act = systemAct(day(1));
  const { id: organizationId } = await importOrganization(opened.db, act, { organization: sampleOrganization() });
  const { courseId } = await importCourse(opened.db, act, { package: samplePackage() });
  const world = { ...opened, courseId };
  const app = await startTestApp(world.pool, { config: { networkCostPerMinute: 1e9 }, now: () => day(20) });
  const learner = await newLearner(world.db, NAME);
  await member(world, 'OWNER', organizationId);
  const rounds = await threeRounds(world, learner);
  return {
    world,
    learner,
    rounds,
    askAs:
      (userId: UserId | null) =>
      async (query: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
        const { body } = await app.graphql(query, variables, userId === null ? {} : { 'x-test-user': userId });
        return { data: body.data, codes: (body.errors ?? []).map(({ extensions }) => String(extensions?.code)) };
      },
    close: async () => {
      await app.stop();
      await world.close();
    },
  };
};
