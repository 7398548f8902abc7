import { z } from 'zod';
import type { AttendanceEventId, IntensiveDayId, RegistrationId } from '../../../drizzle/ids.ts';
import { ATTENDANCE_KINDS } from '../../../drizzle/tables/attendance.ts';
import { line } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { EventVoidedError, NoAttendanceError } from '../errors.ts';
import { correctAttendance } from '../operations/correctAttendance.ts';
import { loadAttendance } from '../queries/attendance.ts';
import { AttendanceType } from './attendance.ts';
import { AttendanceKindEnum } from './outcome.ts';
import { keyOf, partIdOf } from './recordAttendance.ts';

const MOST = 50;

const AddedEventInput = builder.inputType('CorrectAttendanceEventInput', {
  description: 'A sign-in or sign-out that is missing from the record.',
  fields: (t) => ({
    kind: t.field({ type: AttendanceKindEnum, description: 'In or out.' }),
    occurredAt: t.field({ type: 'DateTime', description: 'When it happened.' }),
    partId: t.id({ required: false, description: 'The part whose door it was; null: the door of the day.' }),
  }),
});

mutation('correctAttendance', {
  description:
    'Corrects what one person signed on one day of a training: takes events away, adds others, and says why. What no longer counts stays on record. For owners, organizers, and the instructors who are named on the training.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, NoAttendanceError, EventVoidedError],
  input: {
    description: 'Whose record of which day, what changes, and why.',
    fields: (t) => ({
      sessionId: t.id({ description: 'The day.' }),
      registrationId: t.id({ description: 'Whose.' }),
      key: t.string({ description: 'A UUID that you make for this correction, so that the call can be repeated.' }),
      takeAway: t.idList({ required: false, description: `Events that were wrong, at most ${MOST}.` }),
      add: t.field({
        type: [AddedEventInput],
        required: false,
        description: `Events that are missing, at most ${MOST}.`,
      }),
      reason: t.string({ description: 'Why, in at most 300 characters. The person reads it.' }),
    }),
  },
  read: z.object({
    sessionId: idOf<IntensiveDayId>('EventSession'),
    registrationId: idOf<RegistrationId>('Registration'),
    key: keyOf,
    takeAway: z
      .array(idOf<AttendanceEventId>('AttendanceEvent'))
      .max(MOST, `Name at most ${MOST}.`)
      .nullish()
      .transform((ids) => ids ?? []),
    add: z
      .array(
        z
          .object({ kind: z.enum(ATTENDANCE_KINDS), occurredAt: z.date(), partId: partIdOf })
          .transform(({ occurredAt, ...event }) => ({ ...event, at: occurredAt })),
      )
      .max(MOST, `Add at most ${MOST}.`)
      .nullish()
      .transform((events) => events ?? []),
    reason: line('why', 300),
  }),
  run: ({ db }, act, input) => correctAttendance(db, act, input),
  payload: {
    description: 'The record after the correction.',
    fields: (t) => ({
      awarded: t.exposeBoolean('awarded', {
        description:
          'Whether a certificate was given for this attendance before. The correction is on record and changes none: revoke it, where it says too much.',
      }),
      attendance: t.field({
        type: AttendanceType,
        nullable: true,
        description: 'The attendance of the person.',
        resolve: async ({ registrationId }, _args, { db }) => (await loadAttendance(db, [registrationId]))[0] ?? null,
      }),
    }),
  },
});
