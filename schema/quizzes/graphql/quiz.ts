import { encodeGlobalID } from '@pothos/plugin-relay';
import type { EnrollmentId, QuizId } from '../../../drizzle/ids.ts';
import { type Context, signedIn } from '../../context.ts';
import { QuizKindEnum, RequirementType } from '../../courses/graphql/parts.ts';
import { enrolledKey, parseEnrolledKey } from '../../enrolledKeys.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import type { EnrollmentRow } from '../../enrollments/queries.ts';
import { builder } from '../../graphql/builder.ts';
import { startError } from '../errors.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { type EnrolledQuiz, enrolledQuizzesOf } from '../queries/enrolledQuizzes.ts';
import { limitSeconds, type Outlook, outlook, type StartRefusal } from '../rules/starting.ts';
import { QuizAttemptRef } from './attempt.ts';
import { ClosedReasonEnum } from './closedReason.ts';

/** How many earlier attempts a page shows. */
const LATEST = 10;

type Quiz = EnrolledQuiz & Outlook;

const quizOf = (quiz: EnrolledQuiz, now: Date): Quiz => ({ ...quiz, ...outlook({ ...quiz, quiz, now }) });

const QuizBlockEnum = builder.enumType('QuizBlockCode', {
  description: 'Why no attempt can begin now; the codes of the errors of `startQuizAttempt`.',
  values: {
    QUIZ_NOT_OPEN: { description: 'The quiz is not open at this point of the course; see `reason`.' },
    QUIZ_PASSED: { value: 'ALREADY_PASSED', description: 'Passed in this enrollment.' },
    ATTEMPTS_USED: { description: 'Every attempt is used.' },
    COOLDOWN: { description: 'The waiting time is not over; see `nextAttemptAt` of the quiz.' },
  } as const,
});

const QuizBlockType = builder.objectRef<StartRefusal>('QuizBlock').implement({
  description: 'Why no attempt can begin now.',
  fields: (t) => ({
    code: t.field({ type: QuizBlockEnum, description: 'Why, for programs.', resolve: (refusal) => refusal.because }),
    message: t.string({ description: 'Why, in a sentence.', resolve: (refusal) => startError(refusal).message }),
    reason: t.field({
      type: ClosedReasonEnum,
      nullable: true,
      description: 'For QUIZ_NOT_OPEN.',
      resolve: (refusal) => (refusal.because === 'QUIZ_NOT_OPEN' ? refusal.reason : null),
    }),
  }),
});

export const QuizRef = builder.loadableNodeRef('Quiz', {
  id: {
    description: 'Start an attempt with this. It is this enrollment’s own: another round has others.',
    resolve: (quiz: Quiz) => enrolledKey(quiz.quizId, quiz.enrollmentId),
  },
  load: async (ids: string[], context): Promise<(Quiz | null)[]> => {
    const keys = ids.map((id) => parseEnrolledKey<QuizId>(id));
    const enrollmentIds = keys.flatMap((key) => key?.enrollmentId ?? []);
    if (context.viewer === null || enrollmentIds.length === 0) return ids.map(() => null);
    const quizzes = await quizzesOf(context, enrollmentIds);
    return keys.map((key) => {
      const quiz = quizzes.find((row) => row.enrollmentId === key?.enrollmentId && row.quizId === key?.key);
      return quiz ?? null;
    });
  },
});

