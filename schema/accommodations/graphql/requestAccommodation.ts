import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { isDay } from '../../edited/text.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { RegistrationStateError } from '../../registrations/errors.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { NobodyAnswersError, TooManyAccommodationsError } from '../errors.ts';
import { requestAccommodation } from '../operations/requestAccommodation.ts';
import { LONGEST, MOST_REQUESTS } from '../rules/states.ts';

const day = z
  .string()
  .refine(isDay, 'Write a date that exists.')
  .nullish()
  .transform((value) => value ?? null);

mutation('requestAccommodation', {
  description:
    'Asks for what you need in order to take part in the event of your registration: access, interpreting, seating, food, breaks, material in another form. Also possible before your seat is confirmed. Who reads it stands in `accommodations.readBy`; no mail says what you need. The same request again, while it waits, answers the first.',
  errors: [NotFoundError, InvalidInputError, RegistrationStateError, NobodyAnswersError, TooManyAccommodationsError],
  input: {
    description: `For which registration, and what. A registration has at most ${MOST_REQUESTS} requests.`,
    fields: (t) => ({
      registrationId: t.id({ description: 'Your registration.' }),
      need: t.string({
        description: `What you need, at most ${LONGEST.need} characters. Write no diagnosis: nobody has to know why you need it.`,
      }),
      fromOn: t.field({ type: 'Date', required: false, description: 'From which day; without it, from the first.' }),
      untilOn: t.field({ type: 'Date', required: false, description: 'Until which day; without it, to the last.' }),
      mailAnswer: t.boolean({
        required: false,
        description:
          'Whether a mail tells you that there is an answer; without it, none does. About a training one does in any case. Never set it for the person: whoever reads their mailbox sees that mail.',
      }),
    }),
  },
  read: z
    .object({
      registrationId: idOf<RegistrationId>('Registration'),
      need: freeText(LONGEST.need).refine((text) => text !== '', 'Write what you need.'),
      fromOn: day,
      untilOn: day,
      mailAnswer: z
        .boolean()
        .nullish()
        .transform((value) => value ?? false),
    })
    .refine(({ fromOn, untilOn }) => fromOn === null || untilOn === null || fromOn <= untilOn, {
      path: ['untilOn'],
      message: 'The last day is before the first.',
    }),
  run: ({ db, vault }, act, input) => requestAccommodation(db, act, { ...input, vault }),
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
