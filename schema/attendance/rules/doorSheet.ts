import type { BadgesDocument } from '../../../certificates/badges.ts';
import type { DoorListDocument } from '../../../certificates/doorList.ts';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { printedDay, printedSpan, printedTime } from '../../intensives/rules/times.ts';

type Guest = { registrationId: RegistrationId; name: string | null };
type Day = { intensiveId: IntensiveId; title: string; day: string; timeZone: string; startsAt: Date; endsAt: Date };
/** What the door's papers are made of; `days` is how many the event has. */
export type DoorFacts = {
  session: Day;
  /** Which day of the event it is, by its start. */
  place: number;
  days: number;
  organization: string;
  guests: readonly Guest[];
  readAt: Date;
};

const NOBODY = 'Nobody has a confirmed place yet.';

/** Letters of every language in the order in which people look names up; whoever has no name comes last. */
const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function inOrder(guests: readonly Guest[]): Guest[] {
  return guests.toSorted((one, other) => {
    if (one.name === null || other.name === null) return Number(one.name === null) - Number(other.name === null);
    return byName.compare(one.name, other.name) || (one.registrationId < other.registrationId ? -1 : 1);
  });
}

/** A name as the fonts can draw it, or null: then it is written by hand. */
const printable = (name: string | null): string | null => (name !== null && drawableName(name).ok ? name : null);

/** The end of a registration's key, by which two people of one name are told apart. */
const referenceOf = ({ registrationId }: Guest): string => registrationId.slice(-6);

/** The list of a door as paper. */
export function doorListDocument({ session, place, days, organization, guests, readAt }: DoorFacts): DoorListDocument {
  const { title: event, day, timeZone } = session;
  const names = Map.groupBy(guests, ({ name }) => name?.toLowerCase() ?? null);
  const noteOf = (guest: Guest): string | null => {
    if (printable(guest.name) === null) return `Write the name here. Registration …${referenceOf(guest)}`;
    const shared = (names.get(guest.name?.toLowerCase() ?? null)?.length ?? 0) > 1;
    return shared ? `Registration …${referenceOf(guest)}` : null;
  };
  return {
    title: 'Door list',
    event,
    organization,
    facts: [
      { label: days > 1 ? `Day ${place} of ${days}` : 'Day', value: printedSpan(session, timeZone) },
      { label: 'Expected', value: guests.length === 1 ? '1 person' : `${guests.length} people` },
      { label: 'Printed', value: printedTime(readAt, timeZone) },
    ],
    note: 'Write the time of each arrival and each departure. Only what is then recorded in Attune counts.',
    columns: { number: 'No.', name: 'Name', boxes: ['In', 'Out', 'Signature'] },
    guests: inOrder(guests).map((guest) => ({ name: printable(guest.name), note: noteOf(guest) })),
    nobody: NOBODY,
    foot: `${printedDay(day, timeZone)}: ${event}`,
    madeAt: readAt.toISOString(),
  };
}

/** Name badges. `codeOf` is what the door reads: the global id of a registration. */
export function badgesDocument(
  { session: { title: event }, organization, guests, readAt }: DoorFacts,
  codeOf: (registrationId: RegistrationId) => string,
): BadgesDocument {
  return {
    title: 'Name badges',
    event,
    organization,
    badges: inOrder(guests).map((guest) => {
      const name = printable(guest.name);
      const whose = name === null ? `registration …${referenceOf(guest)}` : name;
      return { name, code: codeOf(guest.registrationId), codeSays: `Code for the door: ${whose}` };
    }),
    nobody: NOBODY,
    madeAt: readAt.toISOString(),
  };
}
