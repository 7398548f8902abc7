import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CareHouse, LED_BY, openCareHouse } from '../support/careHouse.ts';
import { globalId } from '../support/quizPages.ts';
import { mailsTo, person } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let house: CareHouse;
beforeAll(async () => {
  house = await openCareHouse();
});
afterAll(() => house.close());

const slots = {
  ...{ slug: 'talk', title: 'After an affair: a first talk', neutralName: 'Meeting', description: 'A first talk.' },
  ...{ timeZone: 'America/New_York', place: 'Online', link: 'https://rooms.example.org/1', policyText: 'Free.' },
  instructor: { name: LED_BY, credentials: 'PhD', disclosure: 'None' },
  ...{ firstDay: '2026-12-07', days: 2, times: ['09:00', '09:15', '09:15'] },
};
const schedule = (as: Parameters<CareHouse['run']>[0], changes: object = {}, publish = true) =>
  house.run(
    as,
    'scheduleConsultations',
    { organizationId: globalId('Organization', house.organizationId), slots: { ...slots, ...changes }, publish },
    'intensives { id slug kind capacity agenda { startsAt endsAt } }',
  );
const open = async () => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Organization { openConsultations { id slug } } } }';
  const { data } = await house.ask(null, query, { id: globalId('Organization', house.organizationId) });
  const found = data?.node as { openConsultations: { id: string; slug: string }[] } | undefined;
  return found?.openConsultations ?? [];
};

test('many slots are written at once, booked one each, and shown while they are free', async () => {
  const done = await schedule(house.organizer);
  expect(done.intensives).toHaveLength(4);
  expect((done.intensives as object[])[0]).toMatchObject({
    ...{ slug: 'talk-2026-12-07-0900', kind: 'CONSULTATION', capacity: 1 },
    agenda: [{ startsAt: '2026-12-07T14:00:00.000Z', endsAt: '2026-12-07T14:15:00.000Z' }],
  });
  expect((await open()).map(({ slug }) => slug)).toEqual([
    ...['talk-2026-12-07-0900', 'talk-2026-12-07-0915'],
    ...['talk-2026-12-08-0900', 'talk-2026-12-08-0915'],
  ]);
  const [first] = await open();
  const input = { intensiveId: first?.id, adult: true };
  await house.must(await person(house.db), 'registerFree', input);
  expect(await house.run(await person(house.db), 'registerFree', input)).toMatchObject({ code: 'SOLD_OUT' });
  expect(await open()).toHaveLength(3);
  expect(await schedule(house.organizer)).toMatchObject({ code: 'SLUG_TAKEN' });
});

test('whoever books a consultation, and gives it up, gets no mail of it; a canceled one is told', async () => {
  await schedule(house.organizer, { slug: 'quiet', firstDay: '2026-12-28', days: 1, times: ['09:00', '09:15'] });
  const [first, second] = (await open()).filter(({ slug }) => slug.startsWith('quiet'));
  const who = await person(house.db);
  const book = (intensiveId: string | undefined) =>
    house.must(who, 'registerFree', { intensiveId, adult: true }, 'registration { id state }');
  const booked = (await book(first?.id)) as unknown as { registration: { id: string; state: string } };
  expect(booked.registration.state).toBe('CONFIRMED');
  await house.must(who, 'cancelRegistration', { registrationId: booked.registration.id });
  expect(await mailsTo(house.db, who)).toEqual([]);
  const kept = (await book(second?.id)) as unknown as { registration: { id: string } };
  await house.must(house.organizer, 'cancelRegistration', { registrationId: kept.registration.id, reason: 'Ill.' });
  expect(await mailsTo(house.db, who)).toEqual(['PLACE_CANCELLED']);
});

