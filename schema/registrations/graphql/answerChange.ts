import { z } from 'zod';
import type { IntensiveChangeId, RegistrationId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AnswerTooLateError, PaidPlaceError, RegistrationStateError } from '../errors.ts';
import { answerChange } from '../operations/answerChange.ts';
import { RegistrationRef } from './registration.ts';

const AnswerEnum = builder.enumType('ChangeAnswer', {
  description: 'Whether a person stays after a change.',
  values: described(['STAYS', 'LEAVES'] as const, {
    STAYS: 'They keep the place.',
    LEAVES: 'They give it up. That is final.',
  }),
});

mutation('answerChange', {
  description: 'Answers a change that asks whether you stay. The newest answer counts; leaving is final.',
  errors: [NotFoundError, AnswerTooLateError, RegistrationStateError, PaidPlaceError],
  input: {
    description: 'Which change, for which registration, and the answer.',
    fields: (t) => ({
      changeId: t.id({ description: 'The change.' }),
      registrationId: t.id({ description: 'Your registration.' }),
      answer: t.field({ type: AnswerEnum, description: 'The answer.' }),
    }),
  },
  read: z.object({
    changeId: idOf<IntensiveChangeId>('IntensiveChange'),
    registrationId: idOf<RegistrationId>('Registration'),
  }),
  run: ({ db }, act, input) => answerChange(db, act, input),
  payload: {
    description: 'Your registration, after the answer.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The registration.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
