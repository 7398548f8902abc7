import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { IntensiveSegmentId, RegistrationId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import { builder } from '../../graphql/builder.ts';
import { idOf, parseInput } from '../../input.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { readAttendance } from '../operations/readAttendance.ts';
import { type Attendance, type AttendanceDay, loadAttendance } from '../queries/attendance.ts';
import type { Reported } from '../queries/reported.ts';
import type { SignedEvent } from '../queries/signed.ts';
import type { Attended } from '../rules/minutes.ts';
import { AttendanceKindEnum, AttendanceSourceEnum } from './outcome.ts';
import { SessionPartType, SessionType } from './session.ts';

const SignedType = builder.objectRef<SignedEvent>('SignedAttendance').implement({
  description: 'A sign-in or sign-out on record.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'For `correctAttendance`.', resolve: ({ id }) => encodeGlobalID('AttendanceEvent', id) }),
    kind: t.expose('kind', { type: AttendanceKindEnum, description: 'In or out.' }),
    occurredAt: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When the server learned of it.' }),
    source: t.expose('source', { type: AttendanceSourceEnum, description: 'How it came to the record.' }),
    partId: t.id({
      nullable: true,
      description: 'The part whose door it was; null: the door of the day.',
      resolve: ({ segmentId }) => segmentId && encodeGlobalID('IntensiveSegment', segmentId),
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it was added; null for what the door sent.' }),
    takenAway: t.exposeString('takenAway', {
      nullable: true,
      description: 'Why it no longer counts; null while it does.',
    }),
  }),
});

const ReportedType = builder.objectRef<Reported>('ReportedAttendance').implement({
  description: 'A stretch for which the report of an online room says that somebody was there.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'When they joined.' }),
    leftAt: t.expose('leftAt', { type: 'DateTime', description: 'When they left.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why a member said that it is theirs; null where their address or code says so.',
    }),
  }),
});

type Part = Attended<IntensiveSegmentId> & { day: AttendanceDay };

const AttendedPartType = builder.objectRef<Part>('AttendedPart').implement({
  description: 'How much of a part of instruction somebody attended.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    part: t.field({
      type: SessionPartType,
      description: 'The part.',
      resolve: ({ id, day: { session } }) => {
        const part = session.parts.find((one) => one.id === id);
        if (part === undefined) throw new Error('a part that was attended is none of its session');
        return part;
      },
    }),
    minutes: t.exposeInt('minutes', { description: 'How long it is.' }),
    attended: t.exposeInt('attended', {
      description:
        'Whole minutes that the person was there. What is open, outside the part or counted elsewhere is none.',
    }),
  }),
});

const PARTS = {
  parts: { field: 1, multiplier: 10 },
  events: { field: 1, multiplier: 10 },
  days: { field: 2, multiplier: 5 },
};

const DayType = builder.objectRef<AttendanceDay>('AttendanceDay').implement({
  description: 'How somebody attended a day.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    session: t.field({ type: SessionType, description: 'The day.', resolve: ({ session }) => session }),
    openSince: t.expose('openSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when a sign-in waits for a sign-out. It earns nothing until then, or until it is corrected.',
    }),
    parts: t.field({
      type: [AttendedPartType],
      complexity: PARTS.parts,
      description: 'Its parts of instruction in order.',
      resolve: (day) => day.parts.map((part) => ({ ...part, day })),
    }),
    signed: t.field({
      type: [SignedType],
      complexity: PARTS.events,
      description: 'Every sign-in and sign-out, those too that no longer count.',
      resolve: ({ events }) => events,
    }),
    reported: t.field({
      type: [ReportedType],
      complexity: PARTS.events,
      description: 'What reports of the online room say, by time. Overlaps and two devices count once.',
      resolve: ({ reported }) => reported,
    }),
  }),
});

const sumOf = ({ days }: Attendance, key: 'minutes' | 'attended'): number =>
  days.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part[key], 0);

export const AttendanceType = builder.objectRef<Attendance>('Attendance').implement({
  description: 'How somebody attended a training. Credit follows from it by the rule of each body.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    registrationId: t.id({
      description: 'Whose.',
      resolve: ({ registrationId }) => encodeGlobalID('Registration', registrationId),
    }),
    minutes: t.int({ description: 'Minutes of instruction in all.', resolve: (one) => sumOf(one, 'minutes') }),
    attended: t.int({ description: 'Minutes of instruction attended.', resolve: (one) => sumOf(one, 'attended') }),
    days: t.field({
      type: [DayType],
      complexity: PARTS.days,
      description: 'Its days in order.',
      resolve: ({ days }) => days,
    }),
  }),
});

builder.objectField(RegistrationRef, 'attendance', (t) =>
  t.loadable({
    type: AttendanceType,
    nullable: true,
    complexity: 5,
    description: 'Your attendance of a training; null for other events.',
    load: (ids: RegistrationId[], { db }) => loadAttendance(db, ids),
    resolve: ({ id }) => id,
  }),
);

builder.queryField('attendance', (t) =>
  t.field({
    type: AttendanceType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'How somebody attended a training, for owners, organizers, and the instructors who are named on it. NOT_FOUND for everyone else.',
    args: { registrationId: t.arg.id({ description: 'The registration.' }) },
    resolve: (_root, args, context) => readAttendance(context.db, actOf(context), parseInput(read, args)),
  }),
);

const read = z.object({ registrationId: idOf<RegistrationId>('Registration') });