builder.objectType(QuizRef, {
  description: 'A quiz of your enrollment, with your results.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    kind: t.expose('kind', { type: QuizKindEnum, description: 'What it is for.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    moduleId: t.id({
      nullable: true,
      description: 'The module of your enrollment that it checks.',
      resolve: ({ moduleId, enrollmentId }) =>
        moduleId && encodeGlobalID('EnrolledModule', enrolledKey(moduleId, enrollmentId)),
    }),
    questionCount: t.exposeInt('draw', { description: 'Questions drawn for each attempt.' }),
    passPercent: t.exposeInt('passPercent', { description: 'Percent of questions that must be right.' }),
    required: t.expose('required', {
      type: [RequirementType],
      description: 'What must be passed by itself, beside the percentage; empty when nothing must.',
    }),
    timeLimitMinutes: t.float({
      nullable: true,
      description: 'Minutes for one attempt, including your accommodation; null without a limit.',
      resolve: (quiz) => minutes(limitSeconds(quiz.timeLimitSeconds, quiz.quizTimePercent)),
    }),
    cooldownHours: t.float({
      nullable: true,
      description: 'Hours to wait after an attempt that was not passed; null without a wait.',
      resolve: ({ cooldownSeconds }) => cooldownSeconds && cooldownSeconds / 3600,
    }),
    attemptsUsed: t.exposeInt('used', {
      description: 'Attempts you have begun since you last passed it, in this and earlier enrollments.',
    }),
    attemptsAllowed: t.exposeInt('allowed', {
      nullable: true,
      description: 'Attempts allowed, including granted ones; null without a limit.',
    }),
    attemptsLeft: t.exposeInt('left', { nullable: true, description: 'Attempts left; null without a limit.' }),
    passed: t.exposeBoolean('passedHere', { description: 'Whether you passed it in this enrollment.' }),
    openNow: t.boolean({
      description: 'Whether `startQuizAttempt` would begin an attempt, or continue the open one.',
      resolve: ({ refusal }) => refusal === null,
    }),
    notOpen: t.expose('refusal', {
      type: QuizBlockType,
      nullable: true,
      description: 'Why not; null when it is open.',
    }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next attempt opens; null when you do not have to wait.',
      resolve: ({ refusal }) => (refusal?.because === 'COOLDOWN' ? refusal.retryAt : null),
    }),
    latestAttempts: t.loadableList({
      type: QuizAttemptRef,
      description: `Your latest attempts in any enrollment, newest first, at most ${LATEST}.`,
      load: (quizzes: Quiz[], context) => latestOf(context, quizzes, LATEST),
      resolve: (quiz) => quiz,
    }),
    latestAttempt: t.loadable({
      type: QuizAttemptRef,
      nullable: true,
      description: 'The newest of them, open or submitted; null before the first.',
      load: async (quizzes: Quiz[], context) => (await latestOf(context, quizzes, 1)).map(([latest]) => latest ?? null),
      resolve: (quiz) => quiz,
    }),
    openAttempt: t.field({
      type: QuizAttemptRef,
      nullable: true,
      description: 'Your open attempt in this enrollment, which `startQuizAttempt` would return; null without one.',
      resolve: ({ attempts, enrollmentId }) =>
        attempts.find((attempt) => attempt.submittedAt === null && attempt.enrollmentId === enrollmentId)?.id ?? null,
    }),
  }),
});

/** The latest attempts at each quiz, newest first. */
async function latestOf(context: Context, quizzes: Quiz[], count: number): Promise<AttemptRow[][]> {
  const ids = quizzes.map((quiz) => quiz.attempts.slice(-count).map((attempt) => attempt.id));
  const rows = await attemptsByIds(context.db, signedIn(context).userId, ids.flat());
  return ids.map((own) => own.flatMap((id) => rows.find((row) => row.id === id) ?? []).reverse());
}

const minutes = (seconds: number | null) => (seconds === null ? null : seconds / 60);

const quizzesOf = async (context: Context, enrollmentIds: EnrollmentId[]): Promise<Quiz[]> => {
  const of = { userId: signedIn(context).userId, enrollmentIds: [...new Set(enrollmentIds)] };
  return (await enrolledQuizzesOf(context.db, of)).map((quiz) => quizOf(quiz, context.now));
};

builder.objectField(EnrollmentRef, 'quizzes', (t) =>
  t.loadableList({
    type: QuizRef,
    description: 'The quizzes of your version: pre-test, checks, post-test.',
    load: async (enrollments: EnrollmentRow[], context) => {
      const quizzes = await quizzesOf(
        context,
        enrollments.map(({ id }) => id),
      );
      return enrollments.map(({ id }) => quizzes.filter((quiz) => quiz.enrollmentId === id));
    },
    resolve: (enrollment) => enrollment,
  }),
);

builder.objectField(QuizAttemptRef, 'quiz', (t) =>
  t.loadable({
    type: QuizRef,
    description: 'The quiz, with your results so far.',
    load: async (attempts: AttemptRow[], context) => {
      const quizzes = await quizzesOf(
        context,
        attempts.map((attempt) => attempt.enrollmentId),
      );
      return attempts.map(({ enrollmentId, quizId }) => {
        const quiz = quizzes.find((row) => row.enrollmentId === enrollmentId && row.quizId === quizId);
        return quiz ?? new Error('an attempt has no quiz');
      });
    },
    resolve: (attempt) => attempt,
  }),
);
