import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { IntensiveDayId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import { builder } from '../../graphql/builder.ts';
import { idOf, parseInput } from '../../input.ts';
import { type DoorList, readDoorList } from '../operations/readDoorList.ts';
import { guestState } from '../rules/guest.ts';
import { GuestStateEnum } from './outcome.ts';
import { SessionType } from './session.ts';

type Shown = DoorList['guests'][number] & ReturnType<typeof guestState>;

const GuestType = builder.objectRef<Shown>('DoorGuest').implement({
  description: 'Somebody on the list of a door: a name, and how they stand. No address and no answer of theirs.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    registrationId: t.id({
      description: 'The registration, for `recordAttendance`. A code that the person shows holds the same.',
      resolve: ({ registrationId }) => encodeGlobalID('Registration', registrationId),
    }),
    name: t.exposeString('name', { nullable: true, description: 'The name of the profile; null when none is stated.' }),
    admitted: t.boolean({
      description: 'Whether the place stands; false when it was ended, or its money went back.',
      resolve: ({ confirmed, letsIn }) => confirmed && letsIn,
    }),
    state: t.expose('state', { type: GuestStateEnum, description: 'How they stand.' }),
    since: t.expose('since', { type: 'DateTime', nullable: true, description: 'Since when.' }),
  }),
});

const DoorListType = builder.objectRef<DoorList>('DoorList').implement({
  description:
    'Who is expected at a day of a training, and who is there. Small enough to be kept on a device for that day.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    session: t.field({ type: SessionType, description: 'The day.', resolve: ({ session }) => session }),
    readAt: t.expose('readAt', { type: 'DateTime', description: 'When it was read, by the clock of the server.' }),
    guests: t.field({
      type: [GuestType],
      complexity: { field: 2, multiplier: 300 },
      description: 'Everybody with a confirmed place, and who signed in and lost theirs, by name.',
      resolve: ({ guests, session: { endsAt }, readAt }) =>
        guests.map((guest) => ({ ...guest, ...guestState(guest.events, { endsAt, now: readAt }) })),
    }),
  }),
});

builder.queryField('doorList', (t) =>
  t.field({
    type: DoorListType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The list of a door, for owners, organizers, and the instructors who are named on the training. NOT_FOUND for everyone else. Each reading is audited.',
    args: { sessionId: t.arg.id({ description: 'A day of a training: `Intensive.sessions`.' }) },
    resolve: (_root, args, context) => readDoorList(context.db, actOf(context), parseInput(read, args)),
  }),
);

const read = z.object({ sessionId: idOf<IntensiveDayId>('EventSession') });
