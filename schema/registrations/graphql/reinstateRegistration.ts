import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import {
  AlreadyRegisteredError,
  RegistrationClosedError,
  RegistrationStateError,
  ScreeningNeededError,
  SoldOutError,
} from '../errors.ts';
import { reinstateRegistration } from '../operations/reinstate.ts';
import { recordOf } from '../queries/registrations.ts';
import { RecordType } from './record.ts';

mutation('reinstateRegistration', {
  description:
    'Confirms a registration again that lapsed or was canceled, for owners and organizers. It takes a seat, passes nobody who waits and moves no money. Again, it changes nothing.',
  errors: [
    NotFoundError,
    ForbiddenError,
    InvalidInputError,
    RegistrationStateError,
    RegistrationClosedError,
    AlreadyRegisteredError,
    ScreeningNeededError,
    SoldOutError,
  ],
  input: {
    description: 'Which registration, and why.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The registration.' }),
      reason: t.string({ description: 'Why, for the audit log.' }),
    }),
  },
  read: z.object({ registrationId: idOf<RegistrationId>('Registration'), reason: reasonText }),
  run: ({ db }, act, input) => reinstateRegistration(db, act, input),
  payload: {
    description: 'The registration, confirmed.',
    fields: (t) => ({
      registration: t.field({
        type: RecordType,
        nullable: true,
        description: 'The registration.',
        resolve: ({ registrationId: id }, _args, context) =>
          recordOf(context.db, { id, viewer: signedIn(context).userId }),
      }),
    }),
  },
});
