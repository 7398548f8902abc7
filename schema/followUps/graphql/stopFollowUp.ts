import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { optOut } from '../operations/optIn.ts';

mutation('stopFollowUp', {
  description:
    'Takes back that you want to be asked: no mail comes, and nothing is asked. What you answered stays. A second call, and one without a start, changes nothing.',
  errors: [NotFoundError],
  input: {
    description: 'That you do not want to be asked later.',
    fields: (t) => ({ enrollmentId: t.id({ description: 'Your enrollment.' }) }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment') }),
  run: ({ db }, act, input) => optOut(db, act, input),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
