import type { AttemptQuestionId, EnrollmentId, OptionId, QuizAttemptId, QuizId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { parseGlobalId } from '../../input.ts';
import { AttemptClosedError, AttemptsUsedError, CooldownError, QuizNotOpenError, QuizPassedError } from '../errors.ts';
import { saveAnswer } from '../operations/saveAnswer.ts';
import { startAttempt } from '../operations/startAttempt.ts';
import { submitAttempt } from '../operations/submitAttempt.ts';
import type { GivenAnswer } from '../rules/answering.ts';
import { AttemptQuestionType, QuizAttemptRef } from './attempt.ts';

const attemptKey = (id: string) => parseGlobalId<QuizAttemptId>('QuizAttempt', id);
const questionKey = (id: string) => parseGlobalId<AttemptQuestionId>('AttemptQuestion', id);
const optionKey = (id: string) => parseGlobalId<OptionId>('Option', id);

const PairInput = builder.inputType('QuizPairInput', {
  description: 'A left side and its partner.',
  fields: (t) => ({
    leftId: t.id({ description: 'One of `lefts`.' }),
    rightId: t.id({ description: 'One of `rights`.' }),
  }),
});

const AnswerInput = builder.inputType('QuizAnswerInput', {
  description: 'An answer: exactly one of the three fields, by the type of the question.',
  fields: (t) => ({
    optionIds: t.idList({
      required: false,
      description: 'For SINGLE and TRUE_FALSE one id, for MULTIPLE one or more.',
    }),
    pairs: t.field({ type: [PairInput], required: false, description: 'For MATCHING, each left side at most once.' }),
    orderedIds: t.idList({ required: false, description: 'For ORDERING, every option once, first to last.' }),
  }),
});

const answerOf = (input: typeof AnswerInput.$inferInput): GivenAnswer => ({
  optionIds: input.optionIds?.map(optionKey),
  pairs: input.pairs?.map(({ leftId, rightId }) => ({ leftId: optionKey(leftId), rightId: optionKey(rightId) })),
  orderedIds: input.orderedIds?.map(optionKey),
});

const QuestionAnswerInput = builder.inputType('QuestionAnswerInput', {
  description: 'An answer to one question.',
  fields: (t) => ({
    questionId: t.id({ description: 'A question of the attempt.' }),
    answer: t.field({ type: AnswerInput, description: 'Your answer.' }),
  }),
});

builder.relayMutationField(
  'startQuizAttempt',
  {
    description: 'Which quiz, in which of your rounds.',
    inputFields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      quizId: t.id({ description: 'A quiz of it.' }),
    }),
  },
  {
    description:
      'Begins an attempt, which counts from now on, or gives back the one that is open. Attempts are counted per person across rounds until one is passed.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: {
      types: [
        NotFoundError,
        EnrollmentClosedError,
        QuizNotOpenError,
        QuizPassedError,
        AttemptsUsedError,
        CooldownError,
      ],
    },
    resolve: (_root, { input }, context) =>
      startAttempt(context.db, {
        userId: signedIn(context).userId,
        enrollmentId: parseGlobalId<EnrollmentId>('Enrollment', input.enrollmentId),
        quizId: parseGlobalId<QuizId>('Quiz', input.quizId),
        now: context.now,
      }),
  },
  {
    description: 'The attempt to answer.',
    outputFields: (t) => ({
      attempt: t.field({ type: QuizAttemptRef, description: 'The attempt.', resolve: ({ attempt }) => attempt }),
      resumed: t.boolean({ description: 'It had been begun before.', resolve: ({ resumed }) => resumed }),
    }),
  },
);

builder.relayMutationField(
  'saveQuizAnswer',
  {
    description: 'One answer of an open attempt.',
    inputFields: (t) => ({
      attemptId: t.id({ description: 'Your attempt.' }),
      questionId: t.id({ description: 'A question of it.' }),
      answer: t.field({ type: AnswerInput, description: 'Your answer; it replaces the one saved before.' }),
    }),
  },
  {
    description: 'Saves an answer, so that nothing is lost when the time is over or the connection drops.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, InvalidInputError, EnrollmentClosedError, AttemptClosedError] },
    resolve: (_root, { input }, context) =>
      saveAnswer(context.db, {
        userId: signedIn(context).userId,
        attemptId: attemptKey(input.attemptId),
        questionId: questionKey(input.questionId),
        answer: answerOf(input.answer),
        now: context.now,
      }),
  },
  {
    description: 'The question with the answer as saved.',
    outputFields: (t) => ({
      question: t.field({
        type: AttemptQuestionType,
        description: 'The question.',
        resolve: ({ question, attempt }) => ({ ...question, attempt }),
      }),
    }),
  },
);

builder.relayMutationField(
  'submitQuizAttempt',
  {
    description: 'Which attempt, with last answers if any.',
    inputFields: (t) => ({
      attemptId: t.id({ description: 'Your attempt.' }),
      answers: t.field({
        type: [QuestionAnswerInput],
        required: false,
        description: 'Answers to save first; those saved before stay. Every question needs one by now.',
      }),
    }),
  },
  {
    description:
      'Submits an attempt for good. The first result stays: asked again it answers the same. After the time limit what had been saved counts. A wrong or a missing answer changes nothing.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [NotFoundError, InvalidInputError, EnrollmentClosedError] },
    resolve: (_root, { input }, context) =>
      submitAttempt(context.db, {
        userId: signedIn(context).userId,
        attemptId: attemptKey(input.attemptId),
        answers: (input.answers ?? []).map(({ questionId, answer }) => ({
          questionId: questionKey(questionId),
          answer: answerOf(answer),
        })),
        now: context.now,
      }),
  },
  {
    description: 'The result.',
    outputFields: (t) => ({
      attempt: t.field({ type: QuizAttemptRef, description: 'The attempt.', resolve: ({ attempt }) => attempt }),
      timedOut: t.boolean({
        description: 'The time was over: what had been saved counted, not the answers sent now.',
        resolve: (outcome) => outcome.timedOut,
      }),
      alreadySubmitted: t.boolean({
        description: 'It had been submitted before; this is that result.',
        resolve: ({ alreadySubmitted }) => alreadySubmitted,
      }),
    }),
  },
);
