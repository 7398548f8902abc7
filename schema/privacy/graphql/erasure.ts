import { encodeGlobalID } from '@pothos/plugin-relay';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { cancelErasure } from '../operations/cancelErasure.ts';
import { requestErasure } from '../operations/requestErasure.ts';
import { erasureOf } from '../queries/erasures.ts';
import { type Erasure, erasureNotice, type Hold, type OrderHold } from '../rules.ts';

const HoldType = builder.objectRef<Hold>('ErasureHold').implement({
  description: 'A certificate whose record its organization must still keep.',
  fields: (t) => ({
    certificateNumber: t.exposeString('certificateNumber', { description: 'The number of the certificate.' }),
    organization: t.exposeString('organization', {
      description: 'The organization that issued it and keeps the record.',
    }),
    years: t.exposeInt('years', {
      description: 'How many years after issue the organization keeps records of credit.',
    }),
    until: t.expose('until', { type: 'DateTime', description: 'When this record no longer has to be kept.' }),
  }),
});

const OrderHoldType = builder.objectRef<OrderHold>('ErasureOrderHold').implement({
  description: 'An order whose record its organization must still keep.',
  fields: (t) => ({
    orderId: t.id({ description: 'The order.', resolve: ({ orderId }) => encodeGlobalID('Order', orderId) }),
    organization: t.exposeString('organization', { description: 'The organization that keeps the record.' }),
    until: t.expose('until', { type: 'DateTime', description: 'When this record no longer has to be kept.' }),
  }),
});

const ErasureType = builder.objectRef<Erasure>('Erasure').implement({
  description:
    'A request that your personal data be deleted. All of it is deleted at the same time: now if no organization must keep a record of credit or of money, otherwise on the day when the last such duty ends.',
  fields: (t) => ({
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When the request was made.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description:
        'When the deletion is due; it happens within a day after that. Credit that you earn in the meantime makes this later.',
    }),
    carriedOutAt: t.expose('carriedOutAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the data was deleted; null while the request waits.',
    }),
    heldBy: t.field({
      type: [HoldType],
      description: `Why the request waits: the records that must be kept, longest first, at most ${MAX_PAGE}.`,
      resolve: ({ heldBy }) => heldBy.slice(0, MAX_PAGE),
    }),
    heldOrders: t.field({
      type: [OrderHoldType],
      description: `Orders whose records must be kept, longest first, at most ${MAX_PAGE}.`,
      resolve: ({ heldOrders }) => heldOrders.slice(0, MAX_PAGE),
    }),
    notice: t.string({ description: 'The request in words, to show to the person.', resolve: erasureNotice }),
  }),
});

builder.objectField(ViewerRef, 'erasure', (t) =>
  t.field({
    type: ErasureType,
    nullable: true,
    description: 'Your waiting request for erasure; null when there is none.',
    resolve: ({ userId }, _args, { db, now }) => erasureOf(db, { userId, now }),
  }),
);

mutation('requestErasure', {
  description:
    'Requests the deletion of your personal data: name, e-mail address, reflections, signatures and every way to sign in. Your certificates can still be verified by number, without you. When no record of credit must be kept, this call deletes the data, signs you out, and cannot be undone. Otherwise the request waits until `dueAt`, and nothing changes before that. A second call returns the first request.',
  errors: [InvalidInputError],
  input: {
    description: 'Confirms the request.',
    fields: (t) => ({
      confirmation: t.string({ description: 'The address you sign in with, typed again.' }),
    }),
  },
  run: async ({ db }, act, { confirmation }) => ({ erasure: await requestErasure(db, act, { confirmation }) }),
  payload: {
    description: 'The request and its due date.',
    fields: (t) => ({
      erasure: t.expose('erasure', { type: ErasureType, description: 'When the data is deleted, and why then.' }),
    }),
  },
});

mutation('cancelErasure', {
  description: 'Cancels your waiting request for erasure. A second call changes nothing.',
  errors: [InvalidInputError, RateLimitedError],
  input: {
    description: 'Which request.',
    fields: (t) => ({
      requestedAt: t.field({ type: 'DateTime', description: 'When you made the request, as `viewer.erasure` says.' }),
    }),
  },
  run: async (context, act, { requestedAt }) => {
    await cancelErasure(context.db, act, { requestedAt });
    return { viewer: signedIn(context) };
  },
  payload: {
    description: 'You, after the request was canceled.',
    fields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, without a request.', resolve: ({ viewer }) => viewer }),
    }),
  },
});
