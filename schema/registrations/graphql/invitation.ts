import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { type Invitation, readInvitation } from '../operations/readInvitation.ts';

const InvitationType = builder.objectRef<Invitation>('Invitation').implement({
  description: 'What the code of a link invites to. Show it before somebody says yes.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    isPair: t.exposeBoolean('isPair', {
      description: 'Whether `acceptPair` takes the code, to come with somebody else; otherwise `claimPlace` does.',
    }),
    intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
  }),
});

builder.objectField(ViewerRef, 'invitation', (t) =>
  t.field({
    type: InvitationType,
    nullable: true,
    description:
      'What a code invites you to, before you say yes; reading it changes nothing. Null when it opens nothing or was used, and when it was sent to another address than yours.',
    args: { secret: t.arg.string({ description: 'The code of the link.' }) },
    resolve: ({ userId }, { secret }, { db }) => readInvitation(db, userId, { secret }),
  }),
);
