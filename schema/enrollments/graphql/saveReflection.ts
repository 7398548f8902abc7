import { z } from 'zod';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { saveReflection } from '../operations/saveReflection.ts';
import { EnrollmentRef } from './enrollment.ts';

mutation('saveReflection', {
  description: 'Keeps what you write for yourself, encrypted. Nobody else can read it and nothing depends on it.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'Your private writing on a module.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      moduleId: t.id({ description: 'The module.' }),
      text: t.string({ description: 'At most 20000 characters; an empty text empties it.' }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    moduleId: idOf<ModuleId>('Module'),
    text: freeText(20_000),
  }),
  run: ({ db, vault }, act, { enrollmentId, moduleId, text }) =>
    saveReflection(db, act, { enrollmentId, moduleId, text, vault }),
  payload: {
    description: 'The enrollment after the change.',
    fields: (t) => ({
      enrollment: t.field({ type: EnrollmentRef, description: 'The enrollment.', resolve: ({ id }) => id }),
    }),
  },
});
