import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { RegistrationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents, orderLines } from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { claimPlace } from '../../schema/registrations/operations/claimPlace.ts';
import { confirmSeats } from '../../schema/registrations/operations/confirmSeats.ts';
import { makePlaceLink, revokePlaceLink } from '../../schema/registrations/operations/places.ts';
import { openRegistration } from '../../schema/registrations/operations/register.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating } from '../support/seating.ts';
import { actOf, addIntensive, hold, mailsTo, NOW, people, person } from '../support/seatRows.ts';
import { sell } from '../support/sold.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const { register, rowOf } = seating(() => db);

const link = (
  userId: UserId,
  registrationId: RegistrationId,
  { email = null, at = NOW }: { email?: string | null; at?: Date } = {},
) => makePlaceLink(db, actOf(userId, at), { registrationId, email });
const claim = (userId: UserId, secret: string | null, at = NOW) =>
  claimPlace(db, actOf(userId, at), { secret: secret ?? '', adult: true });

/** Places of a group that one person bought for others, confirmed. */
const group = async (seats: number) => {
  const intensiveId = await addIntensive(db, { capacity: seats });
  const buyer = await person(db);
  const { id: holdId } = await hold(db, intensiveId, buyer, { seats, own: false });
  const places: RegistrationId[] = [];
  await db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    const opening = { intensive, userId: null, holdId, state: 'HELD', adult: false } as const;
    for (let seat = 0; seat < seats; seat += 1) places.push(await openRegistration(tx, actOf(buyer), opening));
  });
  await db.transaction((tx) => confirmSeats(tx, { holdId, at: NOW, because: 'PAID' }));
  return { intensiveId, buyer, places, place: places[0] as RegistrationId };
};

