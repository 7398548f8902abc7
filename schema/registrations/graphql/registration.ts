import { encodeGlobalID } from '@pothos/plugin-relay';
import { parseId, type RegistrationId } from '../../../drizzle/ids.ts';
import { REGISTRATION_STATES } from '../../../drizzle/tables/registrations.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { type AskedChange, askedChangesOf } from '../queries/changes.ts';
import {
  type OwnRegistration,
  ownRegistrations,
  registrationsOf,
  type StateLine,
  WITHHELD,
} from '../queries/registrations.ts';
import { REASONS } from '../rules/states.ts';

export const RegistrationStateEnum = builder.enumType('RegistrationState', {
  description: 'How a registration stands.',
  values: described(REGISTRATION_STATES, {
    APPLIED: 'Applied. It takes no seat and costs nothing.',
    OFFERED: 'A seat is kept until the offer ends.',
    HELD: 'A seat is kept while it is being paid.',
    AWAITING_PAYMENT: 'A seat is kept until money that is on its way arrives, or until an invoice is due.',
    CONFIRMED: 'The person has a seat.',
    DECLINED: 'The application was not accepted.',
    LAPSED: 'The time for which a seat was kept ended.',
    CANCELLED: 'It was canceled.',
    TRANSFERRED: 'The place went to another person, or moved to another date.',
  }),
});

const ReasonEnum = builder.enumType('RegistrationReason', {
  description: 'Why a registration came into a state.',
  values: described(REASONS, {
    APPLIED: 'The person applied.',
    ACCEPTED: 'The application was accepted.',
    ACCEPTED_WAITS: 'The application was accepted and waits for a seat.',
    FROM_WAITLIST: 'A seat became free for whoever waited.',
    CHECKOUT_STARTED: 'The person began to pay.',
    INVOICED: 'It is paid by invoice.',
    MONEY_EXPECTED: 'It was paid by a method whose money arrives later.',
    REGISTERED: 'The person registered; nothing had to be paid.',
    GIVEN: 'The organization registered the person, free of charge.',
    PAID: 'It was paid.',
    LATE_PAYMENT: 'It was paid after its time, and a seat was left.',
    CLAIMED: 'A person claimed a place of a group.',
    TOOK_OVER: 'The person took over the place of another.',
    MOVED: 'The place moved here from another date.',
    REINSTATED: 'The organization confirmed it again.',
    NOT_ACCEPTED: 'The application was not accepted.',
    HOLD_ENDED: 'The time for which a seat was kept ended.',
    INVOICE_UNPAID: 'The invoice was not paid in time.',
    PAYMENT_FAILED: 'The payment failed.',
    OFFER_DECLINED: 'The person declined the offer.',
    WAITLIST_CLOSED: 'Registration ended while it waited.',
    WITHDRAWN: 'The person canceled.',
    PLACE_ENDED:
      'The place does not go ahead. Of two who come together, whoever did not end it learns nothing else, whatever ended it but the event.',
    BY_ORGANIZER: 'The organization canceled it.',
    EVENT_CANCELLED: 'The event was canceled.',
    EVENT_CHANGED: 'The person left because the event changed.',
    TRANSFERRED: 'The place went to another person, or moved to another date.',
    ERASED: 'The person’s data was erased.',
  }),
});

