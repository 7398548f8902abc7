import { z } from 'zod';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { TherapyConsentRequiredError } from '../../accounts/errors.ts';
import { ReflectionChangedError } from '../../enrollments/errors.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { ReflectionType } from '../../enrollments/graphql/reflection.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { FollowUpClosedError } from '../errors.ts';
import { saveTried } from '../operations/answerRecall.ts';

mutation('saveTried', {
  description:
    'Stores what you tried since the course, encrypted. Only you can read it; the organization never does. It never replaces writing that you have not seen. It needs the consent THERAPY_DATA, except to empty it.',
  errors: [NotFoundError, InvalidInputError, FollowUpClosedError, ReflectionChangedError, TherapyConsentRequiredError],
  input: {
    description: 'What you tried since the course.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      weeks: t.int({ description: 'The round: how many weeks after the course.' }),
      text: t.string({ description: 'At most 20000 characters. An empty text deletes it.' }),
      basedOnVersion: t.int({
        required: false,
        description: 'The `version` that you saw. Left out, the save succeeds only while nothing is written.',
      }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    weeks: z.number().int(),
    text: freeText(20_000),
    basedOnVersion: z.number().int().min(0, 'Versions begin at 0.').nullish(),
  }),
  run: ({ db, vault, legal }, act, { basedOnVersion = null, ...input }) =>
    saveTried(db, act, { ...input, basedOn: basedOnVersion, vault, legal }),
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
