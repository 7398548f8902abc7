import { z } from 'zod';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import { TherapyConsentRequiredError } from '../../accounts/errors.ts';
import { keyWithin } from '../../enrolledKeys.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { enrolledIdOf, idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { ReflectionChangedError } from '../errors.ts';
import { saveReflection } from '../operations/saveReflection.ts';
import { EnrollmentRef } from './enrollment.ts';
import { ReflectionType } from './reflection.ts';

mutation('saveReflection', {
  description:
    'Stores your private writing, encrypted. Only you can read it, and it has no effect on your progress. It never replaces writing that you have not seen. It needs the consent THERAPY_DATA, except to empty it.',
  errors: [NotFoundError, InvalidInputError, ReflectionChangedError, TherapyConsentRequiredError],
  input: {
    description: 'Your private writing on a module.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      moduleId: t.id({ description: 'The module, as the enrollment or the course shows it.' }),
      text: t.string({ description: 'At most 20000 characters. An empty text deletes it.' }),
      basedOnVersion: t.int({
        required: false,
        description:
          'The `reflectionVersion` or `version` that you saw. Left out, the save succeeds only while nothing is written.',
      }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    moduleId: enrolledIdOf<ModuleId>('Module', 'EnrolledModule'),
    text: freeText(20_000),
    basedOnVersion: z.number().int().min(0, 'Versions begin at 0.').nullish(),
  }),
  run: ({ db, vault, legal }, act, { enrollmentId, moduleId, basedOnVersion: basedOn, text }) =>
    saveReflection(db, act, { enrollmentId, moduleId: keyWithin(moduleId, enrollmentId), text, basedOn, vault, legal }),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
      reflection: t.field({
        type: ReflectionType,
        description: 'Your writing as it stands.',
        resolve: ({ reflection }) => reflection,
      }),
    }),
  },
});
