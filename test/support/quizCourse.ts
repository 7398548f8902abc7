import { createHash, randomUUID } from 'node:crypto';
import { connect, type Database, type Pool } from '../../drizzle/client.ts';
import {
  type CourseId,
  type CourseVersionId,
  type EnrollmentId,
  type ModuleId,
  newId,
  newRandomId,
  type OptionId,
  type OrganizationId,
  type QuestionId,
  type QuizAttemptId,
  type QuizId,
  type UserId,
} from '../../drizzle/ids.ts';
import type { SavedAnswer } from '../../drizzle/schema.ts';
import * as tables from '../../drizzle/schema.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { userAct } from '../../schema/act.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { drawnQuestionsOf } from '../../schema/quizzes/queries/questions.ts';
import type { AnswerGiven } from '../../schema/quizzes/rules/answers.ts';
import { type KeyedQuestion, rightAnswer } from '../../schema/quizzes/rules/grading.ts';
import { createTestDatabase } from './database.ts';

type QuizRow = typeof tables.quizzes.$inferInsert;
type OptionRow = typeof tables.options.$inferInsert;
type QuizTerms = Partial<
  Pick<
    QuizRow,
    | 'draw'
    | 'shuffle'
    | 'passPercent'
    | 'maxAttempts'
    | 'cooldownSeconds'
    | 'feedback'
    | 'required'
    | 'trueFalsePercent'
  >
> & {
  timeLimitSeconds?: number | null;
  pool?: number;
};

/** One module with a check, a pre-test, and a post-test of 10 in a pool of which 5 are drawn; 80 percent pass. */
export type QuizCourse = {
  courseId: CourseId;
  versionId: CourseVersionId;
  moduleId: ModuleId;
  preTest: QuizId;
  check: QuizId;
  postTest: QuizId;
};

/** The application's role on a database of its own; `close` leaves nothing behind. */
export const openTestPool = async (options: { max?: number; onStatement?: (text: string) => void } = {}) => {
  const database = await createTestDatabase();
  const pool: Pool = connect(database.appUrl, options);
  return {
    db: pool.db,
    ownerUrl: database.ownerUrl,
    close: async () => {
      await pool.close();
      await database.drop();
    },
  };
};

/** A course with its first version. */
export const addQuizCourse = async (db: Database, postTest: QuizTerms = {}): Promise<QuizCourse> => {
  const [organizationId, courseId] = [newId<OrganizationId>(), newId<CourseId>()];
  await db.insert(tables.organizations).values({
    id: organizationId,
    slug: `sample-${organizationId}`,
    legalName: 'Sample Institute',
    timeZone: 'Pacific/Auckland',
    address: ['1 Example Street'],
    website: 'https://institute.example.org',
    email: 'office@institute.example.org',
    grievanceContact: 'office@institute.example.org',
    accommodationContact: 'office@institute.example.org',
    fictional: true,
  });
  await db.insert(tables.courses).values({ id: courseId, slug: `course-${courseId}`, organizationId });
  return addQuizVersion(db, courseId, 1, postTest);
};

/** A further version of the same course with the same keys. */
export const addQuizVersion = (
  db: Database,
  courseId: CourseId,
  ordinal: number,
  postTest: QuizTerms = {},
): Promise<QuizCourse> =>
  db.transaction(async (tx) => {
    const versionId = newId<CourseVersionId>();
    const moduleId = newId<ModuleId>();
    await tx.insert(tables.courseVersions).values(versionRow(versionId, courseId, ordinal));
    await tx.insert(tables.modules).values({
      id: moduleId,
      versionId,
      position: 1,
      key: 'first',
      title: 'First module',
      kind: 'READING',
      body: 'A few words.',
      objectiveKeys: ['o1'],
      wordCount: 3,
      minSeconds: 0,
    });
    const add = (terms: Pick<QuizRow, 'kind' | 'key'> & QuizTerms & { moduleId?: ModuleId }) =>
      addQuiz(tx, { title: terms.key, versionId, draw: 2, passPercent: 50, feedback: 'AFTER_PASS', ...terms });
    return {
      courseId,
      versionId,
      moduleId,
      preTest: await add({ kind: 'PRE_TEST', key: 'pre-test', passPercent: 0, feedback: 'NEVER', pool: 2 }),
      check: await add({ kind: 'MODULE_CHECK', key: 'check-first', moduleId, pool: 3 }),
      postTest: await add({
        kind: 'POST_TEST',
        key: 'post-test',
        draw: 5,
        passPercent: 80,
        maxAttempts: 3,
        pool: 10,
        ...postTest,
      }),
    };
  });

const versionRow = (id: CourseVersionId, courseId: CourseId, ordinal: number) => ({
  id,
  courseId,
  ordinal,
  label: `${ordinal}.0`,
  contentHash: createHash('sha256').update(id).digest('hex'),
  title: 'A sample course',
  subtitle: 'For tests',
  language: 'en',
  format: 'SELF_PACED_READING' as const,
  level: 'INTRODUCTORY' as const,
  summary: 'A sample.',
  notice: 'Education, not therapy.',
  minimumAge: 18,
  objectives: [{ key: 'o1', text: 'Name one thing.' }],
  audience: ['Anyone'],
  limitationsAndRisks: [],
  commercialSupport: 'None.',
  references: [],
  basedOn: [],
  review: { status: 'PENDING' as const, note: 'Not reviewed.' },
  calculation: { words: 3, questions: 10, difficulty: 1, formulas: [], lowest: 'none' },
  evaluation: {},
  wordCount: 3,
  studyHundredths: 100,
  package: {},
  publishedAt: new Date('2026-11-01T00:00:00Z'),
});

