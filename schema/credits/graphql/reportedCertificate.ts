import { encodeGlobalID } from '@pothos/plugin-relay';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { reportedCertificatesOf } from '../queries/reportedCertificates.ts';
import type { ReportedFacts } from '../rules/transcriptFacts.ts';

export const ReportedCertificateType = builder.objectRef<ReportedFacts>('ReportedCertificate').implement({
  description:
    'A certificate of another provider, as its holder states it. Nobody here has checked it, and it counts in no total.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => encodeGlobalID('ReportedCertificate', id) }),
    title: t.exposeString('title', { description: 'The activity.' }),
    provider: t.exposeString('provider', { description: 'Who gave the certificate.' }),
    earnedOn: t.expose('earnedOn', { type: 'Date', description: 'The day on it.' }),
    amount: t.field({
      type: 'Decimal',
      description: 'How much, in `unit`.',
      resolve: ({ amountHundredths }) => decimalText(amountHundredths),
    }),
    unit: t.exposeString('unit', { description: 'The unit, in the words of the certificate.' }),
    category: t.exposeString('category', { nullable: true, description: 'A category, in the holder’s words.' }),
    note: t.exposeString('note', { nullable: true, description: 'The holder’s own note.' }),
  }),
});

builder.objectField(ViewerRef, 'reportedCertificates', (t) =>
  t.connection({
    type: ReportedCertificateType,
    description: 'Your certificates of other providers, the newest entry first.',
    resolve: ({ userId }, args, { db }) =>
      newestFirst(args, (window) => reportedCertificatesOf(db, { userId, ...window })),
  }),
);
