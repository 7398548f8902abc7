import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { careListOf } from '../../schema/care/queries/list.ts';
import { type CareHouse, openCareHouse } from '../support/careHouse.ts';
import { globalId } from '../support/quizPages.ts';
import { person } from '../support/seatRows.ts';

let house: CareHouse;
beforeAll(async () => {
  house = await openCareHouse();
});
afterAll(() => house.close());

const FIELDS = `careList { leads missing people { registrationId name pairId }
  seats { id reference name email state pairId } }`;

const settingsAs = (as: CareHouse['owner']) =>
  house.ask(as, 'query ($id: ID!) { node(id: $id) { ... on Organization { careSettings { missing } } } }', {
    id: globalId('Organization', house.organizationId),
  });

test('each member sees as much of who comes as they may know', async () => {
  const intensiveId = await house.couplesEvent();
  const { a, b, ofA, ofB } = await house.couple(intensiveId);
  await house.rename(a, 'Tessaly A');
  const listFor = async (as: CareHouse['owner'] | null) =>
    (await house.led(as, intensiveId, FIELDS)).event?.careList ?? null;
  const closed = (await listFor(house.instructor)) as { missing: string[]; people: unknown[] };
  expect(closed.missing).toContain('READERS');
  expect(closed.people).toEqual([]);

  await house.setUp();
  const named = (await listFor(house.instructor)) as { people: { registrationId: string; pairId: string }[] };
  expect(named).toMatchObject({ leads: true, missing: [], seats: [] });
  expect(named.people.map(({ registrationId }) => registrationId)).toEqual([house.place(ofA), house.place(ofB)]);
  expect(new Set(named.people.map(({ pairId }) => pairId)).size).toBe(1);
  for (const as of [house.owner, house.organizer, house.other]) {
    const seen = (await listFor(as)) as { seats: Record<string, unknown>[] };
    expect(seen).toMatchObject({ leads: false, missing: [], people: [] });
    expect(seen.seats).toHaveLength(2);
    for (const seat of seen.seats)
      expect(seat).toMatchObject({ name: null, email: null, reference: expect.stringMatching(/^[2-9A-Z]{4}$/) });
  }
  for (const as of [house.auditor, a, await person(house.db), null]) expect(await listFor(as)).toBeNull();

  await house.must(b, 'cancelRegistration', { registrationId: house.place(ofB) });
  expect(((await listFor(house.owner)) as { seats: unknown[] }).seats).toEqual([]);
  const { organizationId, instructor: userId } = house;
  expect(await careListOf(house.db, { intensiveId, organizationId, kind: 'TRAINING', userId })).toBeNull();
});

test('reading the list opens nothing', async () => {
  await house.setUp();
  const intensiveId = await house.couplesEvent();
  const { a, ofA } = await house.couple(intensiveId);
  await house.led(house.instructor, intensiveId, FIELDS);
  expect((await house.care(a, ofA, 'openings { how }')).care).toEqual({ openings: [] });
});

test('owners read what is said of care, and everybody else nothing', async () => {
  await house.setUp();
  const saidTo = async (as: CareHouse['owner']) => (await settingsAs(as)).data?.node;
  expect(await saidTo(house.owner)).toEqual({ careSettings: { missing: [] } });
  const others = [house.organizer, house.instructor, house.auditor, await person(house.db)];
  for (const as of others) expect(await saidTo(as)).toEqual({ careSettings: null });
});
