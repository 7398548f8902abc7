import type { RegistrationId } from '../../../../drizzle/ids.ts';
import type { IntensiveKind } from '../../../../drizzle/tables/intensives.ts';
import type { RegistrationState } from '../../../../drizzle/tables/registrations.ts';
import { isDiscreet, soldAs } from '../../../intensives/rules/shown.ts';

/** What a calendar is made of. Venue and link are loaded for a confirmed registration only. */
export type CalendarFacts = {
  registrationId: RegistrationId;
  state: RegistrationState;
  confirmedAt: Date | null;
  /** Only rises. */
  sequence: number;
  changedAt: Date;
  kind: IntensiveKind;
  title: string;
  neutralName: string | null;
  organizationName: string;
  timeZone: string;
  venue: string | null;
  link: string | null;
  days: readonly CalendarDay[];
};
export type CalendarDay = { ordinal: number; timeZone: string; startsAt: Date; endsAt: Date; removedAt: Date | null };

/** One event of a calendar. */
export type Entry = {
  uid: string;
  sequence: number;
  status: 'CONFIRMED' | 'CANCELLED';
  changedAt: Date;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  summary: string;
  /** Beside the address of the service; null where a name would tell what the event is about. */
  organizerName: string | null;
  isPrivate: boolean;
  location: string | null;
  url: string | null;
};

/**
 * The events of a registration: one for each day of the agenda. A day keeps its UID for ever, in mails, downloads and feeds alike. A
 * day that was dropped, or whose seat is gone, is shown as cancelled until it is past, because a calendar forgets no event of which it
 * is not told. There is none before the seat is confirmed.
 */
export function entriesOf(facts: CalendarFacts, now: Date): Entry[] {
  const { confirmedAt, state } = facts;
  if (confirmedAt === null) return [];
  const seen = facts.days.filter(({ removedAt }) => removedAt === null || removedAt >= confirmedAt);
  return seen
    .map((day) => entryOf(facts, day, state === 'CONFIRMED' && day.removedAt === null))
    .filter(({ status, endsAt }) => status === 'CONFIRMED' || endsAt > now);
}

/**
 * Others look into a calendar that is shared. An event with a neutral name therefore shows that name and its times alone: venue and
 * link are words of the organizer, and may tell what it is about. Its holder signs in to see them.
 */
function entryOf(facts: CalendarFacts, { ordinal, timeZone, startsAt, endsAt }: CalendarDay, stands: boolean): Entry {
  const discreet = isDiscreet(facts);
  const shown = stands && !discreet;
  return {
    uid: `${facts.registrationId}-${ordinal}`,
    sequence: facts.sequence,
    status: stands ? 'CONFIRMED' : 'CANCELLED',
    changedAt: facts.changedAt,
    ...{ startsAt, endsAt, timeZone },
    summary: soldAs(facts),
    organizerName: discreet ? null : facts.organizationName,
    isPrivate: discreet,
    location: shown ? (facts.venue ?? facts.link) : null,
    url: shown ? facts.link : null,
  };
}
