import { builder } from '../../graphql/builder.ts';
import { isMember } from '../../organizations/graphql/isMember.ts';
import { ApprovalRef } from './approval.ts';
import { CreditOfferRef } from './creditOffer.ts';

builder.objectFields(CreditOfferRef, (t) => ({
  approval: t.field({
    type: ApprovalRef,
    nullable: true,
    description: 'The approval that it stands on, for members of the organization; null for everyone else.',
    resolve: async ({ approvalId, organizationId }, _args, context) =>
      (await isMember(context, organizationId)) ? approvalId : null,
  }),
  withdrawalReason: t.string({
    nullable: true,
    description: 'Why it was withdrawn, for members of the organization; null for everyone else.',
    resolve: async ({ withdrawalReason, organizationId }, _args, context) =>
      (await isMember(context, organizationId)) ? withdrawalReason : null,
  }),
}));
