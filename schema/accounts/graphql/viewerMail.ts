import { BOUNCE_REASONS } from '../../../drizzle/tables/mail.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import type { AccountRow } from '../queries.ts';
import { maskedAddress } from '../rules/address.ts';
import type { BounceReason } from '../rules/bounces.ts';
import { accountOfViewer, ViewerRef } from './viewer.ts';

const MEANING: Record<BounceReason, string> = {
  NO_SUCH_ADDRESS: 'The mail server says that the address does not exist, or takes no mail.',
  MAILBOX_FULL: 'The mailbox is full.',
  UNREACHABLE: 'The mail server of the address was not reached.',
};

const BounceReasonEnum = builder.enumType('MailBounceReason', {
  description: 'Why mail did not arrive.',
  values: described(BOUNCE_REASONS, MEANING),
});

const ViewerMailType = builder.objectRef<AccountRow>('ViewerMail').implement({
  description:
    'Whether your mail arrives. Only you read it. It is forgotten when a code that was mailed there is used, when the mail server that refused mail takes it again, and when you change the address.',
  fields: (t) => ({
    maskedAddress: t.string({
      description: 'The address in a form that others may see beside you, for example `j…@example.org`.',
      resolve: ({ email }) => maskedAddress(email),
    }),
    bouncedAt: t.expose('bouncedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When we learned that a mail did not arrive; null while nothing is known against the address.',
    }),
    bounceReason: t.expose('bounceReason', {
      type: BounceReasonEnum,
      nullable: true,
      description: 'Why; null with `bouncedAt`.',
    }),
  }),
});

builder.objectField(ViewerRef, 'mail', (t) =>
  t.field({
    type: ViewerMailType,
    description: 'Whether your mail arrives.',
    resolve: ({ userId }, _args, context) => accountOfViewer(context, userId),
  }),
);
