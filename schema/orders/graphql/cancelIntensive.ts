import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { MoneyType } from '../../graphql/money.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveClosedError } from '../../intensives/errors.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { reasonText } from '../../plainText.ts';
import { cancelIntensive } from '../operations/cancelIntensive.ts';
import { type CancellationProgress, progressOf } from '../queries/cancelling.ts';
import { FOR_MEMBERS } from './payloads.ts';

const ProgressType = builder.objectRef<CancellationProgress & { currency: string }>('CancellationProgress').implement({
  description: 'How far the cancellation of an event has come.',
  fields: (t) => ({
    ended: t.exposeInt('ended', { description: 'How many registrations it has ended.' }),
    left: t.exposeInt('left', { description: 'How many are left.' }),
    refunds: t.exposeInt('refunds', { description: 'How many refunds it asked for.' }),
    failed: t.exposeInt('failed', { description: 'How many of them failed; somebody must look after those.' }),
    refunding: t.field({
      type: MoneyType,
      description: 'What is on its way back.',
      resolve: ({ refundingMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    refunded: t.field({
      type: MoneyType,
      description: 'What went back.',
      resolve: ({ refundedMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
  }),
});

builder.objectField(IntensiveRef, 'cancellationProgress', (t) =>
  t.field({
    type: ProgressType,
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 10 },
    description: 'How far its cancellation has come, for owners and organizers; null while it is not canceled.',
    resolve: async ({ id, organizationId, currency, cancelledAt }, _args, context) => {
      const asked = { permission: 'READ_MONEY', organizationId, what: 'The event' } as const;
      await requirePermission(context.db, signedIn(context), asked);
      return cancelledAt === null ? null : { ...(await progressOf(context.db, id)), currency };
    },
  }),
);

mutation('cancelIntensive', {
  description:
    'Cancels a published event, for owners and organizers: nobody can register any more, every place ends, and everybody who paid gets everything back. `cancellationProgress` shows how far that has come. Again, it changes nothing.',
  errors: [...FOR_MEMBERS, InvalidInputError, IntensiveClosedError],
  input: {
    description: 'Which event, and why.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      reason: t.string({ description: 'Why. Whoever registered can read it.' }),
    }),
  },
  read: z.object({ intensiveId: idOf<IntensiveId>('Intensive'), reason: reasonText }),
  run: ({ db }, act, input) => cancelIntensive(db, act, input),
  payload: {
    description: 'The event.',
    fields: (t) => ({
      intensive: t.field({
        type: IntensiveRef,
        description: 'The event.',
        resolve: ({ intensiveId }) => intensiveId,
      }),
    }),
  },
});
