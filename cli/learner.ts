import { and, eq } from 'drizzle-orm';
import type { Database } from '../drizzle/client.ts';
import type { CourseId, UserId } from '../drizzle/ids.ts';
import { courses, courseVersions, questions, quizzes } from '../drizzle/schema.ts';
import { userByEmail } from '../schema/accounts/queries.ts';
import { grantAccommodation } from '../schema/enrollments/operations/accommodate.ts';
import { grantExtraAttempts } from '../schema/quizzes/operations/grantExtraAttempts.ts';
import { regradeQuestion } from '../schema/quizzes/operations/regradeQuestion.ts';
import { withDatabase } from './database.ts';

/** The person whom an operator means. Throws when nobody has signed in with this address. */
export const userOf = async (db: Database, email: string): Promise<UserId> => {
  const userId = await userByEmail(db, email);
  if (userId === null) throw new Error(`Nobody has signed in as ${email}.`);
  return userId;
};

/** The course of this slug. Throws when there is none. */
export const courseOf = async (db: Database, slug: string): Promise<CourseId> => {
  const [course] = await db.select({ id: courses.id }).from(courses).where(eq(courses.slug, slug));
  if (course === undefined) throw new Error(`There is no course ${slug}.`);
  return course.id;
};

const wholeNumber = (text: string, what: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new Error(`Write ${what} as a whole number, not ${text}.`);
  return value;
};

/** attempts grant EMAIL COUNT --course SLUG --quiz KEY --reason TEXT --by WHO */
export const grantAttempts = async (email: string, count: string, options: Record<string, string>): Promise<void> => {
  const { course = '', quiz = '', reason = '', by = '' } = options;
  await withDatabase(async (db) => {
    const [userId, courseId] = [await userOf(db, email), await courseOf(db, course)];
    const granted = wholeNumber(count, 'the number of attempts');
    await grantExtraAttempts(db, {
      userId,
      courseId,
      quizKey: quiz,
      count: granted,
      reason,
      grantedBy: by,
      now: new Date(),
    });
  });
  console.log(`${email} may sit ${quiz} of ${course} ${count} more times.`);
};

/** question regrade KEY --course SLUG --reason TEXT --by WHO: every version's question of this key counts as right */
export const regrade = async (
  key: string,
  { course = '', reason = '', by = '' }: Record<string, string>,
): Promise<void> => {
  const { raised, newlyPassed } = await withDatabase(async (db) => {
    const courseId = await courseOf(db, course);
    const found = await db
      .select({ id: questions.id })
      .from(questions)
      .innerJoin(quizzes, eq(quizzes.id, questions.quizId))
      .innerJoin(courseVersions, eq(courseVersions.id, quizzes.versionId))
      .where(and(eq(courseVersions.courseId, courseId), eq(questions.key, key)));
    if (found.length === 0) throw new Error(`${course} has no question ${key}.`);
    const sum = { raised: 0, newlyPassed: 0 };
    for (const { id } of found) {
      const one = await regradeQuestion(db, { questionId: id, reason, regradedBy: by, now: new Date() });
      sum.raised += one.raised;
      sum.newlyPassed += one.newlyPassed;
    }
    return sum;
  });
  console.log(`${raised} results rose, ${newlyPassed} newly pass; none was lowered.`);
};

/** accommodation grant EMAIL --course SLUG --quiz-time PERCENT --study-time asked|waived --reason TEXT --by WHO */
export const accommodate = async (email: string, options: Record<string, string>): Promise<void> => {
  const { course = '', reason = '', by = '', 'quiz-time': quizTime = '', 'study-time': studyTime = '' } = options;
  if (studyTime !== 'asked' && studyTime !== 'waived')
    throw new Error('Write --study-time asked or --study-time waived.');
  const quizTimePercent = wholeNumber(quizTime, '--quiz-time');
  await withDatabase(async (db) => {
    const [userId, courseId] = [await userOf(db, email), await courseOf(db, course)];
    await grantAccommodation(db, {
      userId,
      courseId,
      quizTimePercent,
      studyTimeWaived: studyTime === 'waived',
      reason,
      grantedBy: by,
      now: new Date(),
    });
  });
  console.log(`${email} has ${quizTimePercent} % of the quiz time of ${course}; study time is ${studyTime}.`);
};
