import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents, pairs, registrationStates } from '../../drizzle/schema.ts';
import {
  applyToIntensive,
  type Decision,
  decideApplication,
} from '../../schema/registrations/operations/applications.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { extendOffer } from '../../schema/registrations/operations/extendOffer.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { reinstateRegistration } from '../../schema/registrations/operations/reinstate.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openEntriesOf } from '../../schema/registrations/queries/waitlist.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { openTestPool } from '../support/quizCourse.ts';
import {
  actOf,
  addIntensive,
  addMember,
  addOrganization,
  mailsTo,
  NOW,
  passBy,
  people,
  person,
  registrationsIn,
} from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
let organizer: UserId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
  organizationId = await addOrganization(db);
  organizer = await addMember(db, organizationId, 'ORGANIZER');
});
afterAll(() => close());

const chosen = (terms: Parameters<typeof addIntensive>[1] = {}) =>
  addIntensive(db, { organizationId, admission: 'APPLICATION', ...terms });
const apply = (intensiveId: IntensiveId, userId: UserId, at = NOW) =>
  applyToIntensive(db, actOf(userId, at), { intensiveId, adult: true });
const decide = (registrationId: RegistrationId, decision: Decision, by = organizer) =>
  decideApplication(db, actOf(by), { registrationId, decision });
const take = (intensiveId: IntensiveId, userId: UserId) =>
  registerFree(db, actOf(userId), { intensiveId, adult: true });
const cancel = (userId: UserId, registrationId: RegistrationId) =>
  cancelRegistration(db, actOf(userId), { registrationId });
const rowOf = async (intensiveId: IntensiveId, userId: UserId) =>
  (await registrationsIn(db, intensiveId)).filter((row) => row.userId === userId).at(-1);
const stateOf = async (intensiveId: IntensiveId, userId: UserId) => (await rowOf(intensiveId, userId))?.state;
const reasonsOf = async (registrationId: RegistrationId) =>
  (
    await db
      .select()
      .from(registrationStates)
      .where(eq(registrationStates.registrationId, registrationId))
      .orderBy(registrationStates.ordinal)
  ).map(({ state, because, by }) => `${state} ${because} ${by}`);

