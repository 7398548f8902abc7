import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { connect } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { eventMails, memberships } from '../../drizzle/schema.ts';
import { cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { leaveEverything } from '../../schema/orders/operations/leaveEverything.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { type CareHouse, LED_BY, openCareHouse } from '../support/careHouse.ts';
import { sendAll } from '../support/outbox.ts';
import { globalId } from '../support/quizPages.ts';
import { addMember, mailsTo, NOW, person } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let house: CareHouse;
beforeAll(async () => {
  house = await openCareHouse();
});
afterEach(() => house.db.delete(eventMails));
afterAll(() => house.close());

const instructor = { name: LED_BY, credentials: 'PhD', disclosure: 'None' };
const slots = {
  ...{ title: 'After an affair: a first talk', neutralName: 'Meeting', description: 'A first talk.', place: 'Online' },
  ...{ timeZone: 'America/New_York', link: 'https://rooms.example.org/1', policyText: 'Free.' },
};
let days = 0;
type Slot = { id: string; day: string };

/** A time that can be booked, of which the instructor's account is named, or another one. */
const slot = async (leader = house.instructor, name = LED_BY): Promise<Slot> => {
  days += 1;
  const day = `2027-01-${String(days).padStart(2, '0')}`;
  const { db, owner, organizationId } = house;
  const email = await emailOf(db, leader);
  const plan = {
    ...slots,
    slug: 'talk',
    instructor: { ...instructor, name, email },
    firstDay: day,
    days: 1,
    times: ['09:00'],
  };
  const input = { organizationId: globalId('Organization', organizationId), slots: plan, publish: true };
  const made = await house.must(owner, 'scheduleConsultations', input, 'intensives { id }');
  return { id: (made.intensives as { id: string }[])[0]?.id ?? '', day };
};
const book = async ({ id }: Slot, who: UserId): Promise<string> => {
  const input = { intensiveId: id, adult: true };
  const { registration } = await house.must(who, 'registerFree', input, 'registration { id }');
  return (registration as { id: string }).id;
};
const moved = ({ day }: Slot) => ({
  ...{ ...slots, policyText: undefined, kind: 'CONSULTATION', capacity: 1, admission: 'OPEN', currency: 'USD' },
  ...{
    registrationOpensAt: NOW.toISOString(),
    registrationClosesAt: `${day}T14:00:00.000Z`,
    instructors: [instructor],
  },
  ...{ policy: { refundTiers: [], text: 'Free.' }, prices: [{ label: 'Free', amountMinor: 0 }] },
  segments: [
    {
      ...{ title: 'Meeting', kind: 'NOT_FOR_CREDIT', format: 'LIVE_ONLINE', day, wallTime: '15:00', minutes: 15 },
      ...{ topics: [], instructors: [LED_BY] },
    },
  ],
});
const jobs = () => endHolds.run({ db: house.db, clock: () => NOW }, {});
const move = async (at: Slot) => {
  const { policyText: _, ...draft } = moved(at);
  const input = { intensiveId: at.id, revision: 1, draft, answerBy: '2026-12-31T00:00:00.000Z' };
  await house.must(house.organizer, 'rescheduleIntensive', input);
  await jobs();
};

type Case = { at: Slot; who: UserId; place: string };
type Row = {
  did: string;
  before: (one: Case) => Promise<unknown>;
  act: (one: Case) => Promise<unknown>;
  person: string[];
  leader: string[];
};
const nothing = async () => {};
const cancelled = ({ place }: Case, as: UserId, reason?: string) =>
  house.run(as, 'cancelRegistration', { registrationId: place, reason });
const keyOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1];

