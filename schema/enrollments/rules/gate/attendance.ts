import type { CreditOfferId } from '../../../../drizzle/ids.ts';
import type { Standing, TrainingStanding } from '../standing.ts';
import type { BlockerBase, BlockerWords, MetAt } from './blocker.ts';

type Open = BlockerBase<'ATTENDANCE_OPEN'> & { endsAt: Date | null };
type Short = BlockerBase<'ATTENDANCE_SHORT'> & {
  attendingOfferId: CreditOfferId | null;
  minutesAttended: number;
  minutesNeeded: number;
  openDays: string[];
};
export type AttendanceBlocker = Open | Short;

export const ATTENDANCE_WORDS = {
  ATTENDANCE_OPEN: {
    type: 'AttendanceOpenBlocker',
    meaning: 'The training is not over.',
    facts: {
      endsAt: { type: 'DateTime', nullable: true, description: 'When it ends; null while it has no days.' },
    },
  } satisfies BlockerWords<Open>,
  ATTENDANCE_SHORT: {
    type: 'AttendanceShortBlocker',
    meaning:
      'The training was attended for fewer minutes than are needed; for an offer, by the rule of its body. Among `notices`: for fewer than the whole amount takes.',
    facts: {
      attendingOfferId: {
        type: 'ID',
        node: 'CreditOffer',
        nullable: true,
        description: 'The offer whose rule it is; null for the certificate of completion.',
      },
      minutesAttended: { type: 'Int', description: 'Minutes of instruction attended, as the rule counts them.' },
      minutesNeeded: { type: 'Int', description: 'The fewest that are needed.' },
      openDays: {
        type: ['Date'],
        description:
          'Days on which a sign-in waits for a sign-out. It earns nothing until the organizer corrects it: ask them.',
      },
    },
  } satisfies BlockerWords<Short>,
};

/** Whole minutes of instruction that somebody attended, of parts that they did not teach. */
export function attendedMinutes({ parts }: Pick<TrainingStanding, 'parts'>): number {
  return parts.reduce((sum, { attended, taught }) => sum + (taught ? 0 : attended), 0);
}

/** Hours of instruction attended x 100, rounded down; null for a course that is studied alone. */
export function hoursAttended({ training }: Pick<Standing, 'training'>): number | null {
  return training === null ? null : Math.floor((attendedMinutes(training) * 100) / 60);
}

/** A training must be over, and attended at all. How much of it an offer asks for is a matter of its body. */
export function attendanceBlockers({ training }: Pick<Standing, 'training'>, now: Date): AttendanceBlocker[] {
  if (training === null) return [];
  const { endsAt } = training;
  if (endsAt === null || now < endsAt) return [attendanceOpen(endsAt)];
  return attendedMinutes(training) > 0 ? [] : [attendanceShort(training, { attended: 0, needed: 1, offerId: null })];
}

export function attendanceOpen(endsAt: Date | null): AttendanceBlocker {
  return { code: 'ATTENDANCE_OPEN', message: 'The training is not over yet.', endsAt, deadline: null };
}

type Lack = { attended: number; needed: number; offerId: CreditOfferId | null; body?: string };

/** That more minutes are needed than were attended, and on which days somebody did not sign out. */
export function attendanceShort(
  { openDays, parts }: Pick<TrainingStanding, 'openDays' | 'parts'>,
  { attended, needed, offerId, body }: Lack,
): Short {
  const counted = body === undefined ? 'The record has' : `By the rule of ${body} the record has`;
  const days = openDays.map(({ day }) => day);
  const open =
    days.length === 0 ? '' : ` You did not sign out on ${days.join(' and ')}: ask the organizer to correct that.`;
  const taught = parts.some((part) => part.taught) ? ' What you taught yourself is no attendance.' : '';
  return {
    ...{ code: 'ATTENDANCE_SHORT', deadline: null, attendingOfferId: offerId, openDays: days },
    ...{ minutesAttended: attended, minutesNeeded: needed },
    message: `${counted} ${attended} minutes of attendance; ${needed} are needed.${open}${taught}`,
  };
}

/** When the training ended; null while nobody attended it. Undefined for a course that is studied alone. */
export const attendanceMetAt: MetAt = ({ training }) =>
  training !== null && attendedMinutes(training) > 0 ? training.endsAt : null;
