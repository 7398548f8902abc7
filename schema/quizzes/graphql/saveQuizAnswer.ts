import { z } from 'zod';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AttemptClosedError } from '../errors.ts';
import { saveAnswer } from '../operations/saveAnswer.ts';
import { AnswerInput, answerOf } from './answerInput.ts';
import { AttemptQuestionType } from './question.ts';

mutation('saveQuizAnswer', {
  description: 'Saves an answer, so that it counts even if the time runs out or the connection drops.',
  errors: [NotFoundError, InvalidInputError, EnrollmentClosedError, AttemptClosedError],
  input: {
    description: 'One answer of an open attempt.',
    fields: (t) => ({
      attemptId: t.id({ description: 'Your attempt.' }),
      questionId: t.id({ description: 'A question of it.' }),
      answer: t.field({ type: AnswerInput, description: 'Your answer; it replaces the one saved before.' }),
    }),
  },
  read: z.object({
    attemptId: idOf<QuizAttemptId>('QuizAttempt'),
    questionId: idOf<AttemptQuestionId>('AttemptQuestion'),
    answer: answerOf,
  }),
  run: ({ db }, act, input) => saveAnswer(db, act, input),
  payload: {
    description: 'The question with the saved answer.',
    fields: (t) => ({
      question: t.field({
        type: AttemptQuestionType,
        description: 'The question.',
        resolve: ({ question, attempt }) => ({ ...question, attempt }),
      }),
    }),
  },
});
