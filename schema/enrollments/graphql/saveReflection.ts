import { z } from 'zod';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import { keyWithin } from '../../enrolledKeys.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { enrolledIdOf, idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { saveReflection } from '../operations/saveReflection.ts';
import { EnrollmentRef } from './enrollment.ts';

mutation('saveReflection', {
  description: 'Stores your private writing, encrypted. Only you can read it, and it has no effect on your progress.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'Your private writing on a module.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      moduleId: t.id({ description: 'The module, as the enrollment or the course shows it.' }),
      text: t.string({ description: 'At most 20000 characters. An empty text deletes it.' }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    moduleId: enrolledIdOf<ModuleId>('Module', 'EnrolledModule'),
    text: freeText(20_000),
  }),
  run: ({ db, vault }, act, { enrollmentId, moduleId, text }) =>
    saveReflection(db, act, { enrollmentId, moduleId: keyWithin(moduleId, enrollmentId), text, vault }),
  payload: {
    description: 'The enrollment after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
