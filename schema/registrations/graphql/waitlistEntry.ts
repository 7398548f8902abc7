import { encodeGlobalID } from '@pothos/plugin-relay';
import { WAITLIST_ENDS } from '../../../drizzle/tables/waitlist.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { type EntryRow, openEntriesOf } from '../queries/waitlist.ts';

const EndEnum = builder.enumType('WaitlistEnd', {
  description: 'How an entry of a waitlist ended.',
  values: described(WAITLIST_ENDS, {
    TAKEN: 'Its person has a place.',
    LEFT: 'Its person left, declined the offer or let it pass.',
    CLOSED: 'Registration ended.',
  }),
});

export const EntryType = builder.objectRef<EntryRow>('WaitlistEntry').implement({
  description: 'Your place on a waitlist.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => encodeGlobalID('WaitlistEntry', id) }),
    intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
    place: t.exposeInt('place', { nullable: true, description: '1 for the first; null when it has ended.' }),
    seats: t.exposeInt('seats', { description: 'How many seats: two for a pair.' }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'Since when you wait.' }),
    offeredUntil: t.expose('offeredUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when a seat is kept for you; null without an offer.',
    }),
    endedBy: t.expose('endedBy', { type: EndEnum, nullable: true, description: 'How it ended; null while you wait.' }),
  }),
});

builder.objectField(ViewerRef, 'waitlist', (t) =>
  t.field({
    type: [EntryType],
    description: 'Where you wait now, newest first.',
    resolve: ({ userId }, _args, { db }) => openEntriesOf(db, userId),
  }),
);
