import type { DoorListedFragment } from '../graphql/generated.ts';

export type List = DoorListedFragment;
export type Guest = List['guests'][number];
export type Kind = 'IN' | 'OUT';
/** A sign-in or sign-out, as the door makes it. `partId`: the part whose door it is; null for the door of the day. */
export type Sign = { key: string; registrationId: string; kind: Kind; at: string; partId: string | null };
export type Outcome = NonNullable<Guest['refusal']>;
/** What the door says to a sign. `since`: of whoever is or was in. */
export type Verdict = { outcome: Outcome; since: string | null };

const HOUR_MS = 3_600_000;
/** So long before the first part the door opens, and so long after the last it closes. The server has the same. */
const DOOR_MS = 3 * HOUR_MS;
/** A list stays on a device for no longer than this, even if its day has not begun. */
const LONGEST_MS = 24 * HOUR_MS;
/** Clocks that differ by less are not worth a word. */
const CLOCK_MS = 60_000;

type Times = { startsAt: string; endsAt: string };

/** Whether the door of a day is open. */
export function isOpen({ startsAt, endsAt }: Times, now: number): boolean {
  return now >= Date.parse(startsAt) - DOOR_MS && now <= Date.parse(endsAt) + DOOR_MS;
}

/** When a list leaves the device: when the door closes, and after a day at the latest. */
export function untilOf({ endsAt }: Times, now: number): number {
  return Math.min(Date.parse(endsAt) + DOOR_MS, now + LONGEST_MS);
}

/** The only day whose door is open now; null when there is none, or more than one. */
export function openNow<Day extends Times>(days: readonly Day[], now: number): Day | null {
  const open = days.filter((day) => isOpen(day, now));
  return open.length === 1 ? (open[0] ?? null) : null;
}

/** By how much the clock of a device is ahead of the server's, in minutes; null when it is near enough. */
export function clockAhead(readAt: string, now: number): number | null {
  const ahead = now - Date.parse(readAt);
  return Math.abs(ahead) < CLOCK_MS ? null : Math.round(ahead / 60_000);
}

/** The parts that run beside another one, each of which may have a door of its own. */
export function besideEachOther<Part extends Times>(parts: readonly Part[]): Part[] {
  const overlap = (one: Part, other: Part) =>
    one !== other &&
    Date.parse(one.startsAt) < Date.parse(other.endsAt) &&
    Date.parse(other.startsAt) < Date.parse(one.endsAt);
  return parts.filter((one) => parts.some((other) => overlap(one, other)));
}

/** What the door says to a sign by what the device knows. The server says the same by what it knows. */
export function verdictOf({ session, guests }: List, sign: Sign): Verdict {
  const guest = guests.find(({ registrationId }) => registrationId === sign.registrationId);
  if (guest === undefined) return { outcome: 'NOT_ON_LIST', since: null };
  if (guest.refusal !== null) return { outcome: guest.refusal, since: null };
  if (!isOpen(session, Date.parse(sign.at))) return { outcome: 'OUTSIDE_SESSION', since: null };
  const since = openAt(guest, sign.partId);
  if (sign.kind === 'OUT') return { outcome: since === null ? 'NOT_IN' : 'OUT', since };
  return since === null ? { outcome: 'IN', since: sign.at } : { outcome: 'ALREADY_IN', since };
}

const openAt = ({ open }: Guest, partId: string | null): string | null =>
  open.find((door) => door.partId === partId)?.since ?? null;

const RECORDED: readonly Outcome[] = ['IN', 'OUT', 'ALREADY_IN', 'NOT_IN'];
/** Whether a verdict says that the sign is kept. */
const isRecorded = (outcome: Outcome): boolean => RECORDED.includes(outcome);

/** The list after a sign, as the server will show it when it has come. */
export function signed(list: List, sign: Sign): List {
  const { outcome } = verdictOf(list, sign);
  if (!isRecorded(outcome)) return list;
  return {
    ...list,
    guests: list.guests.map((guest) => (guest.registrationId === sign.registrationId ? after(guest, sign) : guest)),
  };
}

function after(guest: Guest, { kind, at, partId }: Sign): Guest {
  const since = openAt(guest, partId);
  if (kind === 'IN')
    return since === null ? { ...guest, open: [...guest.open, { partId, since: at }], state: 'IN', since: at } : guest;
  const open = guest.open.filter((door) => door.partId !== partId);
  if (open.length > 0) return { ...guest, open };
  return { ...guest, open, state: since === null ? 'STRAY_OUT' : 'OUT', since: at };
}

/** What the server read, with everything that waits on this device. */
export function withWaiting(list: List, waiting: readonly Sign[]): List {
  return waiting.toSorted(earlier).reduce(signed, list);
}
const earlier = (one: Sign, other: Sign): number => Date.parse(one.at) - Date.parse(other.at);