const TABLE: Row[] = [
  {
    did: 'the person gives it up',
    before: nothing,
    act: (one) => cancelled(one, one.who),
    person: [],
    leader: ['TIME_FREE'],
  },
  {
    did: 'an organizer ends it',
    before: nothing,
    act: (one) => cancelled(one, house.organizer, 'Ill.'),
    person: ['PLACE_CANCELLED'],
    leader: ['TIME_FREE'],
  },
  {
    did: 'an organizer moves it',
    before: nothing,
    act: ({ at }) => move(at).catch(() => jobs()),
    person: ['CHANGE_ASKED'],
    leader: ['TIME_MOVED'],
  },
  {
    did: 'the person leaves after it moved',
    before: ({ at }) => move(at),
    act: async ({ who, place }) => {
      const query = 'query ($id: ID!) { node(id: $id) { ... on Registration { asked { changeId } } } }';
      const { data } = await house.ask(who, query, { id: place });
      const [asked] = (data?.node as { asked: { changeId: string }[] } | undefined)?.asked ?? [];
      await house.run(who, 'answerChange', {
        changeId: asked?.changeId ?? place,
        registrationId: place,
        answer: 'LEAVES',
      });
    },
    person: ['PLACE_CANCELLED'],
    leader: ['TIME_FREE'],
  },
  {
    did: 'an organizer cancels the event',
    before: nothing,
    act: async ({ at }) => {
      await house.run(house.organizer, 'cancelIntensive', { intensiveId: at.id, reason: 'Ill.' });
      const intensiveId = keyOf(at.id) as never;
      await cancelIntensiveJob.run({ db: house.db, stripe: null, clock: () => NOW }, { intensiveId });
    },
    person: ['EVENT_CANCELLED'],
    leader: ['TIME_FREE'],
  },
  {
    did: 'an organizer gives it back after it was given up',
    before: (one) => cancelled(one, one.who),
    act: ({ place }) =>
      house.run(house.organizer, 'reinstateRegistration', { registrationId: place, reason: 'By mistake.' }),
    person: ['PLACE_CONFIRMED'],
    leader: ['TIME_BOOKED'],
  },
  {
    did: 'the person is erased',
    before: nothing,
    act: ({ who }) => house.db.transaction((tx) => leaveEverything(tx, { userId: who, at: NOW })),
    person: [],
    leader: ['TIME_FREE'],
  },
];

const told = async (who: UserId) => [...(await mailsTo(house.db, who))].sort();
const others = async () =>
  (await Promise.all([house.owner, house.organizer, house.other, house.auditor].map(told))).flat();

test('a booking is told once to whoever leads it, in words that name nobody; the person sees it at once', async () => {
  const [at, who] = [await slot(), await person(house.db)];
  await house.rename(who, 'Jo Secret');
  await book(at, who);
  await house.run(who, 'registerFree', { intensiveId: at.id, adult: true });
  expect([await told(who), await told(house.instructor), await others()]).toEqual([[], ['TIME_BOOKED'], []]);
  const to = await emailOf(house.db, house.instructor);
  const [mail, ...more] = (await sendAll(house.db)).filter((one) => one.to === to);
  expect(more).toEqual([]);
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(
    /Jo|Secret|Leader|affair|talk|Meeting|consult|therap|rooms\.example/i,
  );
  expect(mail).not.toHaveProperty('replyTo');
});

test.each(TABLE)('when $did, nobody is told twice: the person $person, who leads it $leader', async (row) => {
  const [at, who] = [await slot(), await person(house.db)];
  const one = { at, who, place: await book(at, who) };
  await row.before(one);
  await house.db.delete(eventMails);
  await row.act(one);
  await row.act(one);
  expect([await told(who), await told(house.instructor), await others()]).toEqual([row.person, row.leader, []]);
});

test('an instructor whose account is no longer named is told nothing', async () => {
  const [at, who] = [await slot(), await person(house.db)];
  await house.must(house.owner, 'nameInstructor', { intensiveId: at.id, name: LED_BY });
  await book(at, who);
  expect(await told(house.instructor)).toEqual([]);
});

test.each(['became an auditor', 'left the organization'] as const)(
  'an instructor who %s is told nothing',
  async (how) => {
    // Somebody else is still named, on another time.
    await slot(await addMember(house.db, house.organizationId, 'INSTRUCTOR'), 'Sam Second');
    const [at, who] = [await slot(), await person(house.db)];
    const owner = connect(house.database.ownerUrl);
    const held = eq(memberships.userId, house.instructor);
    const [before] = await owner.db.select().from(memberships).where(held);
    try {
      if (how === 'became an auditor') await owner.db.update(memberships).set({ role: 'AUDITOR' }).where(held);
      else await owner.db.delete(memberships).where(held);
      await book(at, who);
      expect(await told(house.instructor)).toEqual([]);
    } finally {
      await owner.db.delete(memberships).where(held);
      if (before !== undefined) await owner.db.insert(memberships).values(before);
      await owner.close();
    }
  },
);
