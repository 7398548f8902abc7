import { eq, sql } from 'drizzle-orm';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { organizations, passkeys, quizzes } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import type { SignInMethod } from '../../schema/context.ts';
import { recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { startStudy } from '../../schema/enrollments/operations/startStudy.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { evaluationForm } from '../../schema/evaluations/queries.ts';
import { addLicense } from '../../schema/licenses/operations/addLicense.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { member } from './issued.ts';
import { LMFT } from './licenses.ts';
import { answersTo } from './quizCourse.ts';
import { globalId } from './quizPages.ts';
import { newLearner, newReader, type World } from './world.ts';

/** The moment of every call. */
export const CALL_TIME = new Date('2026-11-30T09:00:00Z');

/** A mutation's input, whose it is, and how they signed in. */
export type Call = { userId: UserId; input: Record<string, unknown>; signedInBy?: SignInMethod };

/** Someone with a passkey who has just signed in with it. */
export const withPasskey = async (world: World) => {
  const userId = await newLearner(world.db);
  const device = { counter: 0, deviceType: 'singleDevice', backedUp: false };
  await world.db.insert(passkeys).values({ userId, publicKey: 'sample', credentialID: userId, ...device });
  return { userId, signedInBy: 'PASSKEY' as const };
};

/** Someone who has completed every module of the course, or all but the first. */
export const reader = async (world: World, { butFirst = false } = {}) => {
  const place = await newReader(world);
  const { enrollmentId } = place;
  const moment = CALL_TIME.toISOString();
  await world.db.execute(sql`insert into module_progress
      (id, enrollment_id, module_id, counted_millis, furthest_permille, check_passed_at, last_active_at, completed_at)
    select gen_random_uuid(), e.id, m.id, m.min_seconds * 1000, 1000, ${moment}, ${moment},
      case when m.position > 1 or not ${butFirst}::boolean then ${moment}::timestamptz end
    from enrollments e join modules m on m.version_id = e.version_id where e.id = ${enrollmentId}`);
  if (!butFirst)
    await world.db.execute(sql`update enrollments set content_done_at = ${moment} where id = ${enrollmentId}`);
  const own = { userId: place.userId, enrollment: { enrollmentId: globalId('Enrollment', enrollmentId) } };
  return { ...place, ...own, module: { moduleId: globalId('Module', place.moduleId) } };
};

/** The post-test of the course. */
export const postTest = async (world: World) => {
  const [quiz] = await world.db.select().from(quizzes).where(eq(quizzes.kind, 'POST_TEST'));
  if (quiz === undefined) throw new Error('no post-test');
  return quiz.id;
};

/** Someone in the middle of the post-test, and right answers to it. */
export const sitting = async (world: World) => {
  const { userId, enrollmentId } = await reader(world);
  const { attempt } = await startAttempt(world.db, userAct(userId, CALL_TIME), {
    enrollmentId,
    quizId: await postTest(world),
  });
  const option = (id: string | null) => globalId('Option', id ?? '');
  const answers = (await answersTo(world.db, attempt.id, attempt.questionCount)).map(({ questionId, answer }) => ({
    questionId: globalId('AttemptQuestion', questionId ?? ''),
    answer: {
      ...(answer?.optionIds && { optionIds: answer.optionIds.map(option) }),
      ...(answer?.orderedIds && { orderedIds: answer.orderedIds.map(option) }),
      ...(answer?.pairs && {
        pairs: answer.pairs.map(({ leftId, rightId }) => ({ leftId: option(leftId), rightId: option(rightId) })),
      }),
    },
  }));
  return { userId, attemptId: globalId('QuizAttempt', attempt.id), answers };
};

/** Someone who has passed the post-test. */
export const passed = async (world: World) => {
  const place = await reader(world);
  await recordPostTestPassed(world.db, { now: CALL_TIME }, place);
  return place;
};

/** An answer to every item of the evaluation that needs one. */
export const required = async (world: World, enrollmentId: EnrollmentId) => {
  const { versionId } = await standingOf(world.db, enrollmentId);
  const { items } = await evaluationForm(world.db, versionId);
  return items
    .filter((item) => item.required)
    .map(({ key, kind, options }) => ({ itemKey: key, ...(kind === 'SCALE' ? { scale: 1 } : { choice: options[0] }) }));
};

/** An event of someone who is reading the first module. */
export const studying = async (world: World, activity: 'START' | 'BEAT' | 'STOP'): Promise<Call> => {
  const { userId, enrollmentId, moduleId, enrollment, module } = await reader(world, { butFirst: true });
  const facts = { enrollmentId, moduleId, position: 0, speed: 1 };
  const { sessionId } = await startStudy(world.db, userAct(userId, CALL_TIME), facts);
  const studySessionId = globalId('StudySession', sessionId);
  return { userId, input: { ...enrollment, ...module, activity, studySessionId, positionPermille: 1 } };
};

/** Someone with a license. */
export const licensed = async (world: World) => {
  const userId = await newLearner(world.db, 'Li Wu');
  const license = { ...LMFT, nameOnLicense: null, expiresOn: null, cycle: null };
  const { licenseId } = await addLicense(world.db, userAct(userId, CALL_TIME), { license, vault: world.vault });
  return { userId, licenseId: globalId('License', licenseId) };
};

/** An owner of the sample institute. */
export const organizer = async (world: World) => {
  const userId = await member(world, 'OWNER');
  const [institute] = await world.db.select().from(organizations).where(eq(organizations.slug, 'sample-institute'));
  return { userId, organizationId: globalId('Organization', institute?.id ?? '') };
};
