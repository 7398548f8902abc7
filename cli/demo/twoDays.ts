import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type Client, type Data, JourneyFailed } from './client.ts';
import { download } from './download.ts';
import { draft, publishDay } from './intensive.ts';
import type { DemoServer } from './server.ts';

const ZONE = 'America/New_York';
const SLUG = 'two-days-of-practice';
const TITLE = 'Rebuilding Trust: two days of practice';
/** Time to sell places, and no further event of the demo on these days. */
const LEAST_DAYS = 21;

type Playing = {
  owner: Client;
  learner: Client;
  organization: string;
  server: DemoServer;
  /** Signs both in again: time goes on by months. */
  signInAgain(): Promise<void>;
};

/**
 * A training on the days before and after a night in which clocks change. The owner prints the list of the first door; time passes;
 * the learner leaves and comes back on the first day, goes early on the second, and the record is read.
 */
export async function playTwoDays({ owner, learner, organization, server, signInAgain }: Playing) {
  const [first, second] = daysAcrossChange(Temporal.Now.zonedDateTimeISO(ZONE));
  const { id: organizationId } = await owner.run('Approvals', { slug: organization });
  const where = { organizationId: organizationId as Data, slug: SLUG };
  const published = await publishDay(owner, where, draftOf(first, second));
  const input = { intensiveId: published.id, adult: true };
  const { registration } = await learner.run('RegisterFree', { input });
  const { sessions } = await owner.run('EventSessions', { slug: SLUG });
  const list = await download(owner, '/events/:id/:day/door-list.pdf', pathOf(sessions?.[0]?.doorListFile));
  await server.later(new Date(second.toZonedDateTime({ timeZone: ZONE, plainTime: '18:00' }).epochMilliseconds));
  await signInAgain();
  for (const [at, day] of [first, second].entries()) {
    const events = SIGNED[at]?.map(([kind, time]) => ({
      ...{ key: randomUUID(), registrationId: registration?.id, kind, occurredAt: instant(day, time) },
    }));
    const { results } = await owner.run('RecordAttendance', { input: { sessionId: sessions?.[at]?.id, events } });
    const refused = Object.values(results ?? {}).find(({ recorded }) => String(recorded) !== 'true');
    if (refused !== undefined) throw new JourneyFailed(`The door answered ${refused.outcome}.`);
  }
  const attendance = await owner.run('Attendance', { registrationId: registration?.id });
  return [
    { name: 'door-list.pdf', bytes: list },
    { name: 'attendance.json', bytes: Buffer.from(`${JSON.stringify(attendance, null, 2)}\n`) },
  ];
}

/** What the learner signs on each wall clock: a rejoin after the break on the first day, an early leave on the second. */
const SIGNED: (readonly ['IN' | 'OUT', string])[][] = [
  [
    ['IN', '08:55'],
    ['OUT', '10:05'],
    ['IN', '10:20'],
    ['OUT', '12:30'],
  ],
  [
    ['IN', '09:00'],
    ['OUT', '11:45'],
  ],
];

/** The day before the next change of clocks there, and the day on which it is. */
function daysAcrossChange(now: Temporal.ZonedDateTime): [Temporal.PlainDate, Temporal.PlainDate] {
  const change = now.add({ days: LEAST_DAYS }).getTimeZoneTransition('next');
  if (change === null) throw new JourneyFailed(`Clocks in ${ZONE} change no more; the demo needs another zone.`);
  const day = change.toPlainDate();
  return [day.subtract({ days: 1 }), day];
}

const instant = (day: Temporal.PlainDate, time: string): string =>
  day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();

/** The agenda of the demo's single day on each of two, free of charge. */
function draftOf(first: Temporal.PlainDate, second: Temporal.PlainDate) {
  const days = [first, second].map((day) => draft(new Date(day.toString()), undefined));
  const [day] = days;
  return {
    ...(day as ReturnType<typeof draft>),
    title: TITLE,
    segments: days.flatMap(({ segments }) => segments),
    prices: [{ label: 'Free of charge', amountMinor: 0, taxChoiceId: undefined }],
  };
}

const pathOf = (address: Data | undefined): string => new URL(String(address)).pathname;
