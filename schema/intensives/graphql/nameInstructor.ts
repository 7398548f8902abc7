import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { emailAddress, line } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { TeachingAwardedError } from '../errors.ts';
import { nameInstructor } from '../operations/nameInstructor.ts';
import { IntensiveRef } from './intensive.ts';

mutation('nameInstructor', {
  description:
    'Says which member’s account an instructor of an event has, for owners, and at trainings for organizers. It then keeps the door of a training, and can claim credit for teaching it. At therapy events only such accounts see who comes and read what people submit; each reading is shown to the person.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, TeachingAwardedError],
  input: {
    description: 'Which event, which of its instructors, and the account.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      name: t.string({ description: 'The instructor, by the name that the event shows.' }),
      email: t.string({
        required: false,
        description: 'The address with which an owner, organizer or instructor signs in; without it, no account.',
      }),
    }),
  },
  read: z.object({
    intensiveId: idOf<IntensiveId>('Intensive'),
    name: line('a name', 120),
    email: emailAddress()
      .nullish()
      .transform((email) => email ?? null),
  }),
  run: ({ db }, act, input) => nameInstructor(db, act, input),
  payload: {
    description: 'The event.',
    fields: (t) => ({
      intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
    }),
  },
});
