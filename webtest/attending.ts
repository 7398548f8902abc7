import type { Client, Data } from '../cli/demo/client.ts';
import { draft, publishDay } from '../cli/demo/intensive.ts';
import { inDatabase, uuidOf } from './database.ts';
import { clientOf } from './journey.ts';
import { liveCourse, owner } from './people.ts';
import { world } from './world.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** One of them is in the middle of its day. */
const ZONES = ['Pacific/Auckland', 'Asia/Tokyo', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'America/Denver'];

const wallIn = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
const isMorning = (at: number) => (timeZone: string) => {
  const hour = Number(wallIn(at, timeZone).slice(11, 13));
  return hour >= 5 && hour <= 18;
};

export type Training = {
  org: string;
  id: string;
  /** Where the pages of the event are at the desk. */
  place: string;
  sessionId: string;
  door: string;
  list: string;
  guests: { email: string; name: string; id: string; client: Client }[];
};

let trainings = 0;

/** A training that begins in an hour, so that its door is open, with these people on its list. `tracks`: its two parts run side by side. */
export async function trainingOfToday(names: readonly string[], tracks = false): Promise<Training> {
  const { organization: org } = world().course.course;
  await liveCourse();
  const selling = await owner();
  trainings += 1;
  const begins = Date.now() + HOUR_MS;
  const timeZone = ZONES.find(isMorning(begins)) ?? 'America/New_York';
  const wall = (after: number) => wallIn(begins + after * MINUTE_MS, timeZone).slice(11, 16);
  const day = draft(new Date(begins), undefined);
  const on = wallIn(begins, timeZone).slice(0, 10);
  const after = [0, 60, tracks ? 0 : 75];
  const segments = day.segments.map((segment, at) => ({
    ...{ ...segment, day: on, wallTime: wall(after[at] ?? 0), minutes: segment.topics.length === 0 ? 15 : 60 },
  }));
  const event = {
    ...{ ...day, timeZone, segments, capacity: 40, title: 'A day of practice' },
    registrationClosesAt: new Date(begins - 10 * MINUTE_MS).toISOString(),
    prices: [{ label: 'Free day', amountMinor: 0, taxChoiceId: undefined }],
  };
  const { id: organizationId } = await selling.run('Approvals', { slug: org });
  const published = await publishDay(
    selling,
    { organizationId: organizationId as Data, slug: `today-${trainings}` },
    event,
  );
  const id = String(published.id);
  const guests = await Promise.all(names.map((name, at) => guestOf(name, `guest-${trainings}-${at}@example.org`, id)));
  const sessionId = await sessionOf(selling, String(published.slug));
  const place = `/desk/${org}/intensives/${encodeURIComponent(id)}`;
  const session = encodeURIComponent(sessionId);
  return {
    ...{ org, id, place, sessionId, guests },
    ...{ door: `${place}/door/${session}`, list: `${place}/days/${session}` },
  };
}

async function guestOf(name: string, email: string, intensiveId: string): Promise<Training['guests'][number]> {
  const client = await clientOf(email);
  await client.run('UpdateProfile', { input: { legalName: name, country: 'US', timeZone: 'America/New_York' } });
  const { registration } = await client.run('RegisterFree', { input: { intensiveId, adult: true } });
  return { email, name, client, id: String(registration?.id) };
}

async function sessionOf(client: Client, slug: string): Promise<string> {
  const { sessions } = await client.run('EventSessions', { slug });
  return String(sessions?.[0]?.id);
}

/** What is on record of somebody on the day: kind and whether it was taken away. */
export async function recordOf(registrationId: string): Promise<string[]> {
  const { days } = await (await owner()).run('Attendance', { registrationId });
  const signed = Object.values(days?.[0]?.signed ?? {}) as unknown as { kind: string; takenAway: string | null }[];
  return signed.map(({ kind, takenAway }) => (takenAway === null ? kind : `(${kind})`));
}

/** Moves a training, which begins in an hour, four hours back: then it is over, and its day is still the same. */
export async function over({ id }: Training): Promise<void> {
  await inDatabase(async (sql) => {
    for (const table of ['intensive_days', 'intensive_segments'])
      await sql`update ${sql(table)} set starts_at = starts_at - interval '4 hours', ends_at = ends_at - interval '4 hours'
        where intensive_id = ${uuidOf(id)}`;
  });
}

let events = 0;

/** An event for couples, at which nothing is signed. */
export async function couplesEvent(): Promise<{ org: string; place: string }> {
  events += 1;
  const { organization: org } = world().course.course;
  const selling = await owner();
  const { courseSlug: _, ...day } = draft(new Date(Date.now() + 60 * 24 * HOUR_MS), undefined);
  const event = {
    ...{ ...day, kind: 'COUPLES', title: 'A weekend for two', neutralName: 'Sample Studio workshop', prices: [] },
    ...{ admission: 'APPLICATION', policy: { ...day.policy, transferUntil: null } },
  };
  const { id: organizationId } = await selling.run('Approvals', { slug: org });
  const { intensive } = await selling.run('CreateIntensive', {
    input: { organizationId, slug: `for-two-${events}`, draft: event },
  });
  return { org, place: `/desk/${org}/intensives/${encodeURIComponent(String(intensive?.id))}` };
}
