import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { RegistrationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents } from '../../drizzle/schema.ts';
import { applyToIntensive, decideApplication } from '../../schema/registrations/operations/applications.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { extendOffer } from '../../schema/registrations/operations/extendOffer.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openEntriesOf } from '../../schema/registrations/queries/waitlist.ts';
import { openApplying } from '../support/applying.ts';
import { sendAll } from '../support/outbox.ts';
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
} from '../support/seatRows.ts';

let world: Awaited<ReturnType<typeof openApplying>>;
beforeAll(async () => {
  world = await openApplying();
});
afterAll(() => world.close());

describe('an application', () => {
  test('takes no seat, and is one however often it is sent', async () => {
    const intensiveId = await world.chosen({ capacity: 1 });
    const a = await person(world.db);
    const sent = await Promise.all(Array.from({ length: 50 }, () => world.apply(intensiveId, a)));
    expect(new Set(sent.map(({ registrationId }) => registrationId)).size).toBe(1);
    expect(await world.stateOf(intensiveId, a)).toBe('APPLIED');
    expect(await seatsTaken(world.db, intensiveId)).toBe(0);
    expect(await mailsTo(world.db, a)).toEqual(['APPLICATION_RECEIVED']);
  });

  test('needs an event by application, an open registration and an adult', async () => {
    const a = await person(world.db);
    await expect(world.apply(await addIntensive(world.db), a)).rejects.toMatchObject({ code: 'NO_APPLICATIONS' });
    const closed = await world.chosen({ registrationClosesAt: new Date('2025-01-01T00:00:00Z') });
    await expect(world.apply(closed, a)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' });
    const young = applyToIntensive(world.db, actOf(a), { intensiveId: await world.chosen(), adult: false });
    await expect(young).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'adult' }] });
    await expect(world.take(await world.chosen(), a)).rejects.toMatchObject({ code: 'APPLICATION_NEEDED' });
  });

  test('that is accepted gets a timed offer, and a free one is confirmed when it is taken', async () => {
    const intensiveId = await world.chosen({ capacity: 1, kind: 'PERSONAL' });
    const a = await person(world.db);
    const { registrationId } = await world.apply(intensiveId, a);
    await Promise.all(Array.from({ length: 10 }, () => world.decide(registrationId, 'ACCEPT')));
    expect(await world.stateOf(intensiveId, a)).toBe('OFFERED');
    expect(await seatsTaken(world.db, intensiveId)).toBe(1);
    const taken = await Promise.all(Array.from({ length: 20 }, () => world.take(intensiveId, a)));
    expect(new Set(taken.map((one) => one.registrationId))).toEqual(new Set([registrationId]));
    expect(await world.reasonsOf(registrationId)).toEqual([
      'APPLIED APPLIED user',
      'OFFERED ACCEPTED member',
      'CONFIRMED REGISTERED user',
    ]);
    expect(await mailsTo(world.db, a)).toEqual(['APPLICATION_RECEIVED', 'PLACE_OFFERED', 'PLACE_CONFIRMED']);
    const decided = await world.db.select().from(auditEvents).where(eq(auditEvents.objectId, registrationId));
    expect(decided.map(({ verb, actor }) => `${verb} ${actor}`).sort()).toEqual([
      'APPLICATION_DECIDED organizer',
      'REGISTRATION_OPENED user',
      'REGISTRATION_OPENED user',
    ]);
  });

  test('for the last place and another are accepted by two members at once: one place is offered, the other waits', async () => {
    const intensiveId = await world.chosen({ capacity: 1 });
    const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
    const [one, other] = [await world.apply(intensiveId, a), await world.apply(intensiveId, b)];
    const colleague = await addMember(world.db, world.organizationId, 'OWNER');
    await Promise.all([
      world.decide(one.registrationId, 'ACCEPT'),
      world.decide(other.registrationId, 'ACCEPT', colleague),
    ]);
    const states = [await world.stateOf(intensiveId, a), await world.stateOf(intensiveId, b)];
    expect(states.toSorted()).toEqual(['APPLIED', 'OFFERED']);
    expect(await seatsTaken(world.db, intensiveId)).toBe(1);
    expect(await openEntriesOf(world.db, states[0] === 'APPLIED' ? a : b)).toMatchObject([{ place: 1 }]);
  });

  test('that is not accepted says no reason, cannot be taken, and is not sent again', async () => {
    const intensiveId = await world.chosen();
    const a = await person(world.db);
    const { registrationId } = await world.apply(intensiveId, a);
    await world.decide(registrationId, 'DECLINE');
    await world.decide(registrationId, 'DECLINE');
    await expect(world.decide(registrationId, 'ACCEPT')).rejects.toMatchObject({
      code: 'REGISTRATION_STATE',
      state: 'DECLINED',
    });
    await expect(world.take(intensiveId, a)).rejects.toMatchObject({ code: 'APPLICATION_NEEDED' });
    await expect(world.apply(intensiveId, a)).rejects.toMatchObject({
      ...{ code: 'REGISTRATION_STATE', state: 'DECLINED' },
      message: expect.stringContaining('was not accepted, so you cannot apply for it again'),
    });
    const mail = (await sendAll(world.db)).findLast(({ subject }) => subject === 'About your application');
    expect(mail?.text).toBe(
      'We cannot say yes to your application this time. Nothing is owed.\n\nSign in at https://attune.example.org with this address to see it.\n',
    );
  });

  test('before registration opens says when it does, with the zone', async () => {
    const intensiveId = await world.chosen({ registrationOpensAt: new Date('2080-01-01T17:00:00Z') });
    await expect(world.apply(intensiveId, await person(world.db))).rejects.toThrow(
      'Registration is not open yet. It opens on Mon, January 1, 2080, 12:00 (America/New_York).',
    );
  });

  test('whose offer lapsed is over, and its seat goes to the next accepted one', async () => {
    const intensiveId = await world.chosen({ capacity: 1 });
    const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
    const [first, second] = [await world.apply(intensiveId, a), await world.apply(intensiveId, b)];
    await world.decide(first.registrationId, 'ACCEPT');
    await world.decide(second.registrationId, 'ACCEPT');
    expect(await world.stateOf(intensiveId, b)).toBe('APPLIED');
    expect(await openEntriesOf(world.db, b)).toMatchObject([{ place: 1 }]);
    await world.decide(second.registrationId, 'ACCEPT');
    await passBy(world.db, (await world.rowOf(intensiveId, a))?.holdId as never);
    await expect(world.take(intensiveId, a)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
    await endHolds.run({ db: world.db, clock: () => NOW }, {});
    expect([await world.stateOf(intensiveId, a), await world.stateOf(intensiveId, b)]).toEqual(['LAPSED', 'OFFERED']);
    expect(await mailsTo(world.db, b)).toEqual(['APPLICATION_RECEIVED', 'ACCEPTED_WAITS', 'WAITLIST_OFFERED']);
    await world.take(intensiveId, b);
    expect(await openEntriesOf(world.db, b)).toEqual([]);
    expect(await world.reasonsOf(second.registrationId)).toEqual([
      'APPLIED APPLIED user',
      'APPLIED ACCEPTED_WAITS member',
      'OFFERED FROM_WAITLIST system',
      'CONFIRMED REGISTERED user',
    ]);
  });

  test('is decided by its organization alone, by who may', async () => {
    const { registrationId } = await world.apply(await world.chosen(), await person(world.db));
    const foreign = await addMember(world.db, await addOrganization(world.db), 'OWNER');
    const instructor = await addMember(world.db, world.organizationId, 'INSTRUCTOR');
    await expect(world.decide(registrationId, 'ACCEPT', foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.decide(registrationId, 'ACCEPT', instructor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(world.decide(foreign as never, 'ACCEPT')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is withdrawn by its person alone, once, in any state', async () => {
    const intensiveId = await world.chosen({ capacity: 1 });
    const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
    const { registrationId } = await world.apply(intensiveId, a);
    await expect(world.cancel(b, registrationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await world.decide(registrationId, 'ACCEPT');
    await Promise.all(Array.from({ length: 10 }, () => world.cancel(a, registrationId)));
    expect(await world.stateOf(intensiveId, a)).toBe('CANCELLED');
    expect(await seatsTaken(world.db, intensiveId)).toBe(0);
    await expect(world.decide(registrationId, 'ACCEPT')).rejects.toMatchObject({ code: 'REGISTRATION_STATE' });
  });

  test('may be accepted after registration has closed, but not after the start', async () => {
    const late = new Date('2090-02-01T00:00:00Z');
    const intensiveId = await world.chosen();
    const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
    const [one, other] = [await world.apply(intensiveId, a), await world.apply(intensiveId, b)];
    const at = (now: Date, registrationId: RegistrationId) =>
      decideApplication(world.db, actOf(world.organizer, now), { registrationId, decision: 'ACCEPT' });
    await at(late, one.registrationId);
    expect(await world.stateOf(intensiveId, a)).toBe('OFFERED');
    const over = at(new Date('2090-03-02T00:00:00Z'), other.registrationId);
    await expect(over).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' });
  });

  test('an offer is extended once, by its person', async () => {
    const intensiveId = await world.chosen();
    const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
    await world.decide((await world.apply(intensiveId, a)).registrationId, 'ACCEPT');
    const extend = (userId: UserId) => extendOffer(world.db, actOf(userId), { intensiveId });
    await extend(a);
    await expect(extend(a)).rejects.toMatchObject({ code: 'HOLD_EXTENDED' });
    await expect(extend(b)).rejects.toMatchObject({ code: 'HOLD_ENDED' });
  });
});
