import { z } from 'zod';
import type { EnrollmentId, QuizId } from '../../../drizzle/ids.ts';
import { keyWithin } from '../../enrolledKeys.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { enrolledIdOf, idOf } from '../../input.ts';
import { AttemptsUsedError, CooldownError, QuizNotOpenError, QuizPassedError } from '../errors.ts';
import { startAttempt } from '../operations/startAttempt.ts';
import { QuizAttemptRef } from './attempt.ts';

mutation('startQuizAttempt', {
  description:
    'Begins an attempt, which counts from now on, or returns the open one. Attempts are counted per person across enrollments until one is passed.',
  errors: [NotFoundError, EnrollmentClosedError, QuizNotOpenError, QuizPassedError, AttemptsUsedError, CooldownError],
  input: {
    description: 'The quiz and the enrollment.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      quizId: t.id({ description: 'A quiz of it.' }),
    }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment'), quizId: enrolledIdOf<QuizId>('Quiz', 'Quiz') }),
  run: ({ db }, act, { enrollmentId, quizId }) =>
    startAttempt(db, act, { enrollmentId, quizId: keyWithin(quizId, enrollmentId) }),
  payload: {
    description: 'The attempt to answer.',
    fields: (t) => ({
      attempt: t.field({ type: QuizAttemptRef, description: 'The attempt.', resolve: ({ attempt }) => attempt }),
      resumed: t.exposeBoolean('resumed', { description: 'Whether the attempt had begun earlier.' }),
    }),
  },
});
