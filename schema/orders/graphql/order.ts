import { type OrderId, parseId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { MoneyType } from '../../graphql/money.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { PolicyType } from '../../intensives/graphql/parts.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { type OrderView, ordersByIds, ordersForIntensive, ordersOf } from '../queries/views.ts';
import { type Standing, standingOf } from '../rules/standing.ts';
import {
  DisputeType,
  DocumentType,
  InstallmentType,
  OrderStateEnum,
  ofOrderView,
  PayerKindEnum,
  PaymentType,
  RefundType,
  SettlementEnum,
} from './parts.ts';
import { PlaceType } from './place.ts';

export const OrderRef = builder.loadableNodeRef('Order', {
  id: { description: 'The global id.', resolve: (order: OrderView) => order.id },
  sort: (order: OrderView) => order.id,
  load: async (ids: string[], { db, viewer }): Promise<OrderView[]> => {
    const known = ids.flatMap((id) => parseId<OrderId>(id) ?? []);
    return viewer === null ? [] : ordersByIds(db, { ids: known, viewer: viewer.userId });
  },
});

const PayerType = builder.objectRef<OrderView>('Payer').implement({
  description: 'Who pays, as the documents print it.',
  fields: (t) => ({
    kind: t.expose('payerKind', { type: PayerKindEnum, description: 'A person or an organization.' }),
    name: t.exposeString('payerName', {
      description: 'The legal name; a reference such as "Payer 7K3Q" for members who may not know who comes.',
    }),
    address: t.exposeString('payerAddress', { nullable: true, description: 'Lines of an address.' }),
    country: t.exposeString('payerCountry', { nullable: true, description: 'ISO 3166.' }),
    taxId: t.exposeString('payerTaxId', { nullable: true, description: 'The tax id.' }),
    email: t.exposeString('payerEmail', {
      nullable: true,
      description: 'Where mails about money go; null for members who may not know who comes.',
    }),
    purchaseOrder: t.exposeString('purchaseOrder', { nullable: true, description: 'The payer’s own number.' }),
  }),
});

const moneyOf = (amount: (standing: Standing) => number, description: string) => ({
  type: MoneyType,
  description,
  resolve: (order: OrderView) => ({ amountMinor: amount(standingOf(order)), currency: order.currency }),
});

/** An order has few of each. */
const FEW = { field: 1, multiplier: 3 };

builder.objectType(OrderRef, {
  description:
    'What a payer owes an organization, and what was paid. Whoever placed it sees the places, who claimed them by name, and the money; members who read money see it too.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    state: t.field({
      type: OrderStateEnum,
      description: 'What its money says.',
      resolve: (order) => standingOf(order).state,
    }),
    intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
    soldAs: t.exposeString('soldAs', { description: 'What statement, mails and documents say was sold.' }),
    payer: t.field({ type: PayerType, description: 'Who pays.', resolve: (order) => order }),
    settlement: t.expose('settlement', { type: SettlementEnum, description: 'How it is paid.' }),
    total: t.field({
      type: MoneyType,
      description: 'What it is over, tax included.',
      resolve: ({ totalMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    tax: t.field({
      type: MoneyType,
      description: 'The tax inside it.',
      resolve: ({ taxMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    taxWords: t.string({
      nullable: true,
      description: 'What the documents say of tax; null when nothing is owed.',
      resolve: ({ tax }) => tax?.words ?? null,
    }),
    paid: t.field(moneyOf(({ paidMinor }) => paidMinor, 'What has come.')),
    due: t.field(moneyOf(({ dueMinor }) => dueMinor, 'What is still owed.')),
    owedAgainOn: t.expose('owedAgainOn', {
      type: 'Date',
      nullable: true,
      description: 'The last day to pay what is owed again since a payment was undone; null otherwise.',
    }),
    refunding: t.field(moneyOf(({ refundingMinor }) => refundingMinor, 'What is on its way back.')),
    refunded: t.field(moneyOf(({ refundedMinor }) => refundedMinor, 'What went back.')),
    left: t.field(moneyOf(({ leftMinor }) => leftMinor, 'What can still be refunded.')),
    places: t.field({
      type: [PlaceType],
      complexity: FEW,
      description: 'The places that it pays for.',
      resolve: (order) => ofOrderView(order, order.lines),
    }),
    installments: t.field({
      type: [InstallmentType],
      complexity: FEW,
      description: 'When which part is due; empty when it is paid at once.',
      resolve: ({ plan, currency }) => plan.map((part) => ({ ...part, currency })),
    }),
    payments: t.field({
      type: [PaymentType],
      complexity: FEW,
      description: 'What came, oldest first.',
      resolve: (order) => ofOrderView(order, order.payments),
    }),
    refunds: t.field({
      type: [RefundType],
      complexity: FEW,
      description: 'What goes back, oldest first.',
      resolve: (order) => ofOrderView(order, order.refunds),
    }),
    disputes: t.field({
      type: [DisputeType],
      complexity: FEW,
      description: 'Payments that a bank disputes, for members; empty for whoever paid.',
      resolve: (order) => (order.forMember ? ofOrderView(order, order.disputes) : []),
    }),
    documents: t.field({
      type: [DocumentType],
      complexity: FEW,
      description: 'Its invoice and credit notes, oldest first.',
      resolve: (order) => ofOrderView(order, order.documents).map((one) => ({ ...one, orderId: order.id })),
    }),
    policy: t.field({
      type: PolicyType,
      description: 'The policy as the payer accepted it.',
      resolve: ({ policy, intensiveTimeZone }) => ({ ...policy, startsAt: null, timeZone: intensiveTimeZone }),
    }),
    madeAt: t.expose('madeAt', { type: 'DateTime', description: 'When it was placed.' }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true, description: 'When it was fully paid.' }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended: nothing is owed for it any more.',
    }),
  }),
});

builder.objectField(ViewerRef, 'orders', (t) =>
  t.connection(
    {
      type: OrderRef,
      description: 'The orders that you placed, newest first.',
      resolve: ({ userId }, args, { db }) => newestFirst(args, (window) => ordersOf(db, { viewer: userId, ...window })),
    },
    { name: 'OrderConnection', description: 'A page of orders.' },
    { name: 'OrderEdge', description: 'An order and its cursor.' },
  ),
);

builder.objectField(IntensiveRef, 'orders', (t) =>
  t.connection({
    type: OrderRef,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The orders for it, and those whose places have moved to it, newest first, for owners and organizers of the organization.',
    resolve: async ({ id: intensiveId, organizationId }, args, context) => {
      const { userId } = signedIn(context);
      await requirePermission(context.db, { userId }, { permission: 'READ_MONEY', organizationId, what: 'The event' });
      return newestFirst(args, (window) => ordersForIntensive(context.db, { viewer: userId, intensiveId, ...window }));
    },
  }),
);
