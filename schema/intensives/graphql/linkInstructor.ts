import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { line } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveClosedError } from '../errors.ts';
import { linkInstructor } from '../operations/linkInstructor.ts';
import { IntensiveRef } from './intensive.ts';

mutation('linkInstructor', {
  description:
    'Says which account is that of an instructor of an event, for owners and organizers. The account then keeps the door of a training; of other events it alone sees who comes. It must belong to a member of the organization.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, IntensiveClosedError],
  input: {
    description: 'Which instructor, and whose account.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      name: t.string({ description: 'The name of the instructor, as the event shows it.' }),
      email: t.string({ required: false, description: 'The address of their account; null takes the account away.' }),
    }),
  },
  read: z.object({
    intensiveId: idOf<IntensiveId>('Intensive'),
    name: line('a name', 200),
    email: z
      .string()
      .max(320, 'Write an address.')
      .nullish()
      .transform((email) => email ?? null),
  }),
  run: ({ db }, act, input) => linkInstructor(db, act, input),
  payload: {
    description: 'The event.',
    fields: (t) => ({
      intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
    }),
  },
});
