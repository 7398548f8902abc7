import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AnswerInput, answerOf } from '../../quizzes/graphql/answerInput.ts';
import { FollowUpClosedError } from '../errors.ts';
import { answerRecall } from '../operations/answerRecall.ts';

mutation('answerRecallQuestion', {
  description:
    'Keeps your first answer to a question that is asked weeks after the course, and shows the right one with its reasons. A later answer changes nothing. It earns nothing: no pass, no credit, no hours.',
  errors: [NotFoundError, InvalidInputError, EnrollmentClosedError, FollowUpClosedError],
  input: {
    description: 'An answer to a question that is asked later.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      weeks: t.int({ description: 'The round: how many weeks after the course.' }),
      questionKey: t.string({ description: '`key` of the question.' }),
      answer: t.field({ type: AnswerInput, description: 'Your answer.' }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    weeks: z.number().int(),
    questionKey: z.string().max(100, 'No key is longer than 100 characters.'),
    answer: answerOf,
  }),
  run: ({ db }, act, input) => answerRecall(db, act, input),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
      kept: t.exposeBoolean('kept', { description: 'False when an earlier answer stands instead of this one.' }),
    }),
  },
});