const TYPES = ['SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'MATCHING', 'ORDERING'] as const;

const addQuiz = async (tx: Database, { pool = 2, ...terms }: Omit<QuizRow, 'id' | 'shuffle'> & { pool?: number }) => {
  const quizId = newRandomId<QuizId>();
  await tx.insert(tables.quizzes).values({ id: quizId, shuffle: true, ...terms });
  for (let number = 0; number < pool; number++) {
    const questionId = newRandomId<QuestionId>();
    const type = TYPES[number % TYPES.length] ?? 'SINGLE';
    const key = `${terms.key}-${number}`;
    const objectiveKey = `o${number % 2}`;
    await tx
      .insert(tables.questions)
      .values({ id: questionId, quizId, key, type, objectiveKey, moduleKey: 'first', prompt: `Prompt ${key}` });
    await tx.insert(tables.options).values(optionsOf(type, questionId, key));
  }
  return quizId;
};

const optionsOf = (type: (typeof TYPES)[number], questionId: QuestionId, key: string): OptionRow[] => {
  const option = (name: string, rest: Partial<OptionRow>): OptionRow => ({
    id: newRandomId<OptionId>(),
    questionId,
    side: 'CHOICE',
    text: `${key} ${name}`,
    rationale: `Because ${key} ${name}`,
    ...rest,
  });
  if (type === 'ORDERING') return [1, 2, 3].map((rank) => option(`step ${rank}`, { side: 'ITEM', rank }));
  if (type === 'MATCHING') {
    const rights = [1, 2, 3].map((number) => option(`right ${number}`, { side: 'RIGHT' }));
    const lefts = rights.map(({ id }, at) => option(`left ${at + 1}`, { side: 'LEFT', matchId: id }));
    return [...rights, ...lefts];
  }
  const right = type === 'MULTIPLE' ? 2 : 1;
  const names = type === 'TRUE_FALSE' ? ['true', 'false'] : ['one', 'two', 'three', 'four'];
  return names.map((name, at) => option(name, { isCorrect: at < right }));
};

export const addLearner = async (db: Database): Promise<UserId> => {
  const id = newId<UserId>();
  await db.insert(tables.users).values({ id, email: `learner-${id}@example.org` });
  return id;
};

type Enrolled = {
  userId: UserId;
  course: Pick<QuizCourse, 'courseId' | 'versionId'>;
  round?: number;
  purpose?: Purpose;
  contentDone?: boolean;
};

/** An open enrollment, by default with all content done. */
export const addEnrollment = async (
  db: Database,
  { userId, course, round = 1, purpose = 'CREDIT', contentDone = true }: Enrolled,
): Promise<EnrollmentId> => {
  const id = newId<EnrollmentId>();
  const at = new Date('2026-11-02T00:00:00Z');
  const hash = createHash('sha256').update(randomUUID()).digest('hex');
  await db.insert(tables.disclosures).values({ hash, content: {} });
  await db.insert(tables.enrollments).values({
    id,
    userId,
    courseId: course.courseId,
    versionId: course.versionId,
    purpose,
    round,
    enrolledAt: at,
    disclosuresHash: hash,
    disclosuresAcceptedAt: at,
    adultConfirmedAt: at,
    specimen: false,
    contentDoneAt: contentDone ? at : null,
  });
  return id;
};

/** An answer to every drawn question: right where `isRight` says so, else valid and wrong. */
export const answersWhere = async (
  db: Database,
  attemptId: QuizAttemptId,
  isRight: (question: { objectiveKey: string }, at: number) => boolean,
): Promise<AnswerGiven[]> => {
  const drawn = await drawnQuestionsOf(db, attemptId);
  return drawn.map((question, at) => ({
    questionId: question.id,
    answer: isRight(question, at) ? rightAnswer(question) : wrongAnswer(question),
  }));
};

/** An answer to every drawn question: the first `right` of them right, the others valid and wrong. */
export const answersTo = (db: Database, attemptId: QuizAttemptId, right: number): Promise<AnswerGiven[]> =>
  answersWhere(db, attemptId, (_question, at) => at < right);

const wrongAnswer = (question: KeyedQuestion): SavedAnswer => {
  const right = rightAnswer(question);
  if ('orderedIds' in right) return { orderedIds: [...right.orderedIds].reverse() };
  if ('pairs' in right) {
    const rights = right.pairs.map((pair) => pair.rightId);
    return { pairs: right.pairs.map(({ leftId }, at) => ({ leftId, rightId: rights[(at + 1) % 3] ?? leftId })) };
  }
  const wrong = question.options.filter((option) => !option.isCorrect).slice(0, 1);
  return { optionIds: wrong.map((option) => option.id) };
};

/** A learner in an open enrollment of a course of their own. */
export const seatAt = async (
  db: Database,
  { postTest, contentDone = true }: { postTest?: QuizTerms; contentDone?: boolean } = {},
) => {
  const course = await addQuizCourse(db, postTest);
  const userId = await addLearner(db);
  const enrollmentId = await addEnrollment(db, { userId, course, contentDone });
  return { course, userId, enrollmentId, quizId: course.postTest };
};

type Place = { userId: UserId; enrollmentId: EnrollmentId; quizId: QuizId };

/** Starts and submits one attempt with so many right answers. */
export const attemptOnce = async (
  db: Database,
  place: Place,
  right: number,
  startedAt: Date,
  submittedAt = startedAt,
) => {
  const { attempt } = await startAttempt(db, userAct(place.userId, startedAt), place);
  const answers = await answersTo(db, attempt.id, right);
  return submitAttempt(db, userAct(place.userId, submittedAt), { attemptId: attempt.id, answers });
};
