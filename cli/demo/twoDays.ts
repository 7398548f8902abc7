import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { type Client, type Data, JourneyFailed } from './client.ts';
import { download, issued } from './download.ts';
import { draft, publishDay } from './intensive.ts';
import { enroll, evaluateAndSign, takeQuiz } from './journey.ts';
import { LIVE_COURSE } from './liveCourse.ts';
import type { DemoServer } from './server.ts';
import { offerAttendance } from './specimens.ts';

const ZONE = 'America/New_York';
const SLUG = 'two-days-of-practice';
const TITLE = 'Rebuilding Trust: two days of practice';
/** Time to sell places, and no further event of the demo on these days. */
const LEAST_DAYS = 21;

type Playing = {
  owner: Client;
  learner: Client;
  organization: string;
  /** The course whose questions the live course has. */
  pack: CoursePackage;
  legalName: string;
  server: DemoServer;
  /** Signs both in again: time goes on by months. */
  signInAgain(): Promise<void>;
};

/**
 * A training on the days before and after a night in which clocks change. The owner offers credit for each part of it and prints the
 * list of the first door; time passes; the learner leaves and comes back on the first day, goes early on the second, takes the test,
 * and claims credit for the minutes that were attended.
 */
export async function playTwoDays(playing: Playing) {
  const { owner, learner, organization, server, signInAgain } = playing;
  const [first, second] = daysAcrossChange(Temporal.Now.zonedDateTimeISO(ZONE));
  const written = draftOf([first, second]);
  const taught = written.segments.filter(teaches).map(({ title, minutes }) => ({ title, minutes }));
  const offering = { slug: LIVE_COURSE.slug, organization, operate: server.operate, sessions: taught };
  const offer = await offerAttendance(owner, offering);
  const { id: organizationId } = await owner.run('Approvals', { slug: organization });
  const where = { organizationId: organizationId as Data, slug: SLUG };
  const published = await publishDay(owner, where, written);
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
  const { award, papers } = await earn(playing, { registrationId: registration?.id, offerId: offer?.id });
  return [
    { name: 'door-list.pdf', bytes: list },
    { name: 'attendance.json', bytes: asJson(attendance) },
    { name: 'certificate.pdf', bytes: papers.pdf },
    { name: 'certificate.json', bytes: papers.credential },
    { name: 'award.json', bytes: asJson(award) },
  ];
}

const asJson = (data: Data): Buffer => Buffer.from(`${JSON.stringify(data, null, 2)}\n`);

type Attended = { registrationId: Data | undefined; offerId: Data | undefined };

/** What follows the last day: enrollment by the place, test, evaluation, signature and claim. */
async function earn({ learner, pack, legalName }: Playing, { registrationId, offerId }: Attended) {
  const course = await learner.run('Course', { slug: LIVE_COURSE.slug });
  const round = await enroll(learner, course, { registrationId });
  await takeQuiz(learner, pack, round, ['post-test', (quiz) => String(quiz.kind) === 'POST_TEST']);
  const { enrollmentId } = round;
  await evaluateAndSign(learner, { enrollmentId, legalName });
  await learner.run('EnrollmentOffers', { id: enrollmentId });
  const offers = [{ offerId, licenseIds: [] }];
  const input = { enrollmentId, printedName: legalName, offers, giveRest: false };
  const { awards } = await learner.run('ClaimOffers', { input });
  const award = awards?.[0];
  if (award?.certificate === undefined) throw new JourneyFailed('The two days earned nothing.');
  return { award, papers: await issued(learner, award.certificate) };
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

/** What is taught on each day: before the break, and after it. */
const TITLES = [
  ['Before any technique: safety', 'Pace and the body'],
  ['Repair in small steps', 'What is contested, and how to say so'],
];

/** The agenda of the demo's single day on each of two, with other titles, free of charge. */
function draftOf(days: [Temporal.PlainDate, Temporal.PlainDate]) {
  const drafts = days.map((day) => draft(new Date(day.toString()), undefined));
  const segments = drafts.flatMap((day, at) => {
    const titles = [...(TITLES[at] ?? [])];
    return day.segments.map((part) => ({ ...part, title: teaches(part) ? (titles.shift() ?? '') : part.title }));
  });
  return {
    ...(drafts[0] as ReturnType<typeof draft>),
    ...{ title: TITLE, segments, prices: [{ label: 'Free of charge', amountMinor: 0, taxChoiceId: undefined }] },
  };
}

const teaches = ({ kind }: { kind: string }): boolean => kind === 'INSTRUCTION';

const pathOf = (address: Data | undefined): string => new URL(String(address)).pathname;
