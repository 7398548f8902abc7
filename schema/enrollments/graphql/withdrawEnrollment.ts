import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { EnrollmentClosedError } from '../errors.ts';
import { withdrawEnrollment } from '../operations/withdrawEnrollment.ts';
import { EnrollmentRef } from './enrollment.ts';

mutation('withdrawEnrollment', {
  description:
    'Closes an open enrollment without a certificate. Your progress stays on record, and you may enroll again.',
  errors: [NotFoundError, EnrollmentClosedError],
  input: {
    description: 'Which enrollment.',
    fields: (t) => ({ enrollmentId: t.id({ description: 'Your enrollment.' }) }),
  },
  read: z.object({ enrollmentId: idOf<EnrollmentId>('Enrollment') }),
  run: ({ db }, act, input) => withdrawEnrollment(db, act, input),
  payload: {
    description: 'The enrollment, closed.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
