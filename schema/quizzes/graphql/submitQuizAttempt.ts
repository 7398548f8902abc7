import { z } from 'zod';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { QuizIncompleteError } from '../errors.ts';
import { submitAttempt } from '../operations/submitAttempt.ts';
import { AnswerInput, answerOf } from './answerInput.ts';
import { QuizAttemptRef } from './attempt.ts';

const QuestionAnswerInput = builder.inputType('QuestionAnswerInput', {
  description: 'An answer to one question.',
  fields: (t) => ({
    questionId: t.id({ description: 'A question of the attempt.' }),
    answer: t.field({
      type: AnswerInput,
      required: false,
      description: 'Your answer. Null, written out, takes back the one saved before.',
    }),
  }),
});

mutation('submitQuizAttempt', {
  description:
    'Submits an attempt permanently. The first result is final, and a second call returns it. After the time limit, the saved answers count. A malformed or missing answer changes nothing.',
  errors: [NotFoundError, InvalidInputError, EnrollmentClosedError, QuizIncompleteError],
  input: {
    description: 'The attempt, with last answers if any.',
    fields: (t) => ({
      attemptId: t.id({ description: 'Your attempt.' }),
      answers: t.field({
        type: [QuestionAnswerInput],
        required: false,
        description:
          'Last answers, in addition to those already saved. They count whatever was saved for their questions, before or meanwhile. Every question must have an answer.',
      }),
    }),
  },
  read: z.object({
    attemptId: idOf<QuizAttemptId>('QuizAttempt'),
    answers: z
      .array(z.object({ questionId: idOf<AttemptQuestionId>('AttemptQuestion'), answer: answerOf.nullable() }))
      .nullish(),
  }),
  run: ({ db }, act, { attemptId, answers }) => submitAttempt(db, act, { attemptId, answers: answers ?? [] }),
  payload: {
    description: 'The result.',
    fields: (t) => ({
      attempt: t.field({ type: QuizAttemptRef, description: 'The attempt.', resolve: ({ attempt }) => attempt }),
      timedOut: t.exposeBoolean('timedOut', {
        description: 'Whether the time was over. If so, the saved answers counted, and not the answers sent now.',
      }),
      alreadySubmitted: t.exposeBoolean('alreadySubmitted', {
        description: 'Whether it had been submitted earlier. If so, this is that result.',
      }),
    }),
  },
});
