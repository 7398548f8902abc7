import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { RegistrationStateError } from '../../registrations/errors.ts';
import { RegistrationStateEnum } from '../../registrations/graphql/registration.ts';
import { CareNotSetUpError } from '../errors.ts';
import { markPresence, recordScreening, withdrawScreening } from '../operations/meeting.ts';
import { exportCareRecords, type OpenedRecord, openCareRecord, seenPeople } from '../operations/openRecords.ts';
import { type CarePlace, MOST_PLACES } from '../queries/places.ts';
import { AnswersType } from './own.ts';

export const PersonType = builder.objectRef<CarePlace>('CarePerson').implement({
  description: 'A person at a therapy event, for the instructors named on it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    registrationId: t.id({
      description: 'The registration.',
      resolve: ({ registrationId }) => encodeGlobalID('Registration', registrationId),
    }),
    name: t.exposeString('name', { nullable: true, description: 'The name of the profile; null when none is stated.' }),
    email: t.exposeString('email', { nullable: true, description: 'The address of the account.' }),
    state: t.expose('state', { type: RegistrationStateEnum, description: 'How the registration stands.' }),
    pairId: t.id({
      nullable: true,
      description: 'Equal for the two people of a pair; null for everybody else.',
      resolve: ({ pairId }) => pairId && encodeGlobalID('Pair', pairId),
    }),
    submittedAt: t.expose('submittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they submitted their intake; null before that.',
    }),
    jointPlanAgreed: t.exposeBoolean('bothAgreed', { description: 'Whether a joint part can be read.' }),
    screenedAt: t.expose('screenedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they were met alone; null before that.',
    }),
    present: t.exposeBoolean('present', {
      nullable: true,
      description: 'Whether they were there; null while not marked.',
    }),
  }),
});

const RecordType = builder.objectRef<OpenedRecord>('CareRecord').implement({
  description: 'What a person wrote for the instructors named on their event.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    person: t.field({ type: PersonType, description: 'Whose it is.', resolve: ({ place }) => place }),
    intake: t.field({
      type: AnswersType,
      nullable: true,
      description: 'What they answered; null while nothing is submitted.',
      resolve: ({ intake }) => intake,
    }),
    jointPlan: t.exposeString('jointPlan', {
      nullable: true,
      description: 'The joint part of the plan; null until both people have agreed to its text.',
    }),
  }),
});

builder.objectField(IntensiveRef, 'carePeople', (t) =>
  t.field({
    type: [PersonType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 20, multiplier: 20 },
    description: `Who comes to a therapy event, at most ${MOST_PLACES}, for the instructors named on it; null for everybody else, owners included, and while \`careList\` says that anything is missing.`,
    resolve: ({ id: intensiveId, organizationId }, _args, context) =>
      seenPeople(context.db, signedIn(context), { intensiveId, organizationId }),
  }),
);

builder.objectField(IntensiveRef, 'careRecord', (t) =>
  t.field({
    type: RecordType,
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 50 },
    description:
      'Opens what a person at a therapy event submitted, for the instructors named on it; null while there is nothing. The person sees each opening. NOT_FOUND for everybody else, owners included.',
    args: { registrationId: t.arg.id({ description: 'The registration.' }) },
    resolve: ({ id: intensiveId }, args, context) => {
      const { registrationId } = READ_ID.parse(args);
      return openCareRecord(context.db, actOf(context), { intensiveId, registrationId, vault: context.vault });
    },
  }),
);
const READ_ID = z.object({ registrationId: idOf<RegistrationId>('Registration') });

builder.objectField(IntensiveRef, 'careExport', (t) =>
  t.string({
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 200 },
    description:
      'Everything that you may read of a therapy event as JSON, for the record system of your practice; for the instructors named on it. Each person sees it as an opening. NOT_FOUND for everybody else.',
    resolve: ({ id: intensiveId, organizationId }, _args, context) =>
      exportCareRecords(context.db, actOf(context), { intensiveId, organizationId, vault: context.vault }),
  }),
);

const payload = {
  description: 'The person.',
  fields: (
    t: PothosSchemaTypes.ObjectFieldBuilder<import('../../graphql/builder.ts').SchemaTypes, { place: CarePlace }>,
  ) => ({
    person: t.field({
      type: PersonType,
      description: 'The person.',
      resolve: ({ place }: { place: CarePlace }) => place,
    }),
  }),
};
const registrationId = idOf<RegistrationId>('Registration');

mutation('recordScreening', {
  description:
    'Records that you met a person alone and live before a joint place is given, and when: nothing else of it. For the instructors named on the event. The first record stays.',
  errors: [NotFoundError, CareNotSetUpError, InvalidInputError],
  input: {
    description: 'Whom you met, and when.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The registration.' }),
      screenedAt: t.field({ type: 'DateTime', description: 'When you met.' }),
    }),
  },
  read: z.object({ registrationId }),
  run: ({ db }, act, asked) => recordScreening(db, act, asked),
  payload,
});

mutation('withdrawScreening', {
  description:
    'Withdraws a record that you met a person alone, which was made by mistake. For the instructors named on the event. A record of another time stays, and so does a seat that was given meanwhile; an offer can be taken only after the person has been met. That it was recorded and withdrawn stays in the history that the person exports.',
  errors: [NotFoundError, CareNotSetUpError],
  input: {
    description: 'Which record.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The registration.' }),
      screenedAt: t.field({
        type: 'DateTime',
        description: 'The time that the record says, as `screenedAt` shows it.',
      }),
    }),
  },
  read: z.object({ registrationId }),
  run: ({ db }, act, asked) => withdrawScreening(db, act, asked),
  payload,
});

mutation('markPresence', {
  description:
    'Marks whether a person was at a therapy event, without times. For the instructors named on the event. The last mark holds.',
  errors: [NotFoundError, CareNotSetUpError, RegistrationStateError],
  input: {
    description: 'Who, and whether they were there.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The registration.' }),
      present: t.boolean({ description: 'Whether they were there.' }),
    }),
  },
  read: z.object({ registrationId }),
  run: ({ db, vault }, act, asked) => markPresence(db, act, { ...asked, vault }),
  payload,
});
