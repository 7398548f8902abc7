import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { RegistrationId, UserId } from '../../drizzle/ids.ts';
import { intensives, pairs, users } from '../../drizzle/schema.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { makePlaceLink } from '../../schema/registrations/operations/places.ts';
import { readInvitation } from '../../schema/registrations/operations/readInvitation.ts';
import { reinstateRegistration } from '../../schema/registrations/operations/reinstate.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openApplying } from '../support/applying.ts';
import { POLICY } from '../support/orderRows.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { actOf, type addIntensive, mailsTo, NOW, people, person, registrationsIn } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let world: Awaited<ReturnType<typeof openApplying>>;
beforeAll(async () => {
  world = await openApplying();
});
afterAll(() => world.close());

describe('a pair', () => {
  const couples = (terms: Parameters<typeof addIntensive>[1] = {}) =>
    world.chosen({ kind: 'COUPLES', neutralName: 'Weekend', title: 'After betrayal, together', capacity: 4, ...terms });
  const invite = (userId: UserId, registrationId: RegistrationId, email: string) =>
    invitePartner(world.db, actOf(userId), { registrationId, email });
  const accept = (userId: UserId, secret: string, adult = true) =>
    acceptPair(world.db, actOf(userId), { secret, adult });
  const emailed = async (address: string) => {
    const mail = (await sendAll(world.db)).findLast(({ to }) => to === address);
    if (mail === undefined) throw new Error('no mail');
    return mail;
  };
  const invited = async (terms: Parameters<typeof addIntensive>[1] = {}) => {
    const intensiveId = await couples(terms);
    const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
    const { registrationId } = await world.apply(intensiveId, a);
    const address = (await emailOf(world.db, b)) ?? '';
    await invite(a, registrationId, address);
    return { intensiveId, a, b, registrationId, secret: secretIn(await emailed(address)) };
  };
  const joined = async (terms: Parameters<typeof addIntensive>[1] = {}) => {
    const pair = await invited(terms);
    const second = await accept(pair.b, pair.secret);
    return { ...pair, second: second.registrationId };
  };

  test('is two accounts, two statements of age, and one decision', async () => {
    const { intensiveId, a, b, registrationId, second } = await joined();
    await world.decide(second, 'ACCEPT');
    const rows = await registrationsIn(world.db, intensiveId);
    expect(rows.map(({ state }) => state)).toEqual(['OFFERED', 'OFFERED']);
    expect(new Set(rows.map(({ holdId }) => holdId)).size).toBe(1);
    expect(rows.every(({ adultStatedAt }) => adultStatedAt !== null)).toBe(true);
    expect(await seatsTaken(world.db, intensiveId)).toBe(2);
    expect(await world.take(intensiveId, b)).toEqual({ registrationId: second });
    expect(await world.take(intensiveId, a)).toEqual({ registrationId });
    expect([await world.stateOf(intensiveId, a), await world.stateOf(intensiveId, b)]).toEqual([
      'CONFIRMED',
      'CONFIRMED',
    ]);
    expect(await seatsTaken(world.db, intensiveId)).toBe(2);
  });

  test('is shown to whoever was invited before they say yes, and to nobody else', async () => {
    const { intensiveId, a, b, secret } = await invited();
    const reads = (userId: UserId, code: string) => readInvitation(world.db, userId, { secret: code });
    expect(await reads(b, secret)).toEqual({ intensiveId, isPair: true });
    expect(await reads(b, secret)).toEqual({ intensiveId, isPair: true });
    for (const other of [a, await person(world.db)]) expect(await reads(other, secret)).toBeNull();
    for (const code of ['', 'x'.repeat(22), `${secret}=`, "' or 1=1", '\u0000'])
      expect(await reads(b, code)).toBeNull();
    await accept(b, secret);
    for (const one of [a, b]) expect(await reads(one, secret)).toBeNull();
  });

  test('a code of a canceled event, and one that a newer mail replaced, invite to nothing', async () => {
    const { intensiveId, a, b, registrationId, secret } = await invited();
    const address = (await emailOf(world.db, b)) ?? '';
    await invite(a, registrationId, address);
    const newer = secretIn(await emailed(address));
    expect(await readInvitation(world.db, b, { secret })).toBeNull();
    expect(await readInvitation(world.db, b, { secret: newer })).toEqual({ intensiveId, isPair: true });
    await world.db
      .update(intensives)
      .set({ cancelledAt: NOW, cancellationReason: 'Ill.' })
      .where(eq(intensives.id, intensiveId));
    expect(await readInvitation(world.db, b, { secret: newer })).toBeNull();
  });

  test('is not decided before both have joined', async () => {
    const { intensiveId, registrationId } = await invited();
    await expect(world.decide(registrationId, 'ACCEPT')).rejects.toMatchObject({ code: 'PAIR_INCOMPLETE' });
    const alone = await world.apply(intensiveId, await person(world.db));
    await expect(world.decide(alone.registrationId, 'ACCEPT')).rejects.toMatchObject({ code: 'PAIR_INCOMPLETE' });
  });

  test('the mail names nothing; its address is gone once it is sent; its secret is nowhere in the database', async () => {
    const { secret, registrationId, a, intensiveId } = await invited();
    const row = await world.rowOf(intensiveId, a);
    const [pair] = await world.db
      .select()
      .from(pairs)
      .where(eq(pairs.id, row?.pairId as never));
    expect(pair?.inviteHash.toString('base64url')).not.toContain(secret);
    const other = await person(world.db);
    const address = (await emailOf(world.db, other)) ?? '';
    await invite(a, registrationId, address);
    const mail = await emailed(address);
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/betrayal|together, |weekend|couple/i);
    // The newer link works, the older no longer.
    await expect(accept(other, secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await accept(other, secretIn(mail));
  });

  test('a shared mailbox is refused, in every spelling, and oneself', async () => {
    const { a, registrationId, secret } = await invited();
    const own = (await emailOf(world.db, a)) ?? '';
    const [local, host] = own.split('@');
    for (const email of [own, own.toUpperCase(), ` ${own}.`, `${local}+p@${host}`, `${local}+p+q@${host}`])
      await expect(invite(a, registrationId, email)).rejects.toMatchObject({ code: 'SHARED_MAILBOX' });
    await expect(invite(a, registrationId, 'not an address')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(accept(a, secret)).rejects.toMatchObject({ code: 'SHARED_MAILBOX' });
    const tagged = await person(world.db);
    await world.db
      .update(users)
      .set({ email: `${local}+partner@${host}` })
      .where(eq(users.id, tagged));
    await expect(accept(tagged, secret)).rejects.toMatchObject({ code: 'SHARED_MAILBOX' });
  });

  test('an invitation opens once, for one account, by an adult, and by twenty clicks of it', async () => {
    const { intensiveId, b, secret } = await invited();
    await expect(accept(b, secret, false)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const all = await Promise.all(Array.from({ length: 20 }, () => accept(b, secret)));
    expect(new Set(all.map(({ registrationId }) => registrationId)).size).toBe(1);
    await expect(accept(await person(world.db), secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await registrationsIn(world.db, intensiveId)).toHaveLength(2);
  });

  test('a stranger with the link is told to sign in with the address that got it; its person joins', async () => {
    const { intensiveId, b, secret } = await invited();
    await expect(accept(await person(world.db), secret)).rejects.toMatchObject({
      ...{ code: 'INVITED_ELSEWHERE', message: expect.not.stringContaining('@') },
    });
    await accept(b, secret);
    expect(await registrationsIn(world.db, intensiveId)).toHaveLength(2);
    const [pair] = await world.db.select().from(pairs).where(eq(pairs.intensiveId, intensiveId));
    expect(pair?.invitedSha256).toBeNull();
  });

  test('an address is compared as sign-in compares it', async () => {
    const { a, registrationId } = await invited();
    const b = await person(world.db);
    await world.db.update(users).set({ email: 'jo.example@gmail.com' }).where(eq(users.id, b));
    await invite(a, registrationId, 'Jo.Example@googlemail.com');
    await accept(b, secretIn(await emailed('Jo.Example@googlemail.com')));
  });

  test('its places do not go to another person, and the refusal says why', async () => {
    const pair = await joined({ policy: POLICY });
    await world.decide(pair.registrationId, 'ACCEPT');
    await world.take(pair.intensiveId, pair.a);
    const asked = { registrationId: pair.registrationId, email: null };
    await expect(makePlaceLink(world.db, actOf(pair.a), asked)).rejects.toMatchObject({
      ...{ code: 'TRANSFER_CLOSED', message: expect.stringContaining('two people who come together do not move') },
    });
  });

  test('of whom nobody was invited is not said that they have not joined', async () => {
    const alone = await world.apply(await couples(), await person(world.db));
    await expect(world.decide(alone.registrationId, 'ACCEPT')).rejects.toThrow('has invited nobody yet');
    const { registrationId } = await invited();
    await expect(world.decide(registrationId, 'ACCEPT')).rejects.toThrow('was invited and has not joined yet');
  });

  test('either withdraws alone; the other learns only that the place does not go ahead', async () => {
    for (const leaver of ['a', 'b'] as const) {
      const pair = await joined();
      await world.decide(pair.registrationId, 'ACCEPT');
      await world.take(pair.intensiveId, pair.a);
      const [own, other] = leaver === 'a' ? [pair.registrationId, pair.second] : [pair.second, pair.registrationId];
      const stays = leaver === 'a' ? pair.b : pair.a;
      await world.cancel(pair[leaver], own);
      expect((await world.reasonsOf(other)).at(-1)).toBe('CANCELLED PLACE_ENDED system');
      expect((await mailsTo(world.db, stays)).at(-1)).toBe('PLACE_ENDED');
      const mail = await emailed((await emailOf(world.db, stays)) ?? '');
      expect(mail.text).toMatch(/^We are sorry to tell you that your place does not go ahead\..*\n.*\n\nSign in/);
      expect(await seatsTaken(world.db, pair.intensiveId)).toBe(0);
    }
  });

  test('both withdraw at once: two ends, two seats back, no more', async () => {
    const { intensiveId, a, b, registrationId, second } = await joined({ capacity: 2 });
    await world.decide(registrationId, 'ACCEPT');
    await world.take(intensiveId, a);
    await Promise.all([world.cancel(a, registrationId), world.cancel(b, second)]);
    expect(await seatsTaken(world.db, intensiveId)).toBe(0);
    expect(await world.reasonsOf(registrationId)).toHaveLength(4);
    expect(await world.reasonsOf(second)).toHaveLength(4);
  });

  test('who withdraws before the other joined leaves a link that opens nothing', async () => {
    const { a, b, registrationId, secret } = await invited();
    await world.cancel(a, registrationId);
    await expect(accept(b, secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that is accepted while one seat is left waits together, and is offered both', async () => {
    const first = await joined({ capacity: 3 });
    await world.decide(first.registrationId, 'ACCEPT');
    const next = await (async () => {
      const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
      const { registrationId } = await world.apply(first.intensiveId, a);
      const address = (await emailOf(world.db, b)) ?? '';
      await invite(a, registrationId, address);
      const { registrationId: second } = await accept(b, secretIn(await emailed(address)));
      return { a, b, registrationId, second };
    })();
    await world.decide(next.second, 'ACCEPT');
    expect([await world.stateOf(first.intensiveId, next.a), await world.stateOf(first.intensiveId, next.b)]).toEqual([
      'APPLIED',
      'APPLIED',
    ]);
    await world.cancel(first.b, first.second);
    expect([await world.stateOf(first.intensiveId, next.a), await world.stateOf(first.intensiveId, next.b)]).toEqual([
      'OFFERED',
      'OFFERED',
    ]);
    expect(await seatsTaken(world.db, first.intensiveId)).toBe(2);
    expect((await mailsTo(world.db, next.b)).at(-1)).toBe('PLACE_OFFERED');
  });

  test('both are told that their offer ends soon', async () => {
    const { a, b, registrationId, intensiveId } = await joined();
    await world.decide(registrationId, 'ACCEPT');
    const row = await world.rowOf(intensiveId, a);
    await world.db.execute(
      sql`update holds set expires_at = clock_timestamp() + interval '4 minutes',
        frees_at = clock_timestamp() + interval '4 minutes' where id = ${row?.holdId}`,
    );
    await endHolds.run({ db: world.db, clock: () => NOW }, {});
    expect([await mailsTo(world.db, a), await mailsTo(world.db, b)].map((mails) => mails.at(-1))).toEqual([
      'HOLD_ENDS',
      'HOLD_ENDS',
    ]);
  });

  test('is reinstated together, when two seats are left', async () => {
    const { intensiveId, a, registrationId, second } = await joined({ capacity: 2 });
    await world.decide(registrationId, 'ACCEPT');
    await world.take(intensiveId, a);
    await world.cancel(a, registrationId);
    const reason = 'They had meant another date';
    const back = () => reinstateRegistration(world.db, actOf(world.organizer), { registrationId, reason });
    await Promise.all(Array.from({ length: 10 }, back));
    expect(await seatsTaken(world.db, intensiveId)).toBe(2);
    expect((await world.reasonsOf(second)).at(-1)).toBe('CONFIRMED REINSTATED member');
    await world.cancel(a, registrationId);
    await expect(
      reinstateRegistration(world.db, actOf(await person(world.db)), { registrationId, reason }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
