import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { optIn } from '../operations/optIn.ts';

mutation('startFollowUp', {
  description:
    'Lets you be asked weeks after the course: one mail for each round, which names no course. You may say so before you completed it. A second call changes nothing. NOT_FOUND where nothing is asked later.',
  errors: [NotFoundError, EnrollmentClosedError],
  input: {
    description: 'That you want to be asked later.',
    fields: (t) => ({ enrollmentId: t.id({ description: 'Your enrollment.' }) }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment') }),
  run: ({ db }, act, input) => optIn(db, act, input),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
