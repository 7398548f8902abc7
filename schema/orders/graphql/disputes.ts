import { z } from 'zod';
import type { DisputeId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import type { Evidence } from '../../gateway.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { OrderStateError, PaymentsDownError, PaymentsUnavailableError } from '../errors.ts';
import { disputedCredit, disputeEvidence } from '../operations/stripe/answerDispute.ts';
import { submitEvidence } from '../operations/submitEvidence.ts';
import { DisputeType } from './parts.ts';
import { FOR_MEMBERS, orderField } from './payloads.ts';

const EvidenceType = builder.objectRef<{ name: string; text: string }>('DisputeEvidence').implement({
  description: 'A part of what is sent to a bank.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Stripe’s name of it.' }),
    text: t.exposeString('text', { description: 'What it says.' }),
  }),
});

const partsOf = (evidence: Evidence) => Object.entries(evidence).map(([name, text]) => ({ name, text }));

builder.objectField(DisputeType, 'evidence', (t) =>
  t.field({
    type: [EvidenceType],
    complexity: { field: 10, multiplier: 8 },
    description:
      'What `submitDisputeEvidence` would send: the order, the policy as accepted and the mails sent. Nothing about the event, who came, or what they said.',
    resolve: async ({ id }, _args, context) =>
      partsOf(await disputeEvidence(context.db, actOf(context), { disputeId: id })),
  }),
);

builder.objectField(DisputeType, 'certificateNumbers', (t) =>
  t.field({
    type: ['String'],
    complexity: 10,
    description:
      'The certificates that stand on the places of the order, for owners and organizers: a bank’s decision takes none back, unless the organization said so.',
    resolve: async ({ id }, _args, context) => disputedCredit(context.db, actOf(context), { disputeId: id }),
  }),
);

mutation('submitDisputeEvidence', {
  description: 'Sends the evidence of a dispute to its bank, once, for owners and organizers. Read `evidence` first.',
  errors: [...FOR_MEMBERS, OrderStateError, PaymentsUnavailableError, PaymentsDownError],
  input: {
    description: 'Which dispute.',
    fields: (t) => ({ disputeId: t.id({ description: 'The dispute.' }) }),
  },
  read: z.object({ disputeId: idOf<DisputeId>('Dispute') }),
  run: (context, act, { disputeId }) => submitEvidence(context, act, { disputeId }),
  payload: { description: 'The order.', fields: (t) => ({ order: orderField(t) }) },
});
