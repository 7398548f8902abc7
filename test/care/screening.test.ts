import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { reinstateRegistration } from '../../schema/registrations/operations/reinstate.ts';
import { type CareHouse, openCareHouse } from '../support/careHouse.ts';
import { globalId } from '../support/quizPages.ts';
import { actOf, NOW } from '../support/seatRows.ts';

let house: CareHouse;
beforeAll(async () => {
  house = await openCareHouse();
  await house.setUp();
});
afterAll(() => house.close());

describe('a pair', () => {
  test.each([
    { met: [], oneWasMet: undefined, refused: false },
    { met: [0], oneWasMet: undefined, refused: true },
    { met: [1], oneWasMet: null, refused: true },
    { met: [1], oneWasMet: false, refused: true },
    { met: [0], oneWasMet: true, refused: false },
    { met: [0, 1], oneWasMet: undefined, refused: false },
  ])('is not declined by accident after $met was met: $oneWasMet, $refused', async ({ met, oneWasMet, refused }) => {
    const intensiveId = await house.couplesEvent();
    const { ofA, ofB } = await house.couple(intensiveId);
    for (const one of met) {
      const asked = { registrationId: house.place([ofA, ofB][one] ?? ofA), screenedAt: NOW.toISOString() };
      await house.must(house.instructor, 'recordScreening', asked);
    }
    const asked = { registrationId: house.place(ofA), decision: 'DECLINE', oneWasMet };
    const decline = () => house.run(house.organizer, 'decideApplication', asked);
    const answer = await decline();
    expect(answer.code).toBe(refused ? 'ONE_MET' : undefined);
    // The same decision again changes nothing.
    expect(await decline()).toEqual(answer);
    const ofBoth = inArray(tables.registrations.id, [ofA, ofB]);
    const rows = await house.db.select().from(tables.registrations).where(ofBoth);
    expect(rows.map(({ state }) => state)).toEqual(refused ? ['APPLIED', 'APPLIED'] : ['CANCELLED', 'CANCELLED']);
    const states = await house.db
      .select()
      .from(tables.registrationStates)
      .where(
        and(
          inArray(tables.registrationStates.registrationId, [ofA, ofB]),
          ne(tables.registrationStates.state, 'APPLIED'),
        ),
      );
    const told = { because: 'PLACE_ENDED', by: 'system', state: 'CANCELLED' };
    expect(states.map(({ because, by, state }) => ({ because, by, state }))).toEqual(refused ? [] : [told, told]);
  });

  test('gets no joint place before both were met alone', async () => {
    const intensiveId = await house.couplesEvent();
    const { a, b, ofA, ofB } = await house.couple(intensiveId);
    const accept = () =>
      house.run(house.organizer, 'decideApplication', { registrationId: house.place(ofA), decision: 'ACCEPT' });
    expect(await accept()).toMatchObject({ code: 'SCREENING_NEEDED' });
    const note = (as: UserId, id = ofA, at = NOW) =>
      house.run(as, 'recordScreening', { registrationId: house.place(id), screenedAt: at.toISOString() });
    for (const as of [house.owner, house.organizer, house.other, a])
      expect(await note(as)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await note(house.instructor, ofA, new Date(NOW.getTime() + 1))).toMatchObject({ code: 'INVALID_INPUT' });
    await note(house.instructor);
    expect(await accept()).toMatchObject({ code: 'SCREENING_NEEDED' });
    await note(house.instructor, ofB);
    expect(await accept()).toMatchObject({ __typename: 'DecideApplicationPayload' });
    const take = (as: UserId) =>
      house.must(as, 'registerFree', { intensiveId: globalId('Intensive', intensiveId), adult: true });
    await take(b);
    await house.must(a, 'cancelRegistration', { registrationId: house.place(ofA) });
    await house.db.update(tables.registrations).set({ screenedAt: null }).where(eq(tables.registrations.id, ofB));
    await expect(
      reinstateRegistration(house.db, actOf(house.organizer), { registrationId: ofA, reason: 'Asked.' }),
    ).rejects.toMatchObject({ code: 'SCREENING_NEEDED' });
  });

  test('is met again where a record was a mistake: an offer waits for it, and a seat that was given stays', async () => {
    const intensiveId = await house.couplesEvent();
    const { a, b, ofA, ofB } = await house.couple(intensiveId);
    const at = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
    const verb = (name: string, screenedAt: string, id = ofA, as = house.instructor) =>
      house.run(as, name, { registrationId: house.place(id), screenedAt }, 'person { screenedAt state }');
    const person = (screenedAt: string | null, state: string) => ({ person: { screenedAt, state } });
    await verb('recordScreening', at(5));
    await verb('recordScreening', at(5), ofB);
    for (const as of [house.owner, house.organizer, house.other, a])
      expect(await verb('withdrawScreening', at(5), ofA, as)).toMatchObject({ code: 'NOT_FOUND' });
    // The record of another time stays.
    expect(await verb('withdrawScreening', at(4))).toMatchObject(person(at(5), 'APPLIED'));
    const together = await Promise.all(Array.from({ length: 8 }, () => verb('withdrawScreening', at(5))));
    expect(together).toEqual(together.map(() => expect.objectContaining(person(null, 'APPLIED'))));
    const history = eq(tables.withdrawnScreenings.registrationId, ofA);
    expect(await house.db.select().from(tables.withdrawnScreenings).where(history)).toMatchObject([
      { screenedAt: new Date(at(5)), withdrawnBy: house.instructor, withdrawnAt: NOW },
    ]);
    const accept = () =>
      house.run(house.organizer, 'decideApplication', { registrationId: house.place(ofA), decision: 'ACCEPT' });
    expect(await accept()).toMatchObject({ code: 'SCREENING_NEEDED' });
    // What comes late brings nothing back.
    expect(await verb('recordScreening', at(5))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await verb('recordScreening', at(3))).toMatchObject(person(at(3), 'APPLIED'));
    expect(await verb('withdrawScreening', at(5))).toMatchObject(person(at(3), 'APPLIED'));
    await accept();
    expect(await verb('withdrawScreening', at(3))).toMatchObject(person(null, 'OFFERED'));
    const take = () => house.run(b, 'registerFree', { intensiveId: globalId('Intensive', intensiveId), adult: true });
    const waiting = '__typename } ... on ScreeningNeededError { waiting';
    const asked = { intensiveId: globalId('Intensive', intensiveId), adult: true };
    const early = await house.run(b, 'registerFree', asked, waiting);
    expect(early).toMatchObject({ code: 'SCREENING_NEEDED', waiting: null });
    expect(early.message).toBe('This cannot be taken yet. The organization will tell you both.');
    await verb('recordScreening', at(2));
    expect((await take()).code).toBeUndefined();
    expect(await verb('withdrawScreening', at(2))).toMatchObject(person(null, 'CONFIRMED'));
    const { json } = (await house.must(a, 'requestDataExport', { format: 'JSON' }, 'json')) as unknown as {
      json: string;
    };
    for (const minutes of [5, 3, 2]) expect(json).toContain(at(minutes).slice(0, 19));
    await house.must(a, 'cancelRegistration', { registrationId: house.place(ofA) });
    expect(await verb('withdrawScreening', at(2))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
