import { encodeGlobalID } from '@pothos/plugin-relay';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import type { Context } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { MoneyType } from '../../graphql/money.ts';
import { RecordType } from '../../registrations/graphql/record.ts';
import { RegistrationRef, RegistrationStateEnum } from '../../registrations/graphql/registration.ts';
import { referenceOf } from '../../registrations/rules/reference.ts';
import { type Cancellation, cancellationOf } from '../operations/cancellationOf.ts';
import { ordersOfPlaces } from '../queries/places.ts';
import type { ViewLine } from '../queries/views.ts';
import type { Of } from './parts.ts';

const CancellationType = builder.objectRef<Cancellation>('Cancellation').implement({
  description: 'What comes back to whoever paid when a place ends now, by the policy that they accepted.',
  fields: (t) => ({
    refund: t.field({
      type: MoneyType,
      nullable: true,
      description: 'How much, of a pair for both; null for whoever neither paid nor may read money.',
      resolve: ({ refund }) => refund,
    }),
    percent: t.exposeInt('percent', { description: 'How much of what is left of the payment.' }),
    rule: t.exposeString('rule', { description: 'By which rule, in words.' }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when that holds; null when it does not end, or nothing is given back.',
    }),
  }),
});

/** One place and its order are read. */
const ASKED = { field: 10 };

export const PlaceType = builder.objectRef<Of<ViewLine>>('OrderPlace').implement({
  description: 'A place that an order pays for. It tells who claimed it and nothing else of them.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    registrationId: t.id({
      nullable: true,
      description: 'The registration, for links, cancellations and refunds.',
      resolve: ({ registrationId }) => registrationId && encodeGlobalID('Registration', registrationId),
    }),
    registration: t.field({
      type: RegistrationRef,
      nullable: true,
      description:
        'The registration of your own place, or of one that you bought and nobody has claimed: whether it is asked to stay, for example. Null for everybody else’s.',
      resolve: ({ registrationId }) => registrationId,
    }),
    reference: t.string({
      nullable: true,
      description: 'A short name of the place, always the same, by which to speak of it: 7K3Q.',
      resolve: ({ registrationId }) => registrationId && referenceOf(registrationId),
    }),
    description: t.exposeString('description', { description: 'As the documents print it.' }),
    state: t.expose('state', { type: RegistrationStateEnum, nullable: true, description: 'How the place stands.' }),
    claimed: t.exposeBoolean('claimed', { description: 'Whether somebody has it.' }),
    claimedBy: t.exposeString('name', {
      nullable: true,
      description:
        'The name that its person stated; null while nobody has it or has stated one, and at events that are no training but for that person and the instructors named on them.',
    }),
    price: t.field({
      type: MoneyType,
      description: 'Its price before any code.',
      resolve: ({ priceMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    total: t.field({
      type: MoneyType,
      description: 'What it costs.',
      resolve: ({ totalMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    cancellation: t.field({
      type: CancellationType,
      nullable: true,
      complexity: ASKED,
      description: 'What comes back when it ends now; null when it has ended.',
      resolve: ({ registrationId }, _args, { db, viewer, now }) =>
        registrationId === null ? null : cancellationOf(db, { registrationId, viewer: viewer?.userId ?? null, now }),
    }),
  }),
});

async function orderIds(ids: readonly RegistrationId[], { db, viewer }: Context): Promise<(string | null)[]> {
  const found = viewer === null ? [] : await ordersOfPlaces(db, { ids, viewer: viewer.userId });
  const byPlace = new Map(found.map(({ id, orderId }) => [id, encodeGlobalID('Order', orderId)]));
  return ids.map((id) => byPlace.get(id) ?? null);
}

builder.objectField(RecordType, 'orderId', (t) =>
  t.loadable({
    type: 'ID',
    nullable: true,
    description: 'The order that pays for it, for members who read money; null for others, and for a free place.',
    load: (ids: RegistrationId[], context) => orderIds(ids, context),
    resolve: ({ id }) => id,
  }),
);

builder.objectField(RegistrationRef, 'cancellation', (t) =>
  t.field({
    type: CancellationType,
    nullable: true,
    complexity: ASKED,
    description:
      'What comes back to whoever paid when you give the place up now. Show it before you ask. Null for a place without an order, or one that has ended.',
    resolve: ({ id }, _args, { db, viewer, now }) =>
      cancellationOf(db, { registrationId: id, viewer: viewer?.userId ?? null, now }),
  }),
);