/** How many are in, of how many with a place. */
export function counted({ guests }: List, partId: string | null): { inside: number; all: number } {
  const isIn = (guest: Guest) => (partId === null ? guest.open.length > 0 : openAt(guest, partId) !== null);
  return {
    inside: guests.filter(isIn).length,
    all: guests.filter(({ refusal }) => refusal === null).length,
  };
}

/** What is worth a look at the end of a day: sign-outs that are missing, then those without a sign-in. */
export const needsLook = ({ state }: Guest): boolean => state === 'MISSING_OUT' || state === 'STRAY_OUT';

type SignedEvent = { kind: Kind; occurredAt: string; partId: string | null; takenAway: string | null };

/** Whether a sign-out that counts has no sign-in before it, at any door. */
export function hasStrayOut(signedThere: readonly SignedEvent[]): boolean {
  const counting = signedThere.filter(({ takenAway }) => takenAway === null);
  return [...Map.groupBy(counting, ({ partId }) => partId).values()].some((events) => {
    let isIn = false;
    // At one moment, whoever was out comes and goes.
    const order = (one: SignedEvent, other: SignedEvent) =>
      Date.parse(one.occurredAt) - Date.parse(other.occurredAt) || one.kind.localeCompare(other.kind);
    return events.toSorted(order).some(({ kind }) => {
      const stray = kind === 'OUT' && !isIn;
      isIn = kind === 'IN';
      return stray;
    });
  });
}

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The guests whose names hold each word that was typed, at the beginning of a word, with or without accents. */
export function found(guests: readonly Guest[], typed: string): Guest[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return guests.filter(({ name }) => {
    const own = plain(name ?? '').split(/[\s'’-]+/);
    return wanted.every((word) => own.some((one) => one.startsWith(word)));
  });
}

/** Ends of the codes of people who bear the same name, by which one tells them apart. */
export function doubles(guests: readonly Guest[]): ReadonlyMap<string, string> {
  const alike = [...Map.groupBy(guests, ({ name }) => plain(name ?? '')).values()].filter((ones) => ones.length > 1);
  return new Map(alike.flat().map(({ registrationId }) => [registrationId, uuidIn(registrationId)?.slice(-4) ?? '']));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function uuidIn(id: string): string | null {
  try {
    const [type, uuid = ''] = atob(id).split(':');
    return type === 'Registration' && UUID.test(uuid) ? uuid : null;
  } catch {
    return null;
  }
}

/** The registration of a code, as it was read or typed: its id, or the bare UUID in it. Null for any other code. */
export function registrationIn(code: string): string | null {
  const text = code.trim();
  if (UUID.test(text.toLowerCase())) return btoa(`Registration:${text.toLowerCase()}`);
  return uuidIn(text) === null ? null : text;
}

/** The same code, still held before the camera, is one sign. */
const HELD_MS = 4_000;
export type Seen = { code: string; at: number } | null;
export function isHeld(seen: Seen, code: string, now: number): boolean {
  return seen !== null && seen.code === code && now - seen.at < HELD_MS;
}

/** An instant of a wall clock in a zone: "2027-03-14" and "09:30". Null for a time that is none, or that the clocks left out. */
export function instantOf(day: string, time: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}/.test(time)) return null;
  const wanted = Date.parse(`${day}T${time.slice(0, 5)}:00Z`);
  if (Number.isNaN(wanted)) return null;
  // The offset there differs before and after a change of clocks, so both are tried; the earlier one counts where a time comes twice.
  const tries = [-HOUR_MS * 14, HOUR_MS * 14]
    .map((by) => wanted - offsetAt(wanted + by, timeZone))
    .sort((a, b) => a - b);
  const right = tries.find((at) => at + offsetAt(at, timeZone) === wanted);
  return right === undefined ? null : new Date(right).toISOString();
}

function offsetAt(at: number, timeZone: string): number {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' } as const;
  const wall = new Intl.DateTimeFormat('sv-SE', options).format(at).replace(' ', 'T');
  return Date.parse(`${wall}Z`) - Math.floor(at / 1000) * 1000;
}

/** The time of day that a moment has in a zone, as fields take it: 09:30. */
export function clockIn(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}

/** In portions that the API takes at once, each of one day. */
export function batched<One extends { sessionId: string }>(all: readonly One[], most: number): One[][] {
  return [...Map.groupBy(all, ({ sessionId }) => sessionId).values()].flatMap((ones) =>
    Array.from({ length: Math.ceil(ones.length / most) }, (_, at) => ones.slice(at * most, (at + 1) * most)),
  );
}
