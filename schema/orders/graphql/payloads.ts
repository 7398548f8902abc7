import type { OrderId, RegistrationId } from '../../../drizzle/ids.ts';
import type { Context } from '../../context.ts';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { builder, type SchemaTypes } from '../../graphql/builder.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { ownRegistrations } from '../../registrations/queries/registrations.ts';
import type { Payment, Till } from '../operations/openPayment.ts';
import { OrderRef } from './order.ts';

/** What verbs that may ask Stripe need of a request. */
export function tillOf({ db, stripe, stripeSeller, settings }: Context): Till {
  return { db, stripe, stripeSeller, publicUrl: settings.publicUrl };
}

const PaymentPageType = builder.objectRef<Payment>('PaymentPage').implement({
  description: 'Where to pay.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'The page of Stripe. Send the browser there.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Until when it can be paid. The place is kept so long.',
    }),
  }),
});

type Fields<Result> = PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Result>;

export function orderField(t: Fields<{ orderId: OrderId }>) {
  return t.field({ type: OrderRef, description: 'The order.', resolve: ({ orderId }) => orderId });
}

export function paymentField(t: Fields<{ payment: Payment | null }>) {
  return t.field({
    type: PaymentPageType,
    nullable: true,
    description: 'Where to pay; null when nothing has to be paid now, or the money is on its way.',
    resolve: ({ payment }) => payment,
  });
}

export function registrationField(t: Fields<{ registrationId: RegistrationId }>) {
  return t.field({
    type: RegistrationRef,
    nullable: true,
    description: 'The registration; null for one that is not yours to see.',
    resolve: async ({ registrationId }, _args, { db, viewer }) =>
      viewer === null
        ? null
        : ((await ownRegistrations(db, { userId: viewer.userId, ids: [registrationId] }))[0] ?? null),
  });
}

/** A verb for members answers so to everybody else. */
export const FOR_MEMBERS = [NotFoundError, ForbiddenError] as const;
