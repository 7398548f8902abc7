import { z } from 'zod';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import { keyWithin } from '../../enrolledKeys.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { enrolledIdOf, idOf } from '../../input.ts';
import { BlockedError, EnrollmentClosedError } from '../errors.ts';
import { completeModule } from '../operations/completeModule.ts';
import { EnrollmentRef } from './enrollment.ts';

mutation('completeModule', {
  description:
    'Completes a module that you have read to the end, for long enough, and whose check you have passed. A second call changes nothing.',
  errors: [NotFoundError, EnrollmentClosedError, BlockedError],
  input: {
    description: 'Which module.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      moduleId: t.id({ description: 'The module, as the enrollment or the course shows it.' }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    moduleId: enrolledIdOf<ModuleId>('Module', 'EnrolledModule'),
  }),
  run: ({ db }, act, { enrollmentId, moduleId }) =>
    completeModule(db, act, { enrollmentId, moduleId: keyWithin(moduleId, enrollmentId) }),
  payload: {
    description: 'The enrollment after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
