import type { IntensiveId, IntensiveSegmentId, RegistrationId } from '../../drizzle/ids.ts';
import type { TrainingPart, TrainingStanding } from '../../schema/enrollments/rules/standing.ts';

/** A part of instruction, attended from its beginning for some minutes. */
export const partOf = (
  title: string,
  minutes: number,
  {
    attended = minutes,
    from = 0,
    format = 'LIVE_ONLINE',
  }: { attended?: number; from?: number; format?: TrainingPart['format'] } = {},
): TrainingPart => ({
  ...{ id: `${title} ${from}` as IntensiveSegmentId, title, format, minutes, attended, seen: attended > 0 },
  spans: attended === 0 ? [] : [{ from: from * 60_000, until: (from + attended) * 60_000 }],
  part: { from: from * 60_000, until: (from + minutes) * 60_000 },
});

/** A training of an hour that was attended, at a place that is paid. */
export const trainingOf = (facts: Partial<TrainingStanding> = {}): TrainingStanding => ({
  ...{ registrationId: 'r1' as RegistrationId, intensiveId: 'i1' as IntensiveId, confirmed: true, payment: 'PAID' },
  ...{ endsAt: new Date('2027-03-14T23:00:00Z'), lastDay: '2027-03-14', openDays: [], parts: [partOf('Morning', 60)] },
  ...facts,
});
