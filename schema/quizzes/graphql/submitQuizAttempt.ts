import { z } from 'zod';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { submitAttempt } from '../operations/submitAttempt.ts';
import { AnswerInput, answerOf } from './answerInput.ts';
import { QuizAttemptRef } from './attempt.ts';

const QuestionAnswerInput = builder.inputType('QuestionAnswerInput', {
  description: 'An answer to one question.',
  fields: (t) => ({
    questionId: t.id({ description: 'A question of the attempt.' }),
    answer: t.field({ type: AnswerInput, description: 'Your answer.' }),
  }),
});

mutation('submitQuizAttempt', {
  description:
    'Submits an attempt permanently. The first result stays: asked again it answers the same. After the time limit what had been saved counts. A wrong or a missing answer changes nothing.',
  errors: [NotFoundError, InvalidInputError, EnrollmentClosedError],
  input: {
    description: 'Which attempt, with last answers if any.',
    fields: (t) => ({
      attemptId: t.id({ description: 'Your attempt.' }),
      answers: t.field({
        type: [QuestionAnswerInput],
        required: false,
        description: 'Answers to save first; those saved before stay. Every question needs one by now.',
      }),
    }),
  },
  read: z.object({
    attemptId: idOf<QuizAttemptId>('QuizAttempt'),
    answers: z.array(z.object({ questionId: idOf<AttemptQuestionId>('AttemptQuestion'), answer: answerOf })).nullish(),
  }),
  run: ({ db }, act, { attemptId, answers }) => submitAttempt(db, act, { attemptId, answers: answers ?? [] }),
  payload: {
    description: 'The result.',
    fields: (t) => ({
      attempt: t.field({ type: QuizAttemptRef, description: 'The attempt.', resolve: ({ attempt }) => attempt }),
      timedOut: t.exposeBoolean('timedOut', {
        description: 'The time was over: what had been saved counted, not the answers sent now.',
      }),
      alreadySubmitted: t.exposeBoolean('alreadySubmitted', {
        description: 'It had been submitted before; this is that result.',
      }),
    }),
  },
});