test('drafts are booked by nobody, and bad slots write nothing', async () => {
  const before = await open();
  await schedule(house.organizer, { slug: 'draft', firstDay: '2026-12-10' }, false);
  for (const changes of [
    { slug: 'past', firstDay: '2026-11-01' },
    { slug: 'gap', firstDay: '2027-03-14', times: ['02:30'] },
    { slug: 'many', days: 31, times: ['09:00', '09:15', '09:30'] },
    { slug: 'long', minutes: 121 },
    { slug: 'zone', timeZone: 'Nowhere/Else' },
    { slug: 'tells', neutralName: 'After an affair' },
  ])
    expect([changes, await schedule(house.organizer, changes)]).toMatchObject([changes, { code: 'INVALID_INPUT' }]);
  expect(await schedule(house.auditor, { slug: 'other' })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await schedule(await person(house.db), { slug: 'other' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await open()).toEqual(before);
});

test('times on the wall stay the same across a change of clocks and a leap day', async () => {
  const startsOf = async (changes: object) => {
    const { intensives } = await schedule(house.organizer, { times: ['09:00'], ...changes }, false);
    return (intensives as { agenda: { startsAt: string; endsAt: string }[] }[]).map(({ agenda }) =>
      agenda.map(({ startsAt, endsAt }) => [startsAt, Date.parse(endsAt) - Date.parse(startsAt)]),
    );
  };
  const QUARTER = 900_000;
  expect(await startsOf({ slug: 'spring', firstDay: '2027-03-13' })).toEqual([
    [['2027-03-13T14:00:00.000Z', QUARTER]],
    [['2027-03-14T13:00:00.000Z', QUARTER]],
  ]);
  expect(await startsOf({ slug: 'leap', firstDay: '2028-02-28', days: 3 })).toEqual([
    [['2028-02-28T14:00:00.000Z', QUARTER]],
    [['2028-02-29T14:00:00.000Z', QUARTER]],
    [['2028-03-01T14:00:00.000Z', QUARTER]],
  ]);
});

test('nobody leads two of them at once, in one call or in two', async () => {
  const at = { firstDay: '2027-01-11', days: 1 };
  const clash = { code: 'INVALID_INPUT', message: expect.stringContaining(`${LED_BY} leads`) };
  const free = { __typename: 'ScheduleConsultationsPayload' };
  expect(
    await schedule(house.organizer, { ...at, slug: 'half', times: ['09:00', '09:15'], minutes: 30 }),
  ).toMatchObject(clash);
  expect(await schedule(house.organizer, { ...at, slug: 'one', times: ['10:00'] })).toMatchObject(free);
  expect(await schedule(house.organizer, { ...at, slug: 'other', times: ['10:10'] })).toMatchObject(clash);
  // Nine o'clock in Chicago is ten o'clock in New York.
  const chicago = { ...at, slug: 'zone', timeZone: 'America/Chicago', times: ['09:00'] };
  expect(await schedule(house.organizer, chicago)).toMatchObject(clash);
  expect(await schedule(house.organizer, { ...at, slug: 'next', times: ['10:15'] })).toMatchObject(free);
  const somebodyElse = { ...slots.instructor, name: 'Ana Example' };
  const beside = { ...at, slug: 'beside', times: ['10:00'], instructor: somebodyElse };
  expect(await schedule(house.organizer, beside)).toMatchObject(free);
  const same = ['11:00', '11:15', '11:30'].map((time) =>
    schedule(house.organizer, { ...at, slug: `r${time.slice(3)}`, times: [time], minutes: 60 }),
  );
  const made = (await Promise.all(same)).filter(({ __typename }) => __typename === free.__typename);
  expect(made).toHaveLength(1);
});

test('owners alone say whose account leads them', async () => {
  const email = await emailOf(house.db, house.instructor);
  const instructor = { ...slots.instructor, email };
  const led = { slug: 'led', firstDay: '2026-12-14' };
  expect(await schedule(house.organizer, { ...led, instructor })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await schedule(house.owner, { ...led, instructor })).toMatchObject({
    __typename: 'ScheduleConsultationsPayload',
  });
  const auditor = { ...slots.instructor, email: await emailOf(house.db, house.auditor) };
  expect(await schedule(house.owner, { slug: 'audit', firstDay: '2026-12-16', instructor: auditor })).toMatchObject({
    code: 'INVALID_INPUT',
  });
});
