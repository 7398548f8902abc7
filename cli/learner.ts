import type { Database } from '../drizzle/client.ts';
import type { CourseId, UserId } from '../drizzle/ids.ts';
import { userByEmail } from '../schema/accounts/queries/people.ts';
import { operatorAct } from '../schema/act.ts';
import { courseBySlug } from '../schema/courses/queries.ts';
import { grantAccommodation } from '../schema/enrollments/operations/grantAccommodation.ts';
import { grantExtraAttempts } from '../schema/quizzes/operations/grantExtraAttempts.ts';
import { regradeQuestion } from '../schema/quizzes/operations/regradeQuestion.ts';
import { questionIdsByKey } from '../schema/quizzes/queries/questions.ts';
import { withDatabase } from './database.ts';

/** The person whom an operator names. Throws when no one has signed in with this address. */
export async function userOf(db: Database, email: string): Promise<UserId> {
  const userId = await userByEmail(db, email);
  if (userId === null) throw new Error(`No one has signed in as ${email}.`);
  return userId;
}

/** The course of this slug. Throws when there is none. */
export async function courseOf(db: Database, slug: string): Promise<CourseId> {
  const course = await courseBySlug(db, slug);
  if (course === null) throw new Error(`There is no course ${slug}.`);
  return course.id;
}

function wholeNumber(text: string, what: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new Error(`Write ${what} as a whole number, not ${text}.`);
  return value;
}

/** attempts grant EMAIL COUNT --course SLUG --quiz KEY --reason TEXT --by WHO */
export async function grantAttempts(email: string, count: string, options: Record<string, string>): Promise<void> {
  const { course = '', quiz = '', reason = '', by = '' } = options;
  await withDatabase(async (db) => {
    const [userId, courseId] = [await userOf(db, email), await courseOf(db, course)];
    const granted = wholeNumber(count, 'the number of attempts');
    const facts = { userId, courseId, quizKey: quiz, count: granted, reason, grantedBy: by };
    await grantExtraAttempts(db, operatorAct(new Date()), facts);
  });
  console.log(`${email} may attempt ${quiz} of ${course} ${count} more times.`);
}

/** question regrade KEY --course SLUG --reason TEXT --by WHO: every version's question of this key counts as right */
export async function regrade(
  key: string,
  { course = '', reason = '', by = '' }: Record<string, string>,
): Promise<void> {
  const { raised, newlyPassed } = await withDatabase(async (db) => {
    const courseId = await courseOf(db, course);
    const questionIds = await questionIdsByKey(db, courseId, key);
    if (questionIds.length === 0) throw new Error(`${course} has no question ${key}.`);
    const sum = { raised: 0, newlyPassed: 0 };
    for (const questionId of questionIds) {
      const one = await regradeQuestion(db, operatorAct(new Date()), { questionId, reason, regradedBy: by });
      sum.raised += one.raised;
      sum.newlyPassed += one.newlyPassed;
    }
    return sum;
  });
  console.log(`${raised} results rose, ${newlyPassed} newly pass; no result fell.`);
}

/** accommodation grant EMAIL --course SLUG --quiz-time PERCENT --study-time asked|waived --reason TEXT --by WHO */
export async function accommodate(email: string, options: Record<string, string>): Promise<void> {
  const { course = '', reason = '', by = '', 'quiz-time': quizTime = '', 'study-time': studyTime = '' } = options;
  if (studyTime !== 'asked' && studyTime !== 'waived')
    throw new Error('Write --study-time asked or --study-time waived.');
  const quizTimePercent = wholeNumber(quizTime, '--quiz-time');
  await withDatabase(async (db) => {
    const [userId, courseId] = [await userOf(db, email), await courseOf(db, course)];
    const terms = { quizTimePercent, studyTimeWaived: studyTime === 'waived', reason, grantedBy: by };
    await grantAccommodation(db, operatorAct(new Date()), { ...terms, userId, courseId });
  });
  console.log(`${email} has ${quizTimePercent} % of the quiz time of ${course}; study time is ${studyTime}.`);
}
