import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { saveIntake } from '../operations/saveIntake.ts';
import { CHANNELS, MOST } from '../rules/form.ts';
import { FOR_WRITERS, ownPlacePayload } from './answering.ts';
import { ChannelEnum } from './own.ts';

const AnswersInput = builder.inputType('IntakeAnswersInput', {
  description: 'An intake, whole. It replaces what was there.',
  fields: (t) => ({
    goals: t.string({ description: `What you would like to reach; at most ${MOST.goals} characters.` }),
    needs: t.string({ description: `What you need; at most ${MOST.needs} characters.` }),
    channels: t.field({ type: [ChannelEnum], description: 'How you may safely be reached alone.' }),
    reachAt: t.string({ description: `At which number or address; at most ${MOST.reachAt} characters.` }),
    reachWhen: t.string({ description: `At which times; at most ${MOST.reachWhen} characters.` }),
    doNotWrite: t.boolean({ description: 'Whether nobody may write to you.' }),
    doNotLeaveMessage: t.boolean({ description: 'Whether nobody may leave a message.' }),
  }),
});

const read = z.object({
  registrationId: idOf<RegistrationId>('Registration'),
  answers: z.object({
    goals: freeText(MOST.goals),
    needs: freeText(MOST.needs),
    channels: z
      .array(z.enum(CHANNELS))
      .max(CHANNELS.length, 'Name each way once.')
      .transform((channels) => [...new Set(channels)]),
    reachAt: freeText(MOST.reachAt),
    reachWhen: freeText(MOST.reachWhen),
    doNotWrite: z.boolean(),
    doNotLeaveMessage: z.boolean(),
  }),
});

const input = {
  description: 'For which registration, and what you answer.',
  fields: (t: PothosSchemaTypes.InputFieldBuilder<import('../../graphql/builder.ts').SchemaTypes, 'InputObject'>) => ({
    registrationId: t.id({ description: 'Your registration for a therapy event.' }),
    answers: t.field({ type: AnswersInput, description: 'Your answers.' }),
  }),
};

mutation('saveIntake', {
  description:
    'Saves your intake for a therapy event, encrypted, for you alone. One that you submitted before is taken back until you submit it again. It needs the consent THERAPY_DATA.',
  errors: FOR_WRITERS,
  input,
  read,
  run: ({ db, vault, legal }, act, asked) => saveIntake(db, act, { ...asked, submit: false, vault, legal }),
  payload: ownPlacePayload,
});

mutation('submitIntake', {
  description:
    'Saves your intake and lets the instructors named on the event read it. You see each time that one of them opens it. It needs the consent THERAPY_DATA.',
  errors: FOR_WRITERS,
  input,
  read,
  run: ({ db, vault, legal }, act, asked) => saveIntake(db, act, { ...asked, submit: true, vault, legal }),
  payload: ownPlacePayload,
});
