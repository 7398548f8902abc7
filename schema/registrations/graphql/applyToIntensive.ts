import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { NoApplicationsError, RegistrationClosedError, RegistrationStateError } from '../errors.ts';
import { applyToIntensive } from '../operations/applications.ts';
import { RegistrationRef } from './registration.ts';

mutation('applyToIntensive', {
  description:
    'Applies for an event by application. It takes no seat and costs nothing. Again, it answers the same application.',
  errors: [
    NotFoundError,
    InvalidInputError,
    NoApplicationsError,
    RegistrationClosedError,
    RegistrationStateError,
    RateLimitedError,
  ],
  input: {
    description: 'For which event.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  read: z.object({ intensiveId: idOf<IntensiveId>('Intensive') }),
  run: ({ db }, act, input) => applyToIntensive(db, act, input),
  payload: {
    description: 'Your application.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The application. Its `accommodations` says what can be asked for: ask everybody.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
