import { createContextCache } from '@pothos/core';
import { type ApprovalId, parseId } from '../../../drizzle/ids.ts';
import { APPROVAL_ROLES, APPROVAL_STATES } from '../../../drizzle/tables/accreditation.ts';
import type { Context } from '../../context.ts';
import { CourseFormat } from '../../courses/graphql/course.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { isMember } from '../../organizations/graphql/isMember.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { dateIn } from '../../organizations/rules.ts';
import {
  type ApprovalPart,
  type ApprovalRow,
  approvalsForMember,
  approvalsOf,
  awardsUnder,
  type StateRow,
} from '../queries/approvals.ts';
import { bodiesOf } from '../queries.ts';
import { inForceOn, lastDayOf, NOT_IN_FORCE, stateOn } from '../rules/approval.ts';
import { AccreditorRef, ApprovalKindEnum } from './accreditor.ts';
import { AwardUnderType } from './awardUnder.ts';

export const ApprovalStateEnum = builder.enumType('ApprovalState', {
  description: 'What became of an approval.',
  values: described([...APPROVAL_STATES, 'REFUSED'] as const, {
    APPLIED: 'The organization asked the body for it.',
    IN_FORCE: 'The body grants it.',
    PROBATION: 'The body grants it under watch; credit can be given.',
    SUSPENDED: 'The body suspended it; no credit can be given meanwhile.',
    LAPSED: 'It was not renewed; it has ended.',
    WITHDRAWN: 'The body or the organization took it back; it has ended.',
    REFUSED: 'The operator of the service refused it; it was never in force.',
  }),
});

export const ApprovalRoleEnum = builder.enumType('ApprovalRole', {
  description: 'The part of an organization in an approval.',
  values: described(APPROVAL_ROLES, {
    HOLDER: 'The body approved it.',
    CO_SPONSOR: 'It gives courses together with a holder.',
  }),
});

builder.enumType('NotInForceReason', {
  description: 'Why an approval is not in force on a day.',
  values: described(NOT_IN_FORCE, {
    UNCONFIRMED: 'The operator of the service has not confirmed it against its letter.',
    NOT_BEGUN: 'It has not begun.',
    OVER: 'Its last day is over.',
    ENDED: 'It was ended early.',
    SUSPENDED: 'The body suspended it.',
  }),
});

const StateType = builder
  .objectRef<Omit<StateRow, 'state'> & { state: StateRow['state'] | 'REFUSED' }>('ApprovalStateChange')
  .implement({
    description: 'A dated state of an approval.',
    fields: (t) => ({
      state: t.expose('state', { type: ApprovalStateEnum, description: 'The state.' }),
      from: t.expose('from', { type: 'Date', description: 'Its first day, in the zone of the organization.' }),
      confirmed: t.exposeBoolean('confirmed', {
        description:
          'Whether the operator of the service compared it with a letter. False for a state that an owner set; it holds at once.',
      }),
      reason: t.exposeString('reason', { nullable: true, description: 'Why; null at the beginning.' }),
      recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was recorded.' }),
    }),
  });

const PartType = builder.objectRef<ApprovalPart>('ApprovalPart').implement({
  description: 'An organization of an approval.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    number: t.exposeString('number', { nullable: true, description: 'Its own number at the body, of a partner.' }),
    role: t.expose('role', { type: ApprovalRoleEnum, description: 'Its part.' }),
  }),
});

/** Read once per request, however many approvals it shows. */
const knownBodies = createContextCache(({ db }: Context) => bodiesOf(db));

/** Members of the organization only: an unknown id and another organization's look alike. @public other nouns add fields to it. */
export const ApprovalRef = builder.loadableNodeRef('Approval', {
  id: { description: 'The global id.', resolve: (approval: ApprovalRow) => approval.id },
  load: async (ids: string[], { db, viewer }) => {
    const known = ids.flatMap((id) => parseId<ApprovalId>(id) ?? []);
    const rows = viewer === null ? [] : await approvalsForMember(db, viewer.userId, known);
    return ids.map((id) => rows.find((row) => row.id === id.toLowerCase()) ?? null);
  },
});

