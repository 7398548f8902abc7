import { z } from 'zod';
import type { AttemptQuestionId, QuizAttemptId } from '../../../drizzle/ids.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AttemptClosedError } from '../errors.ts';
import { saveAnswer } from '../operations/saveAnswer.ts';
import { AnswerInput, answerOf, sequenceOf } from './answerInput.ts';
import { AttemptQuestionType } from './question.ts';

mutation('saveQuizAnswer', {
  description:
    'Saves an answer, so that it counts even if the time runs out or the connection drops. Null or an empty list takes it back.',
  errors: [NotFoundError, InvalidInputError, EnrollmentClosedError, AttemptClosedError],
  input: {
    description: 'One answer of an open attempt.',
    fields: (t) => ({
      attemptId: t.id({ description: 'Your attempt.' }),
      questionId: t.id({ description: 'A question of it.' }),
      answer: t.field({
        type: AnswerInput,
        required: false,
        description: 'Your answer; it replaces the one saved before. Null, written out, takes that one back.',
      }),
      sequence: t.int({
        required: false,
        description:
          'Your own counter, from 0: raise it with each save of this question, counting on from its `sequence`. Of two saves the higher counts, whichever arrives first. Without it, the later by the server’s clock counts.',
      }),
    }),
  },
  read: z.object({
    attemptId: idOf<QuizAttemptId>('QuizAttempt'),
    questionId: idOf<AttemptQuestionId>('AttemptQuestion'),
    answer: answerOf.nullable(),
    sequence: sequenceOf,
  }),
  run: ({ db }, act, input) => saveAnswer(db, act, input),
  payload: {
    description: 'The question with the answer that stands.',
    fields: (t) => ({
      question: t.field({
        type: AttemptQuestionType,
        description: 'The question.',
        resolve: ({ question, attempt }) => ({
          ...question,
          attempt: { feedback: attempt.feedback, submittedAt: null, passed: null, attemptOpen: true },
        }),
      }),
      superseded: t.exposeBoolean('superseded', {
        description: 'True when a save with a higher `sequence`, or a later one, stands instead. `question` shows it.',
      }),
    }),
  },
});
