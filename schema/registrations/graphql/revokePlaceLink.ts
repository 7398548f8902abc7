import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { revokePlaceLink } from '../operations/places.ts';
import { RegistrationRef } from './registration.ts';

mutation('revokePlaceLink', {
  description: 'Ends the link to a place that nobody has used yet. Again, it changes nothing.',
  errors: [NotFoundError],
  input: {
    description: 'To which place.',
    fields: (t) => ({ registrationId: t.id({ description: 'The place.' }) }),
  },
  read: z.object({ registrationId: idOf<RegistrationId>('Registration') }),
  run: ({ db }, act, input) => revokePlaceLink(db, act, input),
  payload: {
    description: 'The place.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The place.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
