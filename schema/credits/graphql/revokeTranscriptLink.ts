import { z } from 'zod';
import type { TranscriptLinkId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { revokeTranscriptLink } from '../operations/transcriptLinks.ts';
import { TranscriptLinkType } from './transcriptLink.ts';

mutation('revokeTranscriptLink', {
  description:
    'Ends a link at once. Its address then looks like one that never existed. A second call changes nothing.',
  errors: [NotFoundError],
  input: {
    description: 'The link.',
    fields: (t) => ({ linkId: t.id({ description: 'The link.' }) }),
  },
  read: z.object({ linkId: idOf<TranscriptLinkId>('TranscriptLink') }),
  run: async ({ db }, act, input) => ({ link: await revokeTranscriptLink(db, act, input) }),
  payload: {
    description: 'The link after the change.',
    fields: (t) => ({
      link: t.field({ type: TranscriptLinkType, description: 'The link.', resolve: ({ link }) => link }),
    }),
  },
});
