import { z } from 'zod';
import type { IntensiveId, IntensiveInstructorId } from '../../../drizzle/ids.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveClosedError } from '../errors.ts';
import { nameInstructor } from '../operations/nameInstructor.ts';
import { IntensiveRef } from './intensive.ts';

mutation('nameInstructor', {
  description:
    'Says which account an instructor of an event has, for an owner or organizer. What only the named instructors may see opens to that account. An organizer cannot name themselves.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, IntensiveClosedError],
  input: {
    description: 'Which instructor, and whose account.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      instructorId: t.id({ description: 'The instructor, as `instructors` has them.' }),
      email: t.string({
        required: false,
        description:
          'The address of an owner, organizer or instructor of the organization; without it no account has the name.',
      }),
    }),
  },
  read: z.object({
    intensiveId: idOf<IntensiveId>('Intensive'),
    instructorId: idOf<IntensiveInstructorId>('IntensiveInstructor'),
    email: z
      .string()
      .max(320, 'Write at most 320 characters.')
      .nullish()
      .transform((email) => email?.trim() || null),
  }),
  run: ({ db }, act, input) => nameInstructor(db, act, input),
  payload: {
    description: 'The event.',
    fields: (t) => ({
      intensive: t.field({
        type: IntensiveRef,
        description: 'The event.',
        resolve: ({ intensiveId }) => intensiveId,
      }),
    }),
  },
});