describe('a place of a group', () => {
  test('is claimed by a link, by one account, once, by an adult', async () => {
    const { intensiveId, buyer, place } = await group(2);
    const { secret } = await link(buyer, place);
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const young = claimPlace(db, actOf(a), { secret: secret ?? '', adult: false });
    await expect(young).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(a, secret)));
    expect(claims.every(({ registrationId }) => registrationId === place)).toBe(true);
    await expect(claim(b, secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await rowOf(place)).toMatchObject({ userId: a, state: 'CONFIRMED', adultStatedAt: NOW });
    expect(await seatsTaken(db, intensiveId)).toBe(2);
    expect(await mailsTo(db, a)).toEqual(['PLACE_CONFIRMED']);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.objectId, place));
    expect(events.map(({ verb }) => verb)).toEqual(['PLACE_CLAIMED']);
  });

  test('two people with one link: one of them has the place; one person claims one of two', async () => {
    const { buyer, places } = await group(2);
    const [one, other] = await Promise.all(places.map((place) => link(buyer, place)));
    const two = (await people(db, 2)) as [UserId, UserId];
    const results = await Promise.allSettled(two.map((userId) => claim(userId, one?.secret ?? null)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = two[results.findIndex(({ status }) => status === 'fulfilled')] as UserId;
    await expect(claim(winner, other?.secret ?? null)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
  });

  test('a new link ends the one before, and a revoked one opens nothing', async () => {
    const { buyer, place } = await group(1);
    const first = await link(buyer, place);
    const second = await link(buyer, place);
    const a = await person(db);
    await expect(claim(a, first.secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await revokePlaceLink(db, actOf(buyer), { registrationId: place });
    await revokePlaceLink(db, actOf(buyer), { registrationId: place });
    await expect(claim(a, second.secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a link is mailed to an address, which is gone afterwards; a revoked one is not sent', async () => {
    const { buyer, places } = await group(2);
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const address = (await emailOf(db, a)) ?? '';
    expect(await link(buyer, places[0] as RegistrationId, { email: address })).toMatchObject({ secret: null });
    await link(buyer, places[1] as RegistrationId, { email: (await emailOf(db, b)) ?? '' });
    await revokePlaceLink(db, actOf(buyer), { registrationId: places[1] as RegistrationId });
    const mails = (await sendAll(db)).filter(({ text }) => text.includes('/places/'));
    expect(mails.map(({ to }) => to)).toEqual([address]);
    await claim(a, secretIn(mails[0] as never));
    expect(await db.execute(`select 1 from event_mails where address is not null` as never)).toHaveLength(0);
  });

  test('a link that was told after one was mailed is the one that works, whatever leaves when', async () => {
    const { buyer, place } = await group(1);
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    await link(buyer, place, { email: 'first@example.net' });
    const told = await link(buyer, place);
    expect((await sendAll(db)).filter(({ to }) => to === 'first@example.net')).toEqual([]);
    await claim(a, told.secret);
    await expect(claim(b, told.secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('belongs to its buyer while nobody has claimed it, and then to whoever did', async () => {
    const { buyer, place } = await group(1);
    const [a, stranger] = (await people(db, 2)) as [UserId, UserId];
    await expect(link(stranger, place)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await claim(a, (await link(buyer, place)).secret);
    await expect(link(buyer, place)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(cancelRegistration(db, actOf(buyer), { registrationId: place })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await cancelRegistration(db, actOf(a), { registrationId: place });
  });

  test.each(['', 'x', "' or ''='", 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(5000)])(
    'the code %.30j opens nothing',
    async (secret) => {
      await expect(claim(await person(db), secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    },
  );
});

describe('a transfer', () => {
  const own = async (terms: Parameters<typeof addIntensive>[1] = {}) => {
    const intensiveId = await addIntensive(db, { kind: 'PERSONAL', capacity: 1, ...terms });
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    return { intensiveId, a, b, registrationId: await register(intensiveId, a) };
  };

  test('takes no seat, and the new person comes with their own account', async () => {
    const { intensiveId, a, b, registrationId } = await own();
    const { secret } = await link(a, registrationId);
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(b, secret)));
    const next = claims[0]?.registrationId as RegistrationId;
    expect(new Set(claims.map((one) => one.registrationId)).size).toBe(1);
    expect(await rowOf(registrationId)).toMatchObject({ state: 'TRANSFERRED', userId: a });
    expect(await rowOf(next)).toMatchObject({ state: 'CONFIRMED', userId: b, transferredFrom: registrationId });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
    expect([await mailsTo(db, a), await mailsTo(db, b)]).toEqual([
      ['PLACE_CONFIRMED', 'PLACE_TRANSFERRED'],
      ['PLACE_CONFIRMED'],
    ]);
  });

  test('is possible until the policy says, for the link and for its use', async () => {
    const { a, b, registrationId } = await own({ timeZone: 'America/New_York' });
    const { secret } = await link(a, registrationId);
    // Seven calendar days before 1 March in New York: to the end of 22 February there.
    const until = new Date('2090-02-23T05:00:00Z');
    await expect(claim(b, secret, until)).rejects.toMatchObject({ code: 'TRANSFER_CLOSED', until });
    await expect(link(a, registrationId, { at: until })).rejects.toMatchObject({ code: 'TRANSFER_CLOSED' });
    await claim(b, secret, new Date(until.getTime() - 1));
  });

  test('may be ruled out', async () => {
    const policy = { refundTiers: [], transferUntil: null, text: '' };
    const { a, registrationId } = await own({ policy });
    await expect(link(a, registrationId)).rejects.toMatchObject({ code: 'TRANSFER_CLOSED', until: null });
  });

  test('that waits ends with a cancellation, in either order', async () => {
    const { intensiveId, a, b, registrationId } = await own();
    const { secret } = await link(a, registrationId);
    const [left, taken] = await Promise.allSettled([
      cancelRegistration(db, actOf(a), { registrationId }),
      claim(b, secret),
    ]);
    const seats = await seatsTaken(db, intensiveId);
    expect(seats).toBe(taken.status === 'fulfilled' ? 1 : 0);
    expect([left.status, taken.status].filter((status) => status === 'fulfilled')).toHaveLength(1);
  });

  test('of a place for which money was paid is the order’s, and moves its line with it', async () => {
    const { a, b, intensiveId, registrationId } = await own();
    const lineId = await sell(db, { intensiveId, userId: a, registrationId });
    await expect(link(a, registrationId)).rejects.toMatchObject({ code: 'PAID_PLACE' });
    await expect(cancelRegistration(db, actOf(a), { registrationId })).rejects.toMatchObject({ code: 'PAID_PLACE' });
    const ofOrder = {
      policyOf: async () => ({ refundTiers: [], transferUntil: { unit: 'HOURS', count: 1 } as const, text: '' }),
      moved: async (tx: Database, _from: RegistrationId, to: RegistrationId) => {
        await tx.update(orderLines).set({ registrationId: to }).where(eq(orderLines.id, lineId));
      },
    };
    const { secret } = await makePlaceLink(db, actOf(a), { registrationId, email: null, ofOrder });
    const late = new Date('2090-02-25T00:00:00Z');
    const { registrationId: next } = await claimPlace(db, actOf(b, late), {
      secret: secret ?? '',
      adult: true,
      ofOrder,
    });
    const [line] = await db.select().from(orderLines).where(eq(orderLines.id, lineId));
    expect(line?.registrationId).toBe(next);
  });
});
