import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { IntensiveDayId, IntensiveSegmentId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import { builder } from '../../graphql/builder.ts';
import { idOf, parseInput } from '../../input.ts';
import { type DoorList, readDoorList } from '../operations/readDoorList.ts';
import { guestState, openDoors } from '../rules/guest.ts';
import { type Holder, placeRefusal } from '../rules/verdict.ts';
import { AttendanceOutcomeEnum, GuestStateEnum } from './outcome.ts';
import { SessionType } from './session.ts';

type Shown = Omit<DoorList['guests'][number], 'state'> &
  ReturnType<typeof guestState> & { holder: NonNullable<Holder> };

type Door = ReturnType<typeof openDoors<IntensiveSegmentId>>[number];

const OpenDoorType = builder.objectRef<Door>('OpenDoor').implement({
  description: 'A door at which somebody is in.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    partId: t.id({
      nullable: true,
      description: 'The part whose door it is; null: the door of the day.',
      resolve: ({ segmentId }) => segmentId && encodeGlobalID('IntensiveSegment', segmentId),
    }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when.' }),
  }),
});

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
      resolve: ({ holder }) => placeRefusal(holder) === null,
    }),
    refusal: t.field({
      type: AttendanceOutcomeEnum,
      nullable: true,
      description: 'Why the door turns them away: NOT_CONFIRMED or REFUNDED. Null: it lets them in.',
      resolve: ({ holder }) => placeRefusal(holder),
    }),
    open: t.field({
      type: [OpenDoorType],
      complexity: { field: 1, multiplier: 1 },
      description: 'The doors at which they are in. By it a device answers without a network as the server would.',
      resolve: ({ events }) => openDoors(events),
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
        guests.map(({ state, ...guest }) => ({
          ...{ ...guest, holder: { state, letsIn: guest.letsIn } },
          ...guestState(guest.events, { endsAt, now: readAt }),
        })),
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
