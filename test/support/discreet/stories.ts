import { eq, sql } from 'drizzle-orm';
import * as tables from '../../../drizzle/schema.ts';
import { cancelIntensiveJob } from '../../../schema/orders/operations/cancelIntensive.ts';
import { secretIn } from '../outbox.ts';
import { AGENCY } from '../tills.ts';
import type { Any, House } from './house.ts';
import { askAndAnswer } from './needs.ts';

type Event = Awaited<ReturnType<House['event']>>;
const terms = ({ id, policySha256 }: Event) => ({ intensiveId: id, policySha256, adult: true });
const keyIn = (id: unknown) => Buffer.from(String(id), 'base64').toString().split(':')[1] ?? '';
const ORDER = 'order { id left { amountMinor } places { registrationId } }';
const PAID = `${ORDER} payment { url }`;

/** The session that an order is paid at, as the stand-in knows it. */
const sessionAt = (house: House, { payment }: Any) => {
  const found = [...house.fake.state.sessions.values()].find((one) => one.url === String(payment?.url));
  if (found === undefined) throw new Error('no session has this address');
  return found.id;
};
const returned = (house: House, sessionId: string, as: string, more = '') =>
  house.read(`/registrations/return?session_id=${sessionId}${more}`, { as });
const mailTo = async (house: House, address: string) => {
  const mail = (await house.mail()).findLast(({ to }) => to === address);
  if (mail === undefined) throw new Error(`no mail went to ${address}`);
  return mail;
};

/** Two people apply together, a second pair waits, a third is not accepted. */
const applyAll = async (house: House, event: Event) => {
  const couple = async () => {
    const [one, other] = [await house.person(), await house.person()];
    const { registration } = await house.run(
      one,
      'applyToIntensive',
      { intensiveId: event.id, adult: true },
      'registration { id }',
    );
    const email = await house.addressOf(other);
    await house.run(one, 'invitePartner', { registrationId: registration?.id, email });
    const secret = secretIn(await mailTo(house, email));
    await house.read(`/invitations/${secret}`);
    await house.run(other, 'acceptPair', { secret, adult: true });
    return { one, other, registrationId: String(registration?.id) };
  };
  const [first, second] = [await couple(), await couple()];
  const third = await house.person();
  const alone = await house.run(
    third,
    'applyToIntensive',
    { intensiveId: event.id, adult: true },
    'registration { id }',
  );
  const decide = (registrationId: unknown, decision: string) =>
    house.run(house.owner, 'decideApplication', { registrationId, decision });
  await decide(first.registrationId, 'ACCEPT');
  await decide(second.registrationId, 'ACCEPT');
  await decide(alone.registration?.id, 'DECLINE');
  return { first, second };
};

/** A weekend for couples: application, invitation, checkout with a code, calendar, refund, other times, withdrawal, waitlist. */
export const couplesStory = async (house: House) => {
  const event = await house.event('COUPLES');
  const { first, second } = await applyAll(house, event);
  const { one, other } = first;
  await askAndAnswer(house, { ...first, eventId: event.id, person: one });
  const taken = await house.run(one, 'acceptWaitlistOffer', { ...terms(event), code: 'quillfeather10' }, PAID);
  const sessionId = sessionAt(house, taken);
  await returned(house, sessionId, one, '&cancelled=1');
  await house.desk.pass(1);
  await returned(house, sessionId, one);
  house.fake.complete(sessionId);
  await house.deliver();
  await returned(house, sessionId, one);
  const place = (taken.order as Any).places?.[0]?.registrationId;
  await house.read(`/registrations/${keyIn(place)}/calendar.ics`, { as: one });
  const { url } = await house.run(one, 'makeCalendarFeed', { registrationId: place }, 'url');
  await house.read(new URL(String(url)).pathname);
  const refund = { registrationId: place, amountMinor: 1_000, leftMinor: 72_000, reason: 'Quillfeather was too long.' };
  await house.run(house.owner, 'refundRegistration', refund);
  await house.refundAll();
  for (const { id } of house.fake.state.refunds.values()) house.fake.settleRefund(id, 'failed');
  await house.deliver();
  const { node } = await house.graphql(house.owner, REVISION, { id: event.id });
  const draft = { ...event.draft, segments: event.draft.segments.map((one) => ({ ...one, wallTime: '13:00' })) };
  await house.run(house.owner, 'rescheduleIntensive', {
    ...{ intensiveId: event.id, revision: node?.revision, draft },
    answerBy: new Date(house.desk.clock().getTime() + 5 * 86_400_000).toISOString(),
  });
  await house.minute();
  await house.mail();
  await house.read(new URL(String(url)).pathname);
  await house.run(other, 'cancelRegistration', {
    registrationId: (taken.order as Any).places?.[1]?.registrationId,
  });
  await house.refundAll();
  const offered = await mailTo(house, await house.addressOf(second.one));
  await house.minute();
  await house.mail();
  await house.read(new URL(String(url)).pathname);
  return { event, offered, orderId: String(taken.order?.id), place: String(place), one };
};
const REVISION = 'query ($id: ID!) { node(id: $id) { ... on Intensive { revision } } }';