builder.objectType(ApprovalRef, {
  description:
    'What an accreditor granted to an organization, for its members. Days are in the zone of the organization; first and last day are included.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    accreditor: t.field({
      type: AccreditorRef,
      nullable: true,
      description: 'The body.',
      resolve: async ({ accreditor }, _args, context) =>
        (await knownBodies(context)).accreditors.get(accreditor) ?? null,
    }),
    kind: t.expose('kind', { type: ApprovalKindEnum, description: 'What the body approved.' }),
    courseSlug: t.exposeString('courseSlug', { nullable: true, description: 'The approved course; null for any.' }),
    organizations: t.field({
      type: [PartType],
      description: 'The organization and its partners.',
      resolve: ({ parts }) => parts,
    }),
    profession: t.exposeString('profession', {
      nullable: true,
      description: 'The licensed profession that it is for; null where the body does not distinguish.',
    }),
    jurisdiction: t.exposeString('jurisdiction', {
      nullable: true,
      description: 'Where it holds (ISO 3166); null where the body does not distinguish.',
    }),
    number: t.exposeString('number', { nullable: true, description: 'The number that the body gave.' }),
    formats: t.expose('formats', { type: [CourseFormat], description: 'The formats that it is for.' }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'Its first day.' }),
    endsOn: t.expose('endsOn', {
      type: 'Date',
      nullable: true,
      description: 'Its last day as the body set it; null while none is known.',
    }),
    lastOn: t.field({
      type: 'Date',
      nullable: true,
      description:
        'Its last day, with an early end reckoned in; null while none is known, and where the operator refused it.',
      resolve: (approval) => (approval.refused ? null : lastDayOf(approval)),
    }),
    publishedAt: t.exposeString('publishedAt', { description: 'Where the body publishes it.' }),
    letterName: t.exposeString('letterName', { description: 'What the letter is called.' }),
    letterSha256: t.exposeString('letterSha256', { description: 'SHA-256 of the letter, in hexadecimal.' }),
    letterUrl: t.string({
      description: 'Where members, signed in, download the letter.',
      resolve: ({ id }, _args, { settings }) => `${settings.publicUrl}/approvals/${id}/letter`,
    }),
    specimen: t.exposeBoolean('specimen', { description: 'True for one that exists only for a demonstration.' }),
    confirmed: t.exposeBoolean('confirmed', {
      description: 'Whether the operator confirmed it against its letter. No offer stands on one that is not.',
    }),
    state: t.field({
      type: ApprovalStateEnum,
      nullable: true,
      description: 'Its state today; null before its first day.',
      resolve: (approval, _args, { now }) =>
        approval.refused ? 'REFUSED' : stateOn(approval, dateIn(approval.timeZone, now)),
    }),
    stateConfirmed: t.boolean({
      description:
        'Whether the operator compared its newest state with a letter. False after an owner set a state, which holds at once.',
      resolve: ({ states }) => states.at(-1)?.confirmed ?? false,
    }),
    inForce: t.boolean({
      description: 'Whether credit can be given under it today.',
      resolve: (approval, _args, { now }) => inForceOn(approval, dateIn(approval.timeZone, now)).ok,
    }),
    states: t.field({
      type: [StateType],
      description: 'Its history, in the order in which it was recorded.',
      resolve: ({ states, refused }) =>
        states.map((state, at) => ({
          ...state,
          state: refused && at === states.length - 1 ? ('REFUSED' as const) : state.state,
        })),
    }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was recorded.' }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization that recorded it.',
      resolve: ({ organizationId }) => organizationId,
    }),
    awards: t.connection({
      type: AwardUnderType,
      description: 'The awards under it, without their holders, newest first.',
      args: {
        from: t.arg({ type: 'Date', required: false, description: 'Only awards that count on this day or later.' }),
      },
      resolve: ({ id }, { from, ...args }, { db }) =>
        newestFirst(args, (window) => awardsUnder(db, { approvalId: id, from: from ?? null, ...window })),
    }),
  }),
});

builder.objectField(OrganizationRef, 'approvals', (t) =>
  t.connection({
    type: ApprovalRef,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'What bodies approved, newest first, for its members; null for other people. Whoever is not signed in is told so.',
    resolve: async ({ id }, args, context) =>
      (await isMember(context, id))
        ? newestFirst(args, (window) => approvalsOf(context.db, { organizationId: id, ...window }))
        : null,
  }),
);
