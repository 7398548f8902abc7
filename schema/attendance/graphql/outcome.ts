import { ATTENDANCE_KINDS, ATTENDANCE_SOURCES } from '../../../drizzle/tables/attendance.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { GUEST_STATES } from '../rules/guest.ts';
import { OUTCOMES } from '../rules/verdict.ts';

export const AttendanceKindEnum = builder.enumType('AttendanceKind', {
  description: 'What somebody does at a door.',
  values: described(ATTENDANCE_KINDS, { IN: 'Signs in.', OUT: 'Signs out.' }),
});

export const AttendanceSourceEnum = builder.enumType('AttendanceSource', {
  description: 'How an event came to the record.',
  values: described(ATTENDANCE_SOURCES, {
    DOOR: 'It was sent when it happened.',
    OFFLINE: 'A device kept it and sent it later.',
    CORRECTION: 'A member added it, with a reason.',
  }),
});

export const AttendanceOutcomeEnum = builder.enumType('AttendanceOutcome', {
  description: 'What the door answers to an event.',
  values: described(OUTCOMES, {
    IN: 'Recorded: the person is in.',
    OUT: 'Recorded: the person is out.',
    ALREADY_IN: 'Recorded, and nothing changes: the person was in already, `since` then.',
    NOT_IN: 'Recorded: a sign-out of somebody who was not in. It earns nothing until somebody corrects it.',
    REPEATED: 'It came before, under this key. Nothing was changed.',
    KEY_TAKEN: 'Another event came under this key. Nothing was recorded: send it under a new key.',
    NOT_ON_LIST: 'No registration of this event. Nothing was recorded.',
    NOT_CONFIRMED: 'The registration has no confirmed place, or lost it. Nothing was recorded.',
    REFUNDED: 'What was paid for the place went back. Nothing was recorded.',
    IN_FUTURE: 'It lies in the future: look at the clock of the device. Nothing was recorded.',
    OUTSIDE_SESSION: 'It lies on another day than this session. Nothing was recorded.',
    UNKNOWN_PART: 'The part is none of this session. Nothing was recorded.',
  }),
});

export const GuestStateEnum = builder.enumType('DoorState', {
  description: 'How somebody on the list of a door stands.',
  values: described(GUEST_STATES, {
    NOT_SEEN: 'Has not signed in.',
    IN: 'Is in.',
    OUT: 'Has gone.',
    MISSING_OUT: 'The day is over and a sign-out is missing: what is open earns nothing until somebody corrects it.',
    STRAY_OUT: 'A sign-out has no sign-in.',
  }),
});
