import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { AlreadyRegisteredError, InvitedElsewhereError, SharedMailboxError } from '../errors.ts';
import { acceptPair } from '../operations/pairs.ts';
import { RegistrationRef } from './registration.ts';

mutation('acceptPair', {
  description:
    'Joins a pair, with your own account, by the code of the invitation. The account has the address that was invited, and it works once. Again, it answers the same application.',
  errors: [
    NotFoundError,
    InvalidInputError,
    SharedMailboxError,
    InvitedElsewhereError,
    AlreadyRegisteredError,
    RateLimitedError,
  ],
  input: {
    description: 'Your invitation, and your consent.',
    fields: (t) => ({
      secret: t.string({ description: 'The code of the invitation.' }),
      adult: t.boolean({ description: 'True: I am 18 or older, and I come of my own will.' }),
    }),
  },
  run: ({ db }, act, input) => acceptPair(db, act, input),
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
