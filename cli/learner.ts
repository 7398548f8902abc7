import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../drizzle/client.ts';
import type { CourseId, QuestionId, UserId } from '../drizzle/ids.ts';
import { courses, courseVersions, questions, quizzes, users } from '../drizzle/schema.ts';
import { grantAccommodation } from '../schema/enrollments/operations/accommodate.ts';
import { grantExtraAttempts } from '../schema/quizzes/operations/grantExtraAttempts.ts';
import { regradeQuestion } from '../schema/quizzes/operations/regradeQuestion.ts';
import { withDatabase } from './database.ts';

const userOf = async (db: Database, email: string): Promise<UserId> => {
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.email}) = ${email.trim().toLowerCase()}`);
  if (user === undefined) throw new Error(`Nobody has signed in as ${email}.`);
  return user.id;
};

const courseOf = async (db: Database, slug: string): Promise<CourseId> => {
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
  const raised = await withDatabase(async (db) => {
    const courseId = await courseOf(db, course);
    const found = await db
      .select({ id: questions.id })
      .from(questions)
      .innerJoin(quizzes, eq(quizzes.id, questions.quizId))
      .innerJoin(courseVersions, eq(courseVersions.id, quizzes.versionId))
      .where(and(eq(courseVersions.courseId, courseId), eq(questions.key, key)));
    if (found.length === 0) throw new Error(`${course} has no question ${key}.`);
    let attempts = 0;
    for (const { id } of found) attempts += await regradeOne(db, id, reason, by);
    return attempts;
  });
  console.log(`${raised} attempts were looked at again; none was lowered.`);
};

const regradeOne = async (db: Database, questionId: QuestionId, reason: string, by: string): Promise<number> => {
  const result = await regradeQuestion(db, { questionId, reason, regradedBy: by, now: new Date() });
  return result.raised;
};

/** accommodation grant EMAIL --course SLUG --quiz-time PERCENT --study-time asked|waived --by WHO */
export const accommodate = async (email: string, options: Record<string, string>): Promise<void> => {
  const { course = '', by = '', 'quiz-time': quizTime = '', 'study-time': studyTime = '' } = options;
  if (studyTime !== 'asked' && studyTime !== 'waived')
    throw new Error('Write --study-time asked or --study-time waived.');
  const quizTimePercent = wholeNumber(quizTime, '--quiz-time');
  if (quizTimePercent < 100 || quizTimePercent > 400)
    throw new Error('Write --quiz-time from 100 (the usual time) to 400.');
  await withDatabase(async (db) => {
    const [userId, courseId] = [await userOf(db, email), await courseOf(db, course)];
    await grantAccommodation(db, {
      userId,
      courseId,
      quizTimePercent,
      studyTimeWaived: studyTime === 'waived',
      grantedBy: by,
      now: new Date(),
    });
  });
  console.log(`${email} has ${quizTimePercent} % of the quiz time of ${course}; study time is ${studyTime}.`);
};
