import { z } from 'zod';
import type { AccommodationRequestId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { withdrawAccommodation } from '../operations/withdrawAccommodation.ts';

mutation('withdrawAccommodation', {
  description: 'Takes your own request back, whether it was answered or not. A second call changes nothing.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'Which request.',
    fields: (t) => ({ requestId: t.id({ description: 'Your request.' }) }),
  },
  read: z.object({ requestId: idOf<AccommodationRequestId>('AccommodationRequest') }),
  run: ({ db }, act, input) => withdrawAccommodation(db, act, input),
  payload: {
    description: 'Your registration, with your requests.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The registration.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
