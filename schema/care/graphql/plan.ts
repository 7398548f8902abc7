import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { freeText } from '../../plainText.ts';
import { JointPlanChangedError, NoPairError } from '../errors.ts';
import { agreeToJointPlan, saveJointPlan } from '../operations/jointPlan.ts';
import { savePlan } from '../operations/savePlan.ts';
import { MOST } from '../rules/form.ts';
import { FOR_WRITERS, ownPlacePayload } from './answering.ts';

const registrationId = idOf<RegistrationId>('Registration');
const FOR_PAIRS = [...FOR_WRITERS, NoPairError, JointPlanChangedError] as const;
const version = z.number().int().min(0, 'Versions begin at 0.');

mutation('savePlan', {
  description:
    'Saves your own part of the action plan, encrypted; it replaces what was there. Nobody else reads it. It needs the consent THERAPY_DATA.',
  errors: FOR_WRITERS,
  input: {
    description: 'For which registration, and your words.',
    fields: (t) => ({
      registrationId: t.id({ description: 'Your registration for a therapy event.' }),
      text: t.string({ description: `At most ${MOST.plan} characters.` }),
    }),
  },
  read: z.object({ registrationId, text: freeText(MOST.plan) }),
  run: ({ db, vault, legal }, act, asked) => savePlan(db, act, { ...asked, vault, legal }),
  payload: ownPlacePayload,
});

mutation('saveJointPlan', {
  description:
    'Saves the joint part of the action plan of you and the person who comes with you, encrypted. You both read it. An edit voids what was agreed. It needs the consent THERAPY_DATA.',
  errors: FOR_PAIRS,
  input: {
    description: 'For which registration, the words, and the version that you read.',
    fields: (t) => ({
      registrationId: t.id({ description: 'Your registration.' }),
      text: t.string({ description: `At most ${MOST.plan} characters.` }),
      basedOnVersion: t.int({
        required: false,
        description: 'The version that you read. Left out, it is saved only while nothing is written.',
      }),
    }),
  },
  read: z.object({ registrationId, text: freeText(MOST.plan), basedOnVersion: version.nullish() }),
  run: ({ db, vault, legal }, act, { basedOnVersion, ...asked }) =>
    saveJointPlan(db, act, { ...asked, basedOn: basedOnVersion ?? null, vault, legal }),
  payload: ownPlacePayload,
});

mutation('agreeToJointPlan', {
  description:
    'Agrees to the joint part as you read it. Once you both have, the instructors named on the event read it. It needs the consent THERAPY_DATA.',
  errors: FOR_PAIRS,
  input: {
    description: 'For which registration, and to which version.',
    fields: (t) => ({
      registrationId: t.id({ description: 'Your registration.' }),
      version: t.int({ description: 'The version that you read.' }),
    }),
  },
  read: z.object({ registrationId, version }),
  run: ({ db, vault, legal }, act, asked) => agreeToJointPlan(db, act, { ...asked, vault, legal }),
  payload: ownPlacePayload,
});
