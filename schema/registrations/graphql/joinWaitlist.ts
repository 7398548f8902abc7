import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AlreadyRegisteredError, ApplicationNeededError, PlacesLeftError, RegistrationClosedError } from '../errors.ts';
import { joinWaitlist } from '../operations/waitlist.ts';
import { ownEntry } from '../queries/waitlist.ts';
import { EntryType } from './waitlistEntry.ts';

mutation('joinWaitlist', {
  description:
    'Puts you on the waitlist of a full event. Again, it answers the same entry, and your place stays. A seat that becomes free is offered in order, for some time, at the price of that day.',
  errors: [
    NotFoundError,
    RegistrationClosedError,
    ApplicationNeededError,
    AlreadyRegisteredError,
    PlacesLeftError,
    RateLimitedError,
  ],
  input: {
    description: 'Of which event.',
    fields: (t) => ({ intensiveId: t.id({ description: 'The event.' }) }),
  },
  read: z.object({ intensiveId: idOf<IntensiveId>('Intensive') }),
  run: ({ db }, act, input) => joinWaitlist(db, act, input),
  payload: {
    description: 'Your place.',
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
