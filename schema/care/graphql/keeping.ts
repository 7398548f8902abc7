import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { day } from '../../edited/text.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { deleteMyCareRecords } from '../operations/destroyRecords.ts';
import { keepMyCareRecord } from '../operations/keepRecord.ts';
import { ownPlacePayload } from './answering.ts';

const registrationId = idOf<RegistrationId>('Registration');

mutation('deleteMyCareRecords', {
  description:
    'Destroys what you wrote for a therapy event, or for all of them, at once and for good, with the key that encrypts it: also while something else of yours must be kept. A joint part goes with it if you edited it or agreed to it as it stands; what the other one wrote alone is theirs.',
  errors: [NotFoundError],
  input: {
    description: 'For which event.',
    fields: (t) => ({
      registrationId: t.id({ required: false, description: 'Your registration; without it, for all events.' }),
    }),
  },
  read: z.object({
    registrationId: z
      .string()
      .nullish()
      // An id that is none is of no registration; without one, all are meant.
      .transform((id) => (id == null ? 'ALL' : registrationId.parse(id))),
  }),
  run: ({ db }, act, asked) => deleteMyCareRecords(db, act, asked),
  payload: {
    description: 'What was destroyed.',
    fields: (t) => ({ deleted: t.exposeInt('deleted', { description: 'How many records there were.' }) }),
  },
});

mutation('keepMyCareRecord', {
  description: 'Consents to keep your record of a therapy event longer than usual, or takes that consent back.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'For which event, and until when.',
    fields: (t) => ({
      registrationId: t.id({ description: 'Your registration.' }),
      until: t.field({
        type: 'Date',
        required: false,
        description: 'The last day, within ten years; without it, your record ends as usual.',
      }),
    }),
  },
  read: z.object({
    registrationId,
    until: day()
      .nullish()
      .transform((until) => until ?? null),
  }),
  run: ({ db }, act, asked) => keepMyCareRecord(db, act, asked),
  payload: ownPlacePayload,
});
