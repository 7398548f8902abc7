import { encodeGlobalID } from '@pothos/plugin-relay';
import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { type RegistrationRecord, recordsOf } from '../queries/registrations.ts';
import { type EntryRecord, waitlistOf } from '../queries/waitlist.ts';
import { referenceOf } from '../rules/reference.ts';
import { RegistrationStateEnum, StateLineType } from './registration.ts';

/** When an organization does not see who somebody is. */
const UNSEEN = 'at events that are no training but for the instructors named on them';

export const RecordType = builder.objectRef<RegistrationRecord>('RegistrationRecord').implement({
  description: 'A registration as the organization sees it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'The registration.', resolve: ({ id }) => encodeGlobalID('Registration', id) }),
    reference: t.string({
      description: 'A short name of the place, always the same, by which to speak of it: 7K3Q.',
      resolve: ({ id }) => referenceOf(id),
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: `The name of the profile; null when none is stated, ${UNSEEN}.`,
    }),
    email: t.exposeString('email', {
      nullable: true,
      description: `Where to write; null while nobody has claimed the place, ${UNSEEN}.`,
    }),
    state: t.expose('state', { type: RegistrationStateEnum, description: 'How it stands.' }),
    states: t.field({
      type: [StateLineType],
      complexity: { field: 1, multiplier: 5 },
      description: 'Its history, oldest first.',
      resolve: ({ states }) => states,
    }),
    pairId: t.id({
      nullable: true,
      description: 'Equal for the two people of a pair; null for everybody else.',
      resolve: ({ pairId }) => pairId && encodeGlobalID('Pair', pairId),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun.' }),
    confirmedAt: t.expose('confirmedAt', { type: 'DateTime', nullable: true, description: 'When it was confirmed.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
  }),
});

const EntryRecordType = builder.objectRef<EntryRecord>('WaitlistRecord').implement({
  description: 'Somebody who waits, as the organization sees it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'The entry.', resolve: ({ id }) => encodeGlobalID('WaitlistEntry', id) }),
    reference: t.string({
      description: 'A short name of the entry, always the same, by which to speak of it: 7K3Q.',
      resolve: ({ id }) => referenceOf(id),
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: `The name of the profile; null when none is stated, ${UNSEEN}.`,
    }),
    email: t.exposeString('email', { nullable: true, description: `Where to write; null ${UNSEEN}.` }),
    place: t.exposeInt('place', { nullable: true, description: '1 for the first.' }),
    seats: t.exposeInt('seats', { description: 'How many seats: two for a pair.' }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'Since when.' }),
    offeredUntil: t.expose('offeredUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when an offer stands; null without one.',
    }),
  }),
});

const READ = { permission: 'READ_REGISTRATIONS', what: 'The event' } as const;

builder.objectField(IntensiveRef, 'registrations', (t) =>
  t.connection({
    type: RecordType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The registrations, newest first, for owners, organizers and instructors of the organization. NOT_FOUND for everyone who is not a member.',
    args: {
      state: t.arg({ type: RegistrationStateEnum, required: false, description: 'Only those in this state.' }),
    },
    resolve: async ({ id: intensiveId, organizationId }, { state, ...args }, context) => {
      const { userId: viewer } = signedIn(context);
      await requirePermission(context.db, { userId: viewer }, { ...READ, organizationId });
      const filter = { intensiveId, state: state ?? null, viewer };
      return newestFirst(args, (window) => recordsOf(context.db, { ...filter, ...window }));
    },
  }),
);

builder.objectField(IntensiveRef, 'waitlist', (t) =>
  t.connection({
    type: EntryRecordType,
    nullable: true,
    authScopes: { signedIn: true },
    description: 'Who waits, the latest first, for owners, organizers and instructors of the organization.',
    resolve: async ({ id: intensiveId, organizationId }, args, context) => {
      const { userId: viewer } = signedIn(context);
      await requirePermission(context.db, { userId: viewer }, { ...READ, organizationId });
      return newestFirst(args, (window) => waitlistOf(context.db, { intensiveId, viewer, ...window }));
    },
  }),
);
