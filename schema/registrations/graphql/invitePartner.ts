import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { RegistrationStateError, SharedMailboxError } from '../errors.ts';
import { invitePartner } from '../operations/pairs.ts';
import { RegistrationRef } from './registration.ts';

mutation('invitePartner', {
  description:
    'Invites the second person of a pair to your application, by a mail with a secret link. A further call sends a new link, and the one before opens nothing any more. At most two go to an address in a day. An address that takes none from you gets no mail, and the answer is the same.',
  errors: [NotFoundError, InvalidInputError, SharedMailboxError, RegistrationStateError, RateLimitedError],
  input: {
    description: 'Whom to invite.',
    fields: (t) => ({
      registrationId: t.id({ description: 'Your application.' }),
      email: t.string({ description: 'Their e-mail address: a mailbox of their own, which you do not share.' }),
    }),
  },
  read: z.object({ registrationId: idOf<RegistrationId>('Registration') }),
  run: ({ db }, act, input) => invitePartner(db, act, input),
  payload: {
    description: 'Your application.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The application.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
