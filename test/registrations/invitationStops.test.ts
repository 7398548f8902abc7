import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { LANGUAGE_CODES } from '../../schema/languages.ts';
import { leaveEverything } from '../../schema/orders/operations/leaveEverything.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { endSeat } from '../../schema/registrations/operations/endSeat.ts';
import { refuseInvitations } from '../../schema/registrations/operations/invitationStops.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { eventWords } from '../../server/mail/texts/events.ts';
import { openApplying } from '../support/applying.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { actOf, NOW, people } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let world: Awaited<ReturnType<typeof openApplying>>;
beforeAll(async () => {
  world = await openApplying();
});
afterAll(() => world.close());

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const couples = () => world.chosen({ kind: 'COUPLES', neutralName: 'Weekend', capacity: 4 });
const addressOf = async (userId: UserId) => (await emailOf(world.db, userId)) ?? '';

type Inviting = { from: UserId; address: string; at?: Date; registrationId?: RegistrationId };
/** Applies for an event of its own and invites. Answers the mails to the address. */
const invite = async ({ from, address, at = NOW, registrationId }: Inviting) => {
  const place = registrationId ?? (await world.apply(await couples(), from)).registrationId;
  const answer = await invitePartner(world.db, actOf(from, at), { registrationId: place, email: address });
  // The answer is the same, whether or not a mail goes.
  expect(answer).toEqual({ registrationId: place });
  const [row] = await world.db.select().from(tables.registrations).where(eq(tables.registrations.id, place));
  expect(row?.pairId).toEqual(expect.any(String));
  return (await sendAll(world.db)).filter(
    ({ to, text }) => to.toLowerCase() === address.toLowerCase() && text.includes('/invitations/'),
  );
};

const couple = async () => {
  const [a, b] = (await people(world.db, 2)) as [UserId, UserId];
  const { registrationId } = await world.apply(await couples(), a);
  const [mail] = await invite({ from: a, address: await addressOf(b), registrationId });
  if (mail === undefined) throw new Error('no invitation was mailed');
  const second = await acceptPair(world.db, actOf(b), { secret: secretIn(mail), adult: true });
  const secret = secretIn(mail);
  return { a, b, ofA: registrationId, ofB: second.registrationId, secret };
};
type Couple = Awaited<ReturnType<typeof couple>>;

const end = ({ ofA: registrationId }: Couple, because: 'BY_ORGANIZER' | 'EVENT_CANCELLED') =>
  world.db.transaction((tx) =>
    endSeat(tx, { registrationId, to: 'CANCELLED', because, by: 'system', whose: null, at: NOW }),
  );

describe('after the places of two people ended, invitations go', () => {
  test.each([
    [
      'she gave them up',
      ({ b, ofB }: Couple) => cancelRegistration(world.db, actOf(b), { registrationId: ofB }),
      false,
      true,
    ],
    [
      'he gave them up',
      ({ a, ofA }: Couple) => cancelRegistration(world.db, actOf(a), { registrationId: ofA }),
      true,
      false,
    ],
    ['the organization ended them', (one: Couple) => end(one, 'BY_ORGANIZER'), false, false],
    ['the organization declined', ({ ofA }: Couple) => world.decide(ofA, 'DECLINE'), false, false],
    ['the event was canceled', (one: Couple) => end(one, 'EVENT_CANCELLED'), true, true],
    [
      'she erased her account',
      ({ b }: Couple) => world.db.transaction((tx) => leaveEverything(tx, { userId: b, at: NOW })),
      false,
      null,
    ],
  ] as const)('%s: from him to her %j %j', async (_, ends, fromHim, fromHer) => {
    const one = await couple();
    const [his, hers] = [await addressOf(one.a), await addressOf(one.b)];
    await ends(one);
    await sendAll(world.db);
    const [name, host] = hers.split('@');
    expect(await invite({ from: one.a, address: `${name}+again@${host}`, at: later(29) })).toHaveLength(
      fromHim ? 1 : 0,
    );
    expect(await invite({ from: one.a, address: hers, at: later(31) })).toHaveLength(1);
    if (fromHer !== null)
      expect(await invite({ from: one.b, address: his, at: later(29) })).toHaveLength(fromHer ? 1 : 0);
  });
});

test('two invitations of one person go to an address in a day, whether or not they are sent; others are counted apart', async () => {
  for (const refused of [false, true]) {
    const [a, b, c, other] = (await people(world.db, 4)) as [UserId, UserId, UserId, UserId];
    const address = await addressOf(b);
    const { registrationId } = await world.apply(await couples(), a);
    const [mail] = await invite({ from: a, address, registrationId });
    if (refused) await refuseInvitations(world.db, secretIn(mail as never));
    expect(await invite({ from: a, address: address.toUpperCase(), registrationId })).toHaveLength(refused ? 0 : 1);
    await expect(invite({ from: a, address, registrationId })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await invite({ from: a, address: await addressOf(c), registrationId })).toHaveLength(1);
    expect(await invite({ from: other, address })).toHaveLength(1);
    expect(await invite({ from: a, address, at: later(2), registrationId })).toHaveLength(refused ? 0 : 1);
  }
});

test('whoever refuses gets none from that person for good, at no event, and can still invite and accept', async () => {
  const { a, b, ofA, secret } = await couple();
  expect(await refuseInvitations(world.db, secret)).toBe('REFUSED');
  expect(await refuseInvitations(world.db, 'A'.repeat(22))).toBeNull();
  await cancelRegistration(world.db, actOf(a), { registrationId: ofA });
  // Also after the places ended, a refusal is not made shorter.
  expect(await invite({ from: a, address: await addressOf(b), at: later(400) })).toEqual([]);
  expect(await invite({ from: b, address: await addressOf(a), at: later(400) })).toHaveLength(1);
  const rows = await world.db.select().from(tables.invitationStops).where(eq(tables.invitationStops.fromUserId, a));
  expect(rows.map(({ until }) => until)).toEqual([null]);
});

test.each(LANGUAGE_CODES)('the mail of an invitation has the way to refuse more, in %s', (code) => {
  const from = { text: 'PAIR_INVITED', facts: {}, about: null, secret: 'A'.repeat(22) } as const;
  const { text } = eventWords(from, 'https://attune.example.org', code);
  expect(text).toContain(`https://attune.example.org/invitations/${'A'.repeat(22)}\n`);
  expect(text).toContain(`https://attune.example.org/invitations/${'A'.repeat(22)}/refuse`);
});
