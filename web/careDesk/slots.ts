/** The most slots of one call, and of days: the API has the same. */
export const MOST_SLOTS = 60;
const MOST_DAYS = 31;

/** The times in a text, each once and in the form of the API, and what is none: "9:00, 9.15" is 09:00 and 09:15. */
export function timesIn(text: string): { times: string[]; wrong: string[] } {
  const typed = text.split(/[\s,;]+/).filter(Boolean);
  const read = typed.map((one) => ({ one, time: timeOf(one) }));
  return {
    times: [...new Set(read.flatMap(({ time }) => time ?? []))].sort(),
    wrong: read.filter(({ time }) => time === null).map(({ one }) => one),
  };
}

function timeOf(typed: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(typed) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null;
}

/** A whole number of days; null for what is none. */
function daysIn(text: string): number | null {
  const days = /^\s*\d{1,2}\s*$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= MOST_DAYS ? days : null;
}

export type Preview = { times: number; days: number; slots: number; first: string; last: string };

/** How many slots a form would write; null while its times or days are missing or wrong. */
export function previewOf({ times, days }: { times: string; days: string }): Preview | null {
  const read = timesIn(times);
  const many = daysIn(days);
  const [first] = read.times;
  const last = read.times.at(-1);
  if (many === null || first === undefined || last === undefined || read.wrong.length > 0) return null;
  return { times: read.times.length, days: many, slots: read.times.length * many, first, last };
}

type Event = { kind: string; startsAt: string | null };

/** The consultations that are still to come, the soonest first. */
export function toCome<One extends Event>(events: readonly One[], now: number): One[] {
  const at = ({ startsAt }: Event) => (startsAt === null ? 0 : Date.parse(startsAt));
  return events
    .filter((event) => event.kind === 'CONSULTATION' && at(event) > now)
    .toSorted((one, other) => at(one) - at(other));
}

type Slot = { publishedAt: string | null; cancelledAt: string | null; seatsLeft: number };

export function stateOf({ publishedAt, cancelledAt, seatsLeft }: Slot): 'CANCELED' | 'DRAFT' | 'BOOKED' | 'FREE' {
  if (cancelledAt !== null) return 'CANCELED';
  if (publishedAt === null) return 'DRAFT';
  return seatsLeft === 0 ? 'BOOKED' : 'FREE';
}

const TEXTS = [
  ...(['slug', 'title', 'neutralName', 'description', 'policyText', 'place', 'venue', 'link'] as const),
  ...(['name', 'credentials', 'disclosure', 'email', 'timeZone', 'firstDay'] as const),
];
/** The fields of the form. */
export const NAMES = [...TEXTS, ...(['days', 'times', 'minutes'] as const)];
export type Name = (typeof NAMES)[number];
export type Typed = Record<Name, string>;
/** What may be left empty: without a link there must be a venue. */
const OPTIONAL: readonly Name[] = ['venue', 'link', 'email', 'days', 'minutes'];
export const NEEDED: readonly Name[] = NAMES.filter((name) => !OPTIONAL.includes(name));

/** What stands in the form, without spaces around it. */
export function typedIn(form: { get(name: string): unknown }): Typed {
  return Object.fromEntries(NAMES.map((name) => [name, String(form.get(name) ?? '').trim()])) as Typed;
}

type Say = {
  needed: string;
  whereNeeded: string;
  daysWrong: string;
  minutesWrong: string;
  timesWrong: (wrong: readonly string[]) => string;
  tooMany: (slots: number, most: number) => string;
};

/** What is missing or wrong before anything is sent, by field. */
export function faultsOf(typed: Typed, say: Say): Partial<Record<Name, string>> {
  const faults: Partial<Record<Name, string>> = {};
  for (const name of NEEDED) if (typed[name] === '') faults[name] = say.needed;
  if (typed.link === '' && typed.venue === '') faults.link = say.whereNeeded;
  if (typed.days !== '' && daysIn(typed.days) === null) faults.days = say.daysWrong;
  if (!/^\d{0,3}$/.test(typed.minutes)) faults.minutes = say.minutesWrong;
  const { wrong } = timesIn(typed.times);
  if (wrong.length > 0) faults.times = say.timesWrong(wrong);
  const slots = previewOf({ times: typed.times, days: typed.days || '1' })?.slots ?? 0;
  if (slots > MOST_SLOTS) faults.times = say.tooMany(slots, MOST_SLOTS);
  return faults;
}

/** The slots as the API takes them. */
export function inputOf(typed: Typed) {
  const { name, credentials, disclosure, email, days, times, minutes, venue, link, ...plan } = typed;
  return {
    ...plan,
    ...{ venue: venue || null, link: link || null, times: timesIn(times).times },
    ...{ days: days === '' ? null : Number(days), minutes: minutes === '' ? null : Number(minutes) },
    instructor: { name, credentials, disclosure, email: email || null },
  };
}
