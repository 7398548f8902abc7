import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { IntensiveDayId, IntensiveSegmentId, RegistrationId } from '../../../drizzle/ids.ts';
import { ATTENDANCE_KINDS } from '../../../drizzle/tables/attendance.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { NoAttendanceError } from '../errors.ts';
import { isRecorded, type Recorded, recordAttendance } from '../operations/recordAttendance.ts';
import { AttendanceKindEnum, AttendanceOutcomeEnum } from './outcome.ts';
import { SessionType } from './session.ts';

const MOST_EVENTS = 500;
const segmentId = idOf<IntensiveSegmentId>('IntensiveSegment');

/** A part of the session; `UNKNOWN` for an id of nothing, so that it is answered and not taken for the whole day. */
export const partIdOf = z
  .string()
  .nullish()
  .transform((id) => (id == null ? null : (segmentId.parse(id) ?? ('UNKNOWN' as const))));

export const keyOf = z.uuid('Write a UUID.').transform((key) => key.toLowerCase());

const SentEventInput = builder.inputType('RecordAttendanceEventInput', {
  description: 'A sign-in or a sign-out.',
  fields: (t) => ({
    key: t.string({ description: 'A UUID that the device makes for this event. The same key again changes nothing.' }),
    registrationId: t.id({ description: 'Whose: `DoorGuest.registrationId`, or what their code holds.' }),
    kind: t.field({ type: AttendanceKindEnum, description: 'In or out.' }),
    occurredAt: t.field({ type: 'DateTime', description: 'When it happened, by the clock of the device.' }),
    partId: t.id({
      required: false,
      description: 'The part whose door it is, where parts run side by side. Null: the door of the day.',
    }),
  }),
});

const ResultType = builder.objectRef<Recorded>('AttendanceResult').implement({
  description: 'What the door answers to one event.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    key: t.exposeString('key', { description: 'The key of the event.' }),
    outcome: t.expose('outcome', { type: AttendanceOutcomeEnum, description: 'What it says.' }),
    recorded: t.boolean({
      description: 'Whether it is on record now, by this call or an earlier one. The device may then forget it.',
      resolve: ({ outcome }) => isRecorded(outcome) || outcome === 'REPEATED',
    }),
    eventId: t.id({
      nullable: true,
      description:
        'The event on record, for `correctAttendance`; null when it is none, or another call recorded it just now.',
      resolve: ({ eventId }) => eventId && encodeGlobalID('AttendanceEvent', eventId),
    }),
    since: t.expose('since', { type: 'DateTime', nullable: true, description: 'Of whoever is or was in: since when.' }),
  }),
});

mutation('recordAttendance', {
  description: `Records sign-ins and sign-outs of a day of a training, at most ${MOST_EVENTS} at once, and answers for each in the order given. They may come late, twice and in any order. For owners, organizers, and the instructors who are named on the training.`,
  errors: [NotFoundError, ForbiddenError, InvalidInputError, NoAttendanceError],
  input: {
    description: 'The day, and what happened at its door.',
    fields: (t) => ({
      sessionId: t.id({ description: 'The day: `Intensive.sessions`.' }),
      events: t.field({ type: [SentEventInput], description: `From 1 to ${MOST_EVENTS}.` }),
    }),
  },
  read: z.object({
    sessionId: idOf<IntensiveDayId>('EventSession'),
    events: z
      .array(
        z
          .object({
            key: keyOf,
            registrationId: idOf<RegistrationId>('Registration'),
            kind: z.enum(ATTENDANCE_KINDS),
            occurredAt: z.date(),
            partId: partIdOf,
          })
          .transform(({ occurredAt, ...event }) => ({ ...event, at: occurredAt })),
      )
      .min(1, 'Send at least one event.')
      .max(MOST_EVENTS, `Send at most ${MOST_EVENTS} events at once.`),
  }),
  run: ({ db }, act, input) => recordAttendance(db, act, input),
  payload: {
    description: 'The day, and an answer to each event.',
    fields: (t) => ({
      session: t.field({ type: SessionType, description: 'The day.', resolve: ({ session }) => session }),
      results: t.field({
        type: [ResultType],
        complexity: { field: 1, multiplier: 50 },
        description: 'One for each event, in the order in which they were sent.',
        resolve: ({ results }) => results,
      }),
    }),
  },
});
