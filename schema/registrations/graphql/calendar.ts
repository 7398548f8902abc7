import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { makeCalendarFeed, revokeCalendarFeed } from '../operations/calendarFeeds.ts';
import { liveFeeds } from '../queries/calendar.ts';
import { RegistrationRef } from './registration.ts';

builder.objectFields(RegistrationRef, (t) => ({
  calendarFile: t.string({
    nullable: true,
    description:
      'The address of its calendar file, which your session opens. Null before the seat was confirmed, and while nobody has claimed it. Where the intensive has a neutral name, the file shows that name and the times alone.',
    resolve: ({ id, userId, confirmedAt }, _args, { settings }) =>
      userId === null || confirmedAt === null ? null : `${settings.publicUrl}/registrations/${id}/calendar.ics`,
  }),
  calendarFeedMadeAt: t.loadable({
    type: 'DateTime',
    nullable: true,
    description: 'Since when its calendar feed is on; null while it is off, as it is until you make one.',
    load: async (ids: RegistrationId[], { db }) => {
      const feeds = await liveFeeds(db, ids);
      return ids.map((id) => feeds.find(({ registrationId }) => registrationId === id)?.madeAt ?? null);
    },
    resolve: ({ id }) => id,
  }),
}));

mutation('makeCalendarFeed', {
  description:
    'Makes an address to which a calendar program can subscribe without signing in: whoever has the address sees what is in it. It shows the days of the registration while the seat is confirmed, and as cancelled until they are past when it no longer is. An address that was made before ends.',
  errors: [NotFoundError],
  input: {
    description: 'The registration.',
    fields: (t) => ({ registrationId: t.id({ description: 'Your registration.' }) }),
  },
  read: z.object({ registrationId: idOf<RegistrationId>('Registration') }),
  run: ({ db }, act, input) => makeCalendarFeed(db, act, input),
  payload: {
    description: 'The new feed.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The registration.',
        resolve: ({ registrationId }) => registrationId,
      }),
      url: t.string({
        description: 'Its address. Keep it: it is told only now, and only a hash of it is stored.',
        resolve: ({ secret }, _args, { settings }) => `${settings.publicUrl}/calendar/${secret}.ics`,
      }),
    }),
  },
});

mutation('revokeCalendarFeed', {
  description:
    'Switches the calendar feed off at once. Its address then looks like one that never existed. A second call changes nothing.',
  errors: [NotFoundError],
  input: {
    description: 'The registration.',
    fields: (t) => ({ registrationId: t.id({ description: 'Your registration.' }) }),
  },
  read: z.object({ registrationId: idOf<RegistrationId>('Registration') }),
  run: ({ db }, act, input) => revokeCalendarFeed(db, act, input),
  payload: {
    description: 'The registration after the change.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The registration.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});
