import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { PaidPlaceError, RegistrationStateError, TransferClosedError } from '../errors.ts';
import { makePlaceLink } from '../operations/places.ts';
import { RegistrationRef } from './registration.ts';

mutation('makePlaceLink', {
  description:
    'Makes a link by which another person takes a place with their own account: an unclaimed place that you bought, or your own, which then goes to them. A new link ends the one before.',
  errors: [
    NotFoundError,
    InvalidInputError,
    RegistrationStateError,
    TransferClosedError,
    PaidPlaceError,
    RateLimitedError,
  ],
  input: {
    description: 'Which place, and for whom.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The place.' }),
      email: t.string({
        required: false,
        description: 'Where to mail the link. Without it, the link is told to you, now and never again.',
      }),
    }),
  },
  read: z.object({ registrationId: idOf<RegistrationId>('Registration') }),
  run: ({ db }, act, { registrationId, email }) => makePlaceLink(db, act, { registrationId, email: email ?? null }),
  payload: {
    description: 'The link.',
    fields: (t) => ({
      url: t.string({
        nullable: true,
        description: 'Its address, unless it is mailed. Only a hash of it is stored.',
        resolve: ({ secret }, _args, { settings }) => secret && `${settings.publicUrl}/places/${secret}`,
      }),
      registration: t.field({
        type: RegistrationRef,
        description: 'The place.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
