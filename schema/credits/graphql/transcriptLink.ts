import { encodeGlobalID } from '@pothos/plugin-relay';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { type TranscriptLinkRow, transcriptLinksOf } from '../queries/transcriptLinks.ts';

export const TranscriptLinkType = builder.objectRef<TranscriptLinkRow>('TranscriptLink').implement({
  description:
    'A link by which anyone who has it sees some rows of your transcript. Its address was told once and is not stored.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => encodeGlobalID('TranscriptLink', id) }),
    licenseId: t.id({ description: 'The license.', resolve: ({ licenseId }) => encodeGlobalID('License', licenseId) }),
    cycleStartsOn: t.expose('cycleStartsOn', {
      type: 'Date',
      nullable: true,
      description: 'The start of the cycle that it shows; null where the license stated none.',
    }),
    rowCount: t.int({
      description: 'How many awards and completions were ticked.',
      resolve: ({ awardIds, enrollmentIds }) => awardIds.length + enrollmentIds.length,
    }),
    expiresOn: t.expose('expiresOn', { type: 'Date', description: 'The last day on which it works, in UTC.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When you made it.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you revoked it, if you did.',
    }),
    works: t.boolean({
      description: 'Whether it works now. A link to a license that you removed does not.',
      resolve: ({ revokedAt, expiresOn, removed }, _args, { now }) =>
        revokedAt === null && !removed && expiresOn >= now.toISOString().slice(0, 10),
    }),
  }),
});

builder.objectField(ViewerRef, 'transcriptLinks', (t) =>
  t.connection({
    type: TranscriptLinkType,
    description: 'The links to your transcripts, newest first.',
    resolve: ({ userId }, args, { db }) => newestFirst(args, (window) => transcriptLinksOf(db, { userId, ...window })),
  }),
);
