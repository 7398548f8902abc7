import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CareHouse, LED_BY, openCareHouse } from '../support/careHouse.ts';
import { globalId } from '../support/quizPages.ts';
import { person } from '../support/seatRows.ts';
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

test('drafts are booked by nobody, and bad slots write nothing', async () => {
  const before = await open();
  await schedule(house.organizer, { slug: 'draft' }, false);
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

test('owners alone say whose account leads them', async () => {
  const email = await emailOf(house.db, house.instructor);
  const instructor = { ...slots.instructor, email };
  expect(await schedule(house.organizer, { slug: 'led', instructor })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await schedule(house.owner, { slug: 'led', instructor })).toMatchObject({
    __typename: 'ScheduleConsultationsPayload',
  });
  const auditor = { ...slots.instructor, email: await emailOf(house.db, house.auditor) };
  expect(await schedule(house.owner, { slug: 'audit', instructor: auditor })).toMatchObject({ code: 'INVALID_INPUT' });
});