describe('an application', () => {
  test('takes no seat, and is one however often it is sent', async () => {
    const intensiveId = await chosen({ capacity: 1 });
    const a = await person(db);
    const sent = await Promise.all(Array.from({ length: 50 }, () => apply(intensiveId, a)));
    expect(new Set(sent.map(({ registrationId }) => registrationId)).size).toBe(1);
    expect(await stateOf(intensiveId, a)).toBe('APPLIED');
    expect(await seatsTaken(db, intensiveId)).toBe(0);
    expect(await mailsTo(db, a)).toEqual(['APPLICATION_RECEIVED']);
  });

  test('needs an event by application, an open registration and an adult', async () => {
    const a = await person(db);
    await expect(apply(await addIntensive(db), a)).rejects.toMatchObject({ code: 'NO_APPLICATIONS' });
    const closed = await chosen({ registrationClosesAt: new Date('2025-01-01T00:00:00Z') });
    await expect(apply(closed, a)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' });
    const young = applyToIntensive(db, actOf(a), { intensiveId: await chosen(), adult: false });
    await expect(young).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'adult' }] });
    await expect(take(await chosen(), a)).rejects.toMatchObject({ code: 'APPLICATION_NEEDED' });
  });

  test('that is accepted gets a timed offer, and a free one is confirmed when it is taken', async () => {
    const intensiveId = await chosen({ capacity: 1 });
    const a = await person(db);
    const { registrationId } = await apply(intensiveId, a);
    await Promise.all(Array.from({ length: 10 }, () => decide(registrationId, 'ACCEPT')));
    expect(await stateOf(intensiveId, a)).toBe('OFFERED');
    expect(await seatsTaken(db, intensiveId)).toBe(1);
    const taken = await Promise.all(Array.from({ length: 20 }, () => take(intensiveId, a)));
    expect(new Set(taken.map((one) => one.registrationId))).toEqual(new Set([registrationId]));
    expect(await reasonsOf(registrationId)).toEqual([
      'APPLIED APPLIED user',
      'OFFERED ACCEPTED member',
      'CONFIRMED REGISTERED user',
    ]);
    expect(await mailsTo(db, a)).toEqual(['APPLICATION_RECEIVED', 'PLACE_OFFERED', 'PLACE_CONFIRMED']);
    const decided = await db.select().from(auditEvents).where(eq(auditEvents.objectId, registrationId));
    expect(decided.map(({ verb, actor }) => `${verb} ${actor}`).sort()).toEqual([
      'APPLICATION_DECIDED organizer',
      'REGISTRATION_OPENED user',
      'REGISTRATION_OPENED user',
    ]);
  });

  test('that is not accepted says no reason, cannot be taken, and is not sent again', async () => {
    const intensiveId = await chosen();
    const a = await person(db);
    const { registrationId } = await apply(intensiveId, a);
    await decide(registrationId, 'DECLINE');
    await decide(registrationId, 'DECLINE');
    await expect(decide(registrationId, 'ACCEPT')).rejects.toMatchObject({
      code: 'REGISTRATION_STATE',
      state: 'DECLINED',
    });
    await expect(take(intensiveId, a)).rejects.toMatchObject({ code: 'APPLICATION_NEEDED' });
    await expect(apply(intensiveId, a)).rejects.toMatchObject({ code: 'REGISTRATION_STATE', state: 'DECLINED' });
    const mail = (await sendAll(db)).findLast(({ subject }) => subject === 'About your application');
    expect(mail?.text).toBe(
      'We cannot offer you your place this time. Nothing is owed.\n\nSign in at https://attune.example.org with this address to see it.\n',
    );
  });

  test('whose offer lapsed is over, and its seat goes to the next accepted one', async () => {
    const intensiveId = await chosen({ capacity: 1 });
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const [first, second] = [await apply(intensiveId, a), await apply(intensiveId, b)];
    await decide(first.registrationId, 'ACCEPT');
    await decide(second.registrationId, 'ACCEPT');
    expect(await stateOf(intensiveId, b)).toBe('APPLIED');
    expect(await openEntriesOf(db, b)).toMatchObject([{ place: 1 }]);
    await decide(second.registrationId, 'ACCEPT');
    await passBy(db, (await rowOf(intensiveId, a))?.holdId as never);
    await expect(take(intensiveId, a)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
    await endHolds.run({ db, clock: () => NOW }, {});
    expect([await stateOf(intensiveId, a), await stateOf(intensiveId, b)]).toEqual(['LAPSED', 'OFFERED']);
    expect(await mailsTo(db, b)).toEqual(['APPLICATION_RECEIVED', 'ACCEPTED_WAITS', 'WAITLIST_OFFERED']);
    await take(intensiveId, b);
    expect(await openEntriesOf(db, b)).toEqual([]);
    expect(await reasonsOf(second.registrationId)).toEqual([
      'APPLIED APPLIED user',
      'APPLIED ACCEPTED_WAITS member',
      'OFFERED FROM_WAITLIST system',
      'CONFIRMED REGISTERED user',
    ]);
  });

  test('is decided by its organization alone, by who may', async () => {
    const { registrationId } = await apply(await chosen(), await person(db));
    const foreign = await addMember(db, await addOrganization(db), 'OWNER');
    const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
    await expect(decide(registrationId, 'ACCEPT', foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(decide(registrationId, 'ACCEPT', instructor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(decide(foreign as never, 'ACCEPT')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is withdrawn by its person alone, once, in any state', async () => {
    const intensiveId = await chosen({ capacity: 1 });
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const { registrationId } = await apply(intensiveId, a);
    await expect(cancel(b, registrationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await decide(registrationId, 'ACCEPT');
    await Promise.all(Array.from({ length: 10 }, () => cancel(a, registrationId)));
    expect(await stateOf(intensiveId, a)).toBe('CANCELLED');
    expect(await seatsTaken(db, intensiveId)).toBe(0);
    await expect(decide(registrationId, 'ACCEPT')).rejects.toMatchObject({ code: 'REGISTRATION_STATE' });
  });

  test('may be accepted after registration has closed, but not after the start', async () => {
    const late = new Date('2090-02-01T00:00:00Z');
    const intensiveId = await chosen();
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const [one, other] = [await apply(intensiveId, a), await apply(intensiveId, b)];
    const at = (now: Date, registrationId: RegistrationId) =>
      decideApplication(db, actOf(organizer, now), { registrationId, decision: 'ACCEPT' });
    await at(late, one.registrationId);
    expect(await stateOf(intensiveId, a)).toBe('OFFERED');
    const over = at(new Date('2090-03-02T00:00:00Z'), other.registrationId);
    await expect(over).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' });
  });

  test('an offer is extended once, by its person', async () => {
    const intensiveId = await chosen();
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    await decide((await apply(intensiveId, a)).registrationId, 'ACCEPT');
    const extend = (userId: UserId) => extendOffer(db, actOf(userId), { intensiveId });
    await extend(a);
    await expect(extend(a)).rejects.toMatchObject({ code: 'HOLD_EXTENDED' });
    await expect(extend(b)).rejects.toMatchObject({ code: 'HOLD_ENDED' });
  });
});

describe('a pair', () => {
  const couples = (terms: Parameters<typeof addIntensive>[1] = {}) =>
    chosen({ kind: 'COUPLES', neutralName: 'Weekend', title: 'After betrayal, together', capacity: 4, ...terms });
  const invite = (userId: UserId, registrationId: RegistrationId, email: string) =>
    invitePartner(db, actOf(userId), { registrationId, email });
  const accept = (userId: UserId, secret: string, adult = true) => acceptPair(db, actOf(userId), { secret, adult });
  const emailed = async (address: string) => {
    const mail = (await sendAll(db)).findLast(({ to }) => to === address);
    if (mail === undefined) throw new Error('no mail');
    return mail;
  };
  const invited = async (terms: Parameters<typeof addIntensive>[1] = {}) => {
    const intensiveId = await couples(terms);
    const [a, b] = (await people(db, 2)) as [UserId, UserId];
    const { registrationId } = await apply(intensiveId, a);
    const address = (await emailOf(db, b)) ?? '';
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
    await decide(second, 'ACCEPT');
    const rows = await registrationsIn(db, intensiveId);
    expect(rows.map(({ state }) => state)).toEqual(['OFFERED', 'OFFERED']);
    expect(new Set(rows.map(({ holdId }) => holdId)).size).toBe(1);
    expect(rows.every(({ adultStatedAt }) => adultStatedAt !== null)).toBe(true);
    expect(await seatsTaken(db, intensiveId)).toBe(2);
    expect(await take(intensiveId, b)).toEqual({ registrationId: second });
    expect(await take(intensiveId, a)).toEqual({ registrationId });
    expect([await stateOf(intensiveId, a), await stateOf(intensiveId, b)]).toEqual(['CONFIRMED', 'CONFIRMED']);
    expect(await seatsTaken(db, intensiveId)).toBe(2);
  });

  test('is not decided before both have joined', async () => {
    const { intensiveId, registrationId } = await invited();
    await expect(decide(registrationId, 'ACCEPT')).rejects.toMatchObject({ code: 'PAIR_INCOMPLETE' });
    const alone = await apply(intensiveId, await person(db));
    await expect(decide(alone.registrationId, 'ACCEPT')).rejects.toMatchObject({ code: 'PAIR_INCOMPLETE' });
  });

  test('the mail names nothing; its address is gone once it is sent; its secret is nowhere in the database', async () => {
    const { secret, registrationId, a, intensiveId } = await invited();
    const row = await rowOf(intensiveId, a);
    const [pair] = await db
      .select()
      .from(pairs)
      .where(eq(pairs.id, row?.pairId as never));
    expect(pair?.inviteHash.toString('base64url')).not.toContain(secret);
    await invite(a, registrationId, 'other@example.net');
    const mail = await emailed('other@example.net');
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/betrayal|together, |weekend|couple/i);
    // The newer link works, the older no longer.
    await expect(accept(await person(db), secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await accept(await person(db), secretIn(mail));
  });

  test('a shared mailbox is refused, in every spelling, and oneself', async () => {
    const { a, registrationId, secret } = await invited();
    const own = (await emailOf(db, a)) ?? '';
    for (const email of [own, own.toUpperCase(), ` ${own}.`])
      await expect(invite(a, registrationId, email)).rejects.toMatchObject({ code: 'SHARED_MAILBOX' });
    await expect(invite(a, registrationId, 'not an address')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(accept(a, secret)).rejects.toMatchObject({ code: 'SHARED_MAILBOX' });
  });

  test('an invitation opens once, for one account, by an adult, and by twenty clicks of it', async () => {
    const { intensiveId, b, secret } = await invited();
    await expect(accept(b, secret, false)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const all = await Promise.all(Array.from({ length: 20 }, () => accept(b, secret)));
    expect(new Set(all.map(({ registrationId }) => registrationId)).size).toBe(1);
    await expect(accept(await person(db), secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await registrationsIn(db, intensiveId)).toHaveLength(2);
  });

  test('two strangers with one link: one of them joins', async () => {
    const { intensiveId, secret } = await invited();
    const two = (await people(db, 2)) as [UserId, UserId];
    const results = await Promise.allSettled(two.map((userId) => accept(userId, secret)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await registrationsIn(db, intensiveId)).toHaveLength(2);
  });

  test('either withdraws alone; the other learns only that the place does not go ahead', async () => {
    for (const leaver of ['a', 'b'] as const) {
      const pair = await joined();
      await decide(pair.registrationId, 'ACCEPT');
      await take(pair.intensiveId, pair.a);
      const [own, other] = leaver === 'a' ? [pair.registrationId, pair.second] : [pair.second, pair.registrationId];
      const stays = leaver === 'a' ? pair.b : pair.a;
      await cancel(pair[leaver], own);
      expect((await reasonsOf(other)).at(-1)).toBe('CANCELLED PLACE_ENDED system');
      expect((await mailsTo(db, stays)).at(-1)).toBe('PLACE_ENDED');
      const mail = await emailed((await emailOf(db, stays)) ?? '');
      expect(mail.text).toMatch(/^The place does not go ahead\.\n\nSign in/);
      expect(await seatsTaken(db, pair.intensiveId)).toBe(0);
    }
  });

  test('both withdraw at once: two ends, two seats back, no more', async () => {
    const { intensiveId, a, b, registrationId, second } = await joined({ capacity: 2 });
    await decide(registrationId, 'ACCEPT');
    await take(intensiveId, a);
    await Promise.all([cancel(a, registrationId), cancel(b, second)]);
    expect(await seatsTaken(db, intensiveId)).toBe(0);
    expect(await reasonsOf(registrationId)).toHaveLength(4);
    expect(await reasonsOf(second)).toHaveLength(4);
  });

  test('who withdraws before the other joined leaves a link that opens nothing', async () => {
    const { a, b, registrationId, secret } = await invited();
    await cancel(a, registrationId);
    await expect(accept(b, secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that is accepted while one seat is left waits together, and is offered both', async () => {
    const first = await joined({ capacity: 3 });
    await decide(first.registrationId, 'ACCEPT');
    const next = await (async () => {
      const [a, b] = (await people(db, 2)) as [UserId, UserId];
      const { registrationId } = await apply(first.intensiveId, a);
      const address = (await emailOf(db, b)) ?? '';
      await invite(a, registrationId, address);
      const { registrationId: second } = await accept(b, secretIn(await emailed(address)));
      return { a, b, registrationId, second };
    })();
    await decide(next.second, 'ACCEPT');
    expect([await stateOf(first.intensiveId, next.a), await stateOf(first.intensiveId, next.b)]).toEqual([
      'APPLIED',
      'APPLIED',
    ]);
    await cancel(first.b, first.second);
    expect([await stateOf(first.intensiveId, next.a), await stateOf(first.intensiveId, next.b)]).toEqual([
      'OFFERED',
      'OFFERED',
    ]);
    expect(await seatsTaken(db, first.intensiveId)).toBe(2);
    expect((await mailsTo(db, next.b)).at(-1)).toBe('PLACE_OFFERED');
  });

  test('is reinstated together, when two seats are left', async () => {
    const { intensiveId, a, registrationId, second } = await joined({ capacity: 2 });
    await decide(registrationId, 'ACCEPT');
    await take(intensiveId, a);
    await cancel(a, registrationId);
    const reason = 'They had meant another date';
    const back = () => reinstateRegistration(db, actOf(organizer), { registrationId, reason });
    await Promise.all(Array.from({ length: 10 }, back));
    expect(await seatsTaken(db, intensiveId)).toBe(2);
    expect((await reasonsOf(second)).at(-1)).toBe('CONFIRMED REINSTATED member');
    await cancel(a, registrationId);
    await expect(reinstateRegistration(db, actOf(await person(db)), { registrationId, reason })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
