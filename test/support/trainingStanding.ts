import type { IntensiveId, IntensiveSegmentId, RegistrationId, TeachingStatementId } from '../../drizzle/ids.ts';
import type {
  TaughtPart,
  TeachingStanding,
  TrainingPart,
  TrainingStanding,
} from '../../schema/enrollments/rules/standing.ts';

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
  ...{ taught: false, day: '2027-03-14', timeZone: 'America/Los_Angeles' },
  part: { from: from * 60_000, until: (from + minutes) * 60_000 },
});

/** A training of an hour that was attended, at a place that is paid. */
export const trainingOf = (facts: Partial<TrainingStanding> = {}): TrainingStanding => ({
  ...{ registrationId: 'r1' as RegistrationId, intensiveId: 'i1' as IntensiveId, confirmed: true, payment: 'PAID' },
  place: 'Portland, Oregon',
  ...{ endsAt: new Date('2027-03-14T23:00:00Z'), lastDay: '2027-03-14', openDays: [], parts: [partOf('Morning', 60)] },
  ...facts,
});

/** A part of instruction that somebody taught, the whole of it and alone unless it says otherwise. */
export const taughtPart = (
  title: string,
  minutes: number,
  { taught = minutes, together = taught, ...facts }: Partial<TaughtPart> = {},
): TaughtPart => ({
  ...{ id: title as IntensiveSegmentId, title, format: 'LIVE_ONLINE', minutes, taught, together, attended: false },
  ...{ day: '2027-03-14', timeZone: 'America/Los_Angeles' },
  ...{ part: { from: 0, until: minutes * 60_000 }, statementIds: [`about ${title}` as TeachingStatementId] },
  ...facts,
});

/** A training of an hour that its instructor taught. */
export const teachingOf = (facts: Partial<TeachingStanding> = {}): TeachingStanding => ({
  ...{
    intensiveId: 'i1' as IntensiveId,
    named: true,
    canceled: false,
    place: 'Online',
    endsAt: new Date('2027-03-14T23:00:00Z'),
  },
  ...{ statedAt: new Date('2027-03-15T10:00:00Z'), parts: [taughtPart('Morning', 60)] },
  ...facts,
});
