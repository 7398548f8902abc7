import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { PaidPlaceError, RegistrationStateError } from '../errors.ts';
import { cancelRegistration } from '../operations/cancelRegistration.ts';
import { RegistrationRef } from './registration.ts';

mutation('cancelRegistration', {
  description:
    'Cancels a registration, an application or an offer of yours for which no money was paid. Of a pair both end, and the other person learns only that the place does not go ahead. Again, it changes nothing.',
  errors: [NotFoundError, PaidPlaceError, RegistrationStateError],
  input: {
    description: 'Which registration.',
    fields: (t) => ({ registrationId: t.id({ description: 'The registration.' }) }),
  },
  read: z.object({ registrationId: idOf<RegistrationId>('Registration') }),
  run: ({ db }, act, input) => cancelRegistration(db, act, input),
  payload: {
    description: 'The registration, canceled.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The registration.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
