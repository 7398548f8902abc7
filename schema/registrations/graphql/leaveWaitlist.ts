import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { RegistrationStateError } from '../errors.ts';
import { leaveWaitlist } from '../operations/waitlist.ts';
import { ownEntry } from '../queries/waitlist.ts';
import { EntryType } from './waitlistEntry.ts';

mutation('leaveWaitlist', {
  description:
    'Takes you off a waitlist, or declines the offer that you got there; the seat goes to the next. Again, it changes nothing.',
  errors: [NotFoundError, RegistrationStateError],
  input: {
    description: 'Of which event.',
    fields: (t) => ({ intensiveId: t.id({ description: 'The event.' }) }),
  },
  read: z.object({ intensiveId: idOf<IntensiveId>('Intensive') }),
  run: ({ db }, act, input) => leaveWaitlist(db, act, input),
  payload: {
    description: 'The entry that ended.',
    fields: (t) => ({
      entry: t.field({
        type: EntryType,
        nullable: true,
        description: 'The entry.',
        resolve: ({ entryId }, _args, context) =>
          ownEntry(context.db, { id: entryId, userId: signedIn(context).userId }),
      }),
    }),
  },
});