/** A consultation: a waitlist and its link, an invoice that nobody pays, a place that goes to somebody else, a late payment, a dispute. */
export const consultationStory = async (house: House) => {
  const event = await house.event('CONSULTATION', { capacity: 1 });
  const [first, waits, next] = [await house.person(), await house.person(), await house.person()];
  const held = await house.run(first, 'registerForIntensive', terms(event), PAID);
  await house.run(waits, 'joinWaitlist', { intensiveId: event.id });
  await house.run(next, 'joinWaitlist', { intensiveId: event.id });
  const holdOf = eq(tables.holds.userId, first as never);
  const soon = sql`clock_timestamp() + interval '4 minutes'`;
  await house.db.update(tables.holds).set({ expiresAt: soon, freesAt: soon }).where(holdOf);
  await house.minute();
  await house.mail();
  await house.run(first, 'cancelOrder', { orderId: held.order?.id });
  const offer = await mailTo(house, await house.addressOf(waits));
  const path = `/waitlist/decline/${secretIn(offer)}`;
  await house.read(path);
  await house.read(path, { method: 'POST' });
  await house.read(path);
  const asked = { ...terms(event), settlement: 'INVOICE', payer: { ...AGENCY, address: ['5 Office Way'] } };
  const invoiced = await house.run(next, 'acceptWaitlistOffer', asked, ORDER);
  const paidPart = { method: 'BANK_TRANSFER', amountMinor: 1_000, paidMinor: 0, evidence: 'Line 7' };
  const receivedAt = house.desk.clock().toISOString();
  const record = () =>
    house.run(
      house.owner,
      'recordPayment',
      { orderId: invoiced.order?.id, ...paidPart, receivedAt },
      'order { payments { id } }',
    );
  const wrong = await record();
  const paymentId = (wrong.order as Any).payments?.[0]?.id;
  await house.run(house.owner, 'undoPayment', { paymentId, reason: 'Quillfeather was another one.' });
  await record();
  await house.later(12);
  await house.mail();
  await house.later(4);
  await house.mail();
  await ledStory(house);
  return { event, orderId: String(invoiced.order?.id) };
};

/** A free consultation of which whoever leads it is told: booked, moved and given up. */
const ledStory = async (house: House) => {
  const { id: intensiveId, draft } = await house.event('CONSULTATION', { prices: [{ label: 'Free', amountMinor: 0 }] });
  const who = await house.person();
  const booked = await house.run(who, 'registerFree', { intensiveId, adult: true }, 'registration { id }');
  const { revision } = (await house.graphql(house.owner, REVISION, { id: intensiveId })).node as Any;
  const segments = draft.segments.map((one) => ({ ...one, wallTime: '15:00' }));
  const answerBy = new Date(house.desk.clock().getTime() + 3_600_000).toISOString();
  await house.run(house.owner, 'rescheduleIntensive', {
    ...{ intensiveId, revision, draft: { ...draft, segments }, answerBy, acceptOverlaps: true },
  });
  await house.minute();
  await house.run(who, 'cancelRegistration', { registrationId: (booked.registration as Any).id });
  await house.mail();
};

/** A reader on their own way: a place that is passed on, one that is paid too late, a dispute, and the end of the event. */
export const personalStory = async (house: House) => {
  const event = await house.event('PERSONAL', { capacity: 2 });
  const [one, other, late] = [await house.person(), await house.person(), await house.person()];
  const bought = await house.run(one, 'registerForIntensive', terms(event), PAID);
  const { payment_intent: intent } = house.fake.complete(sessionAt(house, bought));
  await house.deliver();
  const email = await house.addressOf(other);
  await house.run(one, 'makePlaceLink', { registrationId: bought.order?.places?.[0]?.registrationId, email });
  const secret = secretIn(await mailTo(house, email));
  await house.read(`/places/${secret}`);
  await house.run(other, 'claimPlace', { secret, adult: true });
  house.fake.openDispute(house.fake.state.intents.get(intent ?? '')?.latest_charge ?? '');
  await house.deliver();
  const [dispute] = await house.db.select().from(tables.disputes);
  await house.run(house.owner, 'submitDisputeEvidence', {
    disputeId: Buffer.from(`Dispute:${dispute?.id}`).toString('base64'),
  });
  const moves = await house.person();
  const moving = await house.run(moves, 'registerForIntensive', terms(event), PAID);
  house.fake.complete(sessionAt(house, moving));
  await house.deliver();
  const { id: toIntensiveId } = await house.event('PERSONAL');
  const registrationId = moving.order?.places?.[0]?.registrationId;
  await house.run(moves, 'transferRegistration', { registrationId, toIntensiveId, reason: null });
  const slow = await house.run(late, 'registerForIntensive', terms(event), PAID);
  const sessionId = sessionAt(house, slow);
  house.fake.complete(sessionId);
  house.fake.drop();
  await house.desk.pass(60);
  await house.minute();
  await house.run(house.owner, 'cancelIntensive', { intensiveId: event.id, reason: 'Quillfeather moved away.' });
  await cancelIntensiveJob.run(
    { db: house.db, stripe: house.desk.stripe, clock: house.desk.clock },
    { intensiveId: keyIn(event.id) as never },
  );
  await house.desk.reconcile();
  await returned(house, sessionId, late);
  await house.refundAll();
  await house.mail();
  return { event, sessionId, late };
};