export const StateLineType = builder.objectRef<StateLine>('RegistrationStateLine').implement({
  description: 'A line of a registration’s history.',
  fields: (t) => ({
    state: t.expose('state', { type: RegistrationStateEnum, description: 'The state from then on.' }),
    because: t.expose('because', { type: ReasonEnum, description: 'Why.' }),
    by: t.exposeString('by', { description: 'By whom: user, member, operator or system.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
  }),
});

const AskedChangeType = builder.objectRef<AskedChange>('AskedChange').implement({
  description: 'A change after which everybody is asked to stay or leave.',
  fields: (t) => ({
    changeId: t.id({
      description: 'The change, for `answerChange`.',
      resolve: ({ id }) => encodeGlobalID('IntensiveChange', id),
    }),
    says: t.exposeStringList('says', { description: 'What changed, in sentences.' }),
    answerBy: t.expose('answerBy', { type: 'DateTime', description: 'Until when to answer.' }),
    answer: t.exposeString('answer', { nullable: true, description: 'STAYS or LEAVES; null before any answer.' }),
  }),
});

const WithheldEnum = builder.enumType('RegistrationWithheld', {
  description: 'Why a confirmed place shows neither venue nor link. The seat stays until somebody ends it.',
  values: described(WITHHELD, {
    CHARGED_BACK: 'A bank took the payment back for good. Write to the organization, or pay it again.',
    REFUNDED: 'What was paid for the place went back.',
  }),
});

/** One seat of one person at an event, as that person sees it. */
export const RegistrationRef = builder.loadableNodeRef('Registration', {
  id: { description: 'Its global id.', resolve: (row: OwnRegistration) => row.id },
  sort: (row: OwnRegistration) => row.id,
  load: async (ids: string[], { db, viewer }): Promise<OwnRegistration[]> => {
    const known = ids.flatMap((id) => parseId<RegistrationId>(id) ?? []);
    return viewer === null ? [] : ownRegistrations(db, { userId: viewer.userId, ids: known });
  },
});

/** A history has a few lines, and an event seldom asks. */
const PRICES = { states: { field: 1, multiplier: 5 }, asked: { field: 2, multiplier: 2 } } as const;

builder.objectType(RegistrationRef, {
  description: 'One seat at an event, as its person sees it, or as its buyer does while nobody has claimed it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
    state: t.expose('state', { type: RegistrationStateEnum, description: 'How it stands.' }),
    states: t.field({
      type: [StateLineType],
      complexity: PRICES.states,
      description: 'Its history, oldest first.',
      resolve: ({ states }) => states,
    }),
    keptUntil: t.expose('holdEndsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when a seat is kept, while that is not over. Say it before a person begins to pay.',
    }),
    extendable: t.boolean({
      description: 'Whether more time can still be asked for, once.',
      resolve: ({ holdId, holdEndsAt, holdExtended }) => holdId !== null && holdEndsAt !== null && !holdExtended,
    }),
    isPair: t.boolean({
      description: 'Whether two people come together.',
      resolve: ({ pairId }) => pairId !== null,
    }),
    partnerJoined: t.exposeBoolean('pairJoined', {
      nullable: true,
      description: 'Of a pair: whether the second person has joined.',
    }),
    claimed: t.boolean({ description: 'Whether a person has the place.', resolve: ({ userId }) => userId !== null }),
    linked: t.exposeBoolean('linked', { description: 'Whether a link waits for somebody to take the place.' }),
    asked: t.loadableGroup({
      type: AskedChangeType,
      complexity: PRICES.asked,
      description: 'Changes that ask, newest first, while there is time to answer.',
      load: (ids: RegistrationId[], { db, now }) => askedChangesOf(db, { ids, now }),
      group: ({ registrationId }) => registrationId,
      resolve: ({ id }) => id,
    }),
    withheld: t.expose('withheld', {
      type: WithheldEnum,
      nullable: true,
      description: 'Why venue and link are not shown although the place is confirmed; null when they are. Say it.',
    }),
    venue: t.exposeString('venue', { nullable: true, description: 'Where it is; for confirmed people only.' }),
    link: t.exposeString('link', { nullable: true, description: 'Where it is online; for confirmed people only.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun.' }),
    confirmedAt: t.expose('confirmedAt', { type: 'DateTime', nullable: true, description: 'When it was confirmed.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
  }),
});

builder.objectField(ViewerRef, 'registrations', (t) =>
  t.connection({
    type: RegistrationRef,
    description: 'Your registrations and applications, newest first.',
    resolve: ({ userId }, args, { db }) => newestFirst(args, (window) => registrationsOf(db, { userId, ...window })),
  }),
);
