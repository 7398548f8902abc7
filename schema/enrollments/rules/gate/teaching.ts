import type { CreditOfferId } from '../../../../drizzle/ids.ts';
import type { Standing, TeachingStanding } from '../standing.ts';
import { type AttendanceBlocker, attendanceOpen } from './attendance.ts';
import type { BlockerBase, BlockerWords, MetAt } from './blocker.ts';

type NotNamed = BlockerBase<'INSTRUCTOR_NOT_NAMED'>;
type Canceled = BlockerBase<'TRAINING_CANCELED'>;
type Unstated = BlockerBase<'TEACHING_UNSTATED'> & { attendedParts: string[] };
type NotCredited = BlockerBase<'TEACHING_NOT_CREDITED'> & { offerId: CreditOfferId };
type Short = BlockerBase<'TEACHING_SHORT'> & { offerId: CreditOfferId; minutesTaught: number; minutesNeeded: number };
export type TeachingBlocker = NotNamed | Canceled | Unstated | NotCredited | Short;

const offerId = { type: 'ID', node: 'CreditOffer', description: 'The offer.' } as const;

export const TEACHING_WORDS = {
  INSTRUCTOR_NOT_NAMED: {
    type: 'InstructorNotNamedBlocker',
    meaning: 'The training names your account as that of none of its instructors.',
    facts: {},
  } satisfies BlockerWords<NotNamed>,
  TRAINING_CANCELED: {
    type: 'TrainingCanceledBlocker',
    meaning: 'The training was canceled.',
    facts: {},
  } satisfies BlockerWords<Canceled>,
  TEACHING_UNSTATED: {
    type: 'TeachingUnstatedBlocker',
    meaning:
      'The organization has stated no part of the training that you taught and have no certificate for attending.',
    facts: {
      attendedParts: {
        type: ['String'],
        description: 'The titles of parts that you taught and of which a certificate states that you attended them.',
      },
    },
  } satisfies BlockerWords<Unstated>,
  TEACHING_NOT_CREDITED: {
    type: 'TeachingNotCreditedBlocker',
    meaning: 'The offer states no rule for instructors, so that it gives them nothing.',
    facts: { offerId },
  } satisfies BlockerWords<NotCredited>,
  TEACHING_SHORT: {
    type: 'TeachingShortBlocker',
    meaning: 'What was taught earns nothing by the rules of the body.',
    facts: {
      offerId,
      minutesTaught: { type: 'Int', description: 'Minutes taught, as the rule for instructors counts them.' },
      minutesNeeded: { type: 'Int', description: 'The fewest that are needed.' },
    },
  } satisfies BlockerWords<Short>,
};

/** Whole minutes that an instructor taught and that count: nothing of a part that they have a certificate for attending. */
export function taughtMinutes({ parts }: Pick<TeachingStanding, 'parts'>): number {
  return parts.reduce((sum, { taught, attended }) => sum + (attended ? 0 : taught), 0);
}

/** Hours taught x 100, rounded down; null for an enrollment of a learner. */
export function hoursTaught({ teaching }: Pick<Standing, 'teaching'>): number | null {
  return teaching === null ? null : Math.floor((taughtMinutes(teaching) * 100) / 60);
}

/** An instructor must be named on a training that took place, and the organization must have stated what they taught. */
export function teachingBlockers(
  { teaching }: Pick<Standing, 'teaching'>,
  now: Date,
): (TeachingBlocker | AttendanceBlocker)[] {
  if (teaching === null) return [];
  const { named, canceled, endsAt } = teaching;
  const missing = (code: 'INSTRUCTOR_NOT_NAMED' | 'TRAINING_CANCELED', message: string) => ({
    code,
    message,
    deadline: null,
  });
  if (canceled) return [missing('TRAINING_CANCELED', 'The training was canceled.')];
  return [
    ...(named
      ? []
      : [
          missing(
            'INSTRUCTOR_NOT_NAMED',
            'The training names your account as that of none of its instructors. Ask the organizer.',
          ),
        ]),
    ...(endsAt === null || now < endsAt ? [attendanceOpen(endsAt)] : unstated(teaching)),
  ];
}

function unstated(teaching: TeachingStanding): Unstated[] {
  if (taughtMinutes(teaching) > 0) return [];
  const attendedParts = teaching.parts
    .filter(({ taught, attended }) => taught > 0 && attended)
    .map(({ title }) => title);
  const message =
    attendedParts.length === 0
      ? 'The organization has not stated yet what you taught. Ask the organizer.'
      : 'A certificate states that you attended what you taught, and no minute earns twice. Ask the organizer.';
  return [{ code: 'TEACHING_UNSTATED', message, attendedParts, deadline: null }];
}

/** When the training ended; null while nothing is stated that its instructor taught. */
export const teachingMetAt: MetAt = ({ teaching }) =>
  teaching !== null && taughtMinutes(teaching) > 0 ? teaching.endsAt : null;
