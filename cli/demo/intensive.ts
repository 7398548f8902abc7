import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type Data, JourneyFailed } from './client.ts';
import { download } from './download.ts';
import { LIVE_COURSE } from './liveCourse.ts';
import type { StandIn } from './stripe.ts';

const DAY_MS = 86_400_000;
const ZONE = 'America/New_York';
const PRICE_MINOR = 24_000;
const BACK_MINOR = 6_000;
const PATIENCE_MS = 60_000;
const TITLE = 'Rebuilding Trust: a day of practice';

type Playing = { owner: Client; learner: Client; standIn: StandIn; organization: string };
export type IntensiveFiles = { name: string; bytes: Buffer }[];

/** Registers for a day, pays at the stand-in of Stripe, moves to another date, and gets a part of the money back. */
export async function playIntensive({ owner, learner, standIn, organization }: Playing): Promise<IntensiveFiles> {
  const [first, second] = await publish(owner, organization);
  const event = await learner.run('Intensive', { slug: first.slug });
  const input = { intensiveId: event.id, adult: true, policySha256: event.policy?.sha256 };
  const { payment, registrations } = await learner.run('RegisterForIntensive', { input });
  const sessionId = /cs_(?:test|live)_\w+/.exec(String(payment?.url))?.[0];
  if (sessionId === undefined) throw new JourneyFailed(`There is no session in ${payment?.url}.`);
  await learner.timed('Stripe’s page, as the stand-in knows it', async () => {
    await standIn.complete(sessionId);
    return ['paid by card', null];
  });
  const registrationId = registrations?.[0]?.id;
  const paid = await orderThat(learner, 'is paid', ({ state }) => String(state) === 'PAID');
  const moved = await learner.run('TransferRegistration', { input: { registrationId, toIntensiveId: second.id } });
  await owner.run('RefundRegistration', {
    input: {
      registrationId: moved.registration?.id,
      ...{ amountMinor: BACK_MINOR, leftMinor: PRICE_MINOR, reason: 'The afternoon ended an hour early.' },
    },
  });
  const refunded = await orderThat(learner, 'has a credit note', (order) => documents(order).length === 2);
  const [invoice, creditNote] = documents(refunded);
  await learner.run('MyRegistrations', { after: null });
  return [
    { name: 'invoice.pdf', bytes: await file(learner, '/orders/:id/:label.pdf', invoice?.url) },
    { name: 'credit-note.pdf', bytes: await file(learner, '/orders/:id/:label.pdf', creditNote?.url) },
    {
      name: 'calendar.ics',
      bytes: await file(learner, '/registrations/:id/calendar.ics', moved.registration?.calendarFile),
    },
    { name: 'order.json', bytes: Buffer.from(`${JSON.stringify({ paid, refunded }, null, 2)}\n`) },
  ];
}

const documents = (order: Data): Data[] => Object.values(order.documents ?? {});

const file = (client: Client, route: string, address: Data | undefined): Promise<Buffer> => {
  const { pathname, search } = new URL(String(address));
  return download(client, route, `${pathname}${search}`);
};

/** Asks for the newest order until it is as it should be: Stripe's events arrive when they arrive. */
async function orderThat(client: Client, what: string, is: (order: Data) => boolean): Promise<Data> {
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(500)) {
    const { orders } = await client.run('MyOrders', { after: null }, `MyOrders, until it ${what}`);
    const order = orders?.nodes?.[0];
    if (order !== undefined && is(order)) return order;
  }
  throw new JourneyFailed(`Within ${PATIENCE_MS / 1000} seconds no order ${what}.`);
}

type Draft = ReturnType<typeof draft>;

/** Writes an event and publishes it. */
export async function publishDay(
  owner: Client,
  where: { organizationId: Data; slug: string },
  draft: Draft,
): Promise<Data> {
  const { intensive } = await owner.run('CreateIntensive', { input: { ...where, draft } });
  // One instructor leads whatever a demonstration shows, also on one day.
  const wanted = { intensiveId: intensive?.id, revision: intensive?.revision, acceptOverlaps: true };
  return (await owner.run('PublishIntensive', { input: wanted })).intensive as Data;
}

/** Two dates of one day, published. */
async function publish(owner: Client, organization: string): Promise<[Data, Data]> {
  const { id: organizationId } = await owner.run('Approvals', { slug: organization });
  const today = new Date().toISOString().slice(0, 10);
  const { taxChoice } = await owner.run('ChooseTax', {
    input: {
      ...{ organizationId, label: 'Not registered', treatment: 'NOT_REGISTERED', startsOn: today },
      words: 'The seller is not registered for tax and charges none.',
      ...{ source: 'The demonstration of Attune', reason: 'The organization is fictional and owes no tax.' },
    },
  });
  const made: Data[] = [];
  for (const weeks of [10, 14]) {
    const day = new Date(Date.parse(today) + weeks * 7 * DAY_MS);
    const where = { organizationId: organizationId as Data, slug: `${LIVE_COURSE.slug}-${weeks}-weeks` };
    made.push(await publishDay(owner, where, draft(day, taxChoice?.id)));
  }
  return [made[0] as Data, made[1] as Data];
}

/** A day online as an organizer writes it. */
export function draft(day: Date, taxChoiceId: Data | undefined) {
  const on = day.toISOString().slice(0, 10);
  const part = (wallTime: string, minutes: number, title: string, topics: string[]) => ({
    ...{ title, kind: topics.length > 0 ? 'INSTRUCTION' : 'BREAK', format: 'LIVE_ONLINE', day: on, wallTime, minutes },
    ...{ topics, instructors: topics.length > 0 ? ['Sam Example'] : [] },
  });
  return {
    ...{ kind: 'TRAINING', courseSlug: LIVE_COURSE.slug, title: TITLE, admission: 'OPEN', capacity: 12 },
    description: 'A day of practice after the course: screening, pace, and repair, with cases that are invented.',
    ...{ timeZone: ZONE, place: 'Online', link: 'https://rooms.example.org/rebuilding-trust', currency: 'USD' },
    registrationOpensAt: new Date().toISOString(),
    registrationClosesAt: new Date(day.getTime() - DAY_MS).toISOString(),
    policy: {
      refundTiers: [
        { until: { unit: 'CALENDAR_DAYS', count: 14 }, percent: 100 },
        { until: { unit: 'HOURS', count: 48 }, percent: 50 },
      ],
      transferUntil: { unit: 'HOURS', count: 48 },
      text: 'Who withdraws in time gets money back, and may move to another date.',
    },
    instructors: [{ name: 'Sam Example', credentials: 'Fictional instructor', disclosure: 'Nothing to disclose.' }],
    segments: [
      part('09:00', 90, 'Before any technique: safety', ['Screening', 'When couple work must wait']),
      part('10:30', 15, 'Break', []),
      part('10:45', 105, 'Pace and the body', ['Regulation', 'Synchrony and its limits']),
    ],
    prices: [{ label: 'Full day', amountMinor: PRICE_MINOR, taxChoiceId }],
  };
}
