import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseVersionId, IntensiveId, OrderId, OrganizationId, PaymentId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { cancelIntensive, cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { cancelOrder } from '../../schema/orders/operations/cancelOrder.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { confirmRefund } from '../../schema/orders/operations/confirmRefund.ts';
import { recordPayment } from '../../schema/orders/operations/recordPayment.ts';
import { undoPayment } from '../../schema/orders/operations/undoPayment.ts';
import { progressOf } from '../../schema/orders/queries/cancelling.ts';
import { invoiceDocument } from '../../schema/orders/rules/invoiceSheet.ts';
import { sendEventMails } from '../../schema/registrations/operations/writeMail.ts';
import { MAIL_FROM } from '../support/calendars.ts';
import { openMailbox, type ReadMail } from '../support/mailbox.ts';
import { POLICY, standing } from '../support/orderRows.ts';
import { papersIn } from '../support/papers.ts';
import { addQuizCourse, openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, NOW, person } from '../support/seatRows.ts';
import { AGENCY, type Counter, openCounter } from '../support/tills.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
let owner: UserId;
let counter: Counter;
let courseVersionId: CourseVersionId;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 8 }));
  counter = await openCounter(db);
  organizationId = counter.organizationId;
  owner = await addMember(db, organizationId, 'OWNER');
  courseVersionId = (await addQuizCourse(db)).versionId;
  mailbox = await openMailbox(() => db);
});
afterAll(async () => {
  await mailbox.close();
  await counter.close();
  await close();
});

const LINES = ['Example Bank', 'Account 12-3456-7890123-00'];
const pays = (transferLines: string[] | null) =>
  db.update(tables.organizations).set({ transferLines }).where(eq(tables.organizations.id, organizationId));
const PARTS = {
  invoiceDays: 14,
  deposit: { percent: 30, balanceUntil: { unit: 'CALENDAR_DAYS', count: 30 } },
} as const;
const START = new Date('2028-06-01T14:00:00Z');

const event = (terms: object = {}): Promise<IntensiveId> => {
  const training = { kind: 'TRAINING', title: 'Repair, live', neutralName: null, courseVersionId } as const;
  const sold = { organizationId, priceMinor: 71_996, policy: POLICY, startsAt: START, ...PARTS };
  return addIntensive(db, { ...sold, ...training, ...terms });
};
const SESSION = { kind: 'CONSULTATION', title: 'After an affair', neutralName: 'Session', courseVersionId: null };
const order = async (intensiveId: IntensiveId, asked: object = {}) => {
  const buyer = await person(db);
  const invoice = { settlement: 'INVOICE', payer: AGENCY, till: counter.closed, now: NOW, ...asked } as const;
  const { orderId, registrationIds } = await counter.register(buyer, intensiveId, invoice);
  return { buyer, orderId: orderId as OrderId, registrationIds };
};
const record = (orderId: OrderId, amountMinor: number, paidMinor = 0, receivedAt = NOW) =>
  recordPayment({ db, stripe: null }, actOf(owner), {
    ...{ orderId, method: 'BANK_TRANSFER', amountMinor, paidMinor, evidence: 'Line 12', receivedAt },
  });
const paperOf = async (orderId: OrderId, at = 0) => {
  const paper = (await standing(db, orderId)).papers[at];
  if (paper === undefined) throw new Error('there is no such document');
  return invoiceDocument(paper);
};
/** The mails that the agency got since. */
const received = async (): Promise<ReadMail[]> =>
  (await mailbox.receive()).filter(({ to }) => to.includes(AGENCY.email));
const flat = (mail: ReadMail | undefined) => mail?.text.replaceAll(/=\r?\n/g, '').replaceAll(/\s+/g, ' ') ?? '';
const attachedTo = (mail: ReadMail | undefined) =>
  mail?.parts.filter(({ type }) => type.startsWith('application/pdf')).map(({ bytes }) => bytes) ?? [];

describe('an invoice in two parts', () => {
  test('says what is due when, how to pay, when the event is and what a code took off', async () => {
    await pays(LINES);
    const intensiveId = await event();
    await counter.code(intensiveId, 'TENTH', { percent: 10 });
    const { orderId } = await order(intensiveId, { inParts: true, code: 'TENTH' });
    const { facts, rows, totals, notes } = await paperOf(orderId);
    expect(facts).toContainEqual({ label: 'Due', value: 'Thu, 10 December 2026 (America/New_York)' });
    expect(facts).toContainEqual({ label: 'Issued', value: 'Thu, 26 November 2026 (Pacific/Auckland)' });
    expect(rows[0]?.[0]).toEqual([
      'Repair, live',
      'Thu, 1 June 2028 (America/New_York)',
      'Price 719.96, less a discount of 72.00',
    ]);
    expect(totals.slice(-3)).toEqual([
      { label: 'Due in parts', value: 'USD 647.96', strong: true },
      { label: 'By Thu, 10 December 2026 (America/New_York)', value: 'USD 194.39', strong: false },
      { label: 'By Tue, 2 May 2028 (America/New_York)', value: 'USD 453.57', strong: false },
    ]);
    expect(notes.join('\n')).toContain(LINES.join('\n'));
    const [mail] = await received();
    expect(flat(mail)).toContain(
      'two parts: USD 194.39 by the end of Thu, December 10, 2026 (America/New_York), and USD 453.57 by',
    );
    expect(flat(mail)).toContain('Account 12-3456-7890123-00');
    expect(mail?.bytes).toContain('filename=INV-000001.pdf');
    expect(attachedTo(mail).map((bytes) => bytes.subarray(0, 5).toString())).toEqual(['%PDF-']);
  });

  test('a part of the first part leaves that due on its own day', async () => {
    const { orderId } = await order(await event(), { inParts: true });
    await received();
    await record(orderId, 10_000);
    const [mail] = await received();
    expect(flat(mail)).toMatch(
      /USD 619\.96 is still open: USD 115\.99 by the end of Thu, December 10, 2026 .*USD 503\.97 by the end of Tue, May 2, 2028/,
    );
  });

  test('without lines the payer is told whom to ask', async () => {
    await pays(null);
    const { orderId } = await order(await event());
    expect((await paperOf(orderId)).notes.join(' ')).toContain('Ask hello@institute.example.org how to pay');
    expect(flat((await received())[0])).toContain('write to hello@institute.example.org');
  });
});

describe('an order that ends', () => {
  const cancelEvent = async (intensiveId: IntensiveId) => {
    await cancelIntensive(db, actOf(owner), { intensiveId, reason: 'The room burned down.' });
    await cancelIntensiveJob.run({ db, stripe: null, clock: () => NOW }, { intensiveId });
  };

  test('with a part paid because the event is canceled: the payer hears who, why and what comes back', async () => {
    const intensiveId = await event();
    const { orderId } = await order(intensiveId);
    await record(orderId, 5_000);
    await received();
    await cancelEvent(intensiveId);
    expect(await progressOf(db, intensiveId)).toMatchObject({ left: 0, refunds: 1, refundingMinor: 5_000 });
    expect(await standing(db, orderId)).toMatchObject({ refunds: ['EVENT_CANCELLED 5000 TO_CONFIRM'] });
    const mails = await received();
    expect(mails).toHaveLength(1);
    expect(flat(mails[0])).toContain('The organizer had to cancel the event');
    expect(flat(mails[0])).toContain('The room burned down.');
    expect(flat(mails[0])).toContain('We send the USD 50.00 that was paid back');
    expect(mails[0]?.bytes).toMatch(/filename=CN-\d{6}\.pdf/);
  });

  test.each([
    ['the organizer', 'The organizer canceled the order'],
    ['whoever placed it', 'Whoever placed the order'],
  ])('canceled by %s says so', async (who, says) => {
    const { orderId, buyer } = await order(await event());
    await record(orderId, 5_000);
    await received();
    await cancelOrder(counter.closed, actOf(who === 'the organizer' ? owner : buyer), {
      orderId,
      reason: 'A wrong order.',
    });
    expect((await standing(db, orderId)).refunds).toEqual(['ORDER_CANCELLED 5000 TO_CONFIRM']);
    const [mail, ...others] = await received();
    expect(others).toEqual([]);
    expect(flat(mail)).toContain(says);
    expect(flat(mail)).toContain('A wrong order.');
    expect(flat(mail)).not.toContain('no place was kept');
  });

  test('a reason that tells what an event with a neutral name is about stays off the mail', async () => {
    const { orderId } = await order(await event(SESSION));
    await received();
    await cancelOrder(counter.closed, actOf(owner), { orderId, reason: 'The couple wrote to us.' });
    expect(flat((await received())[0])).not.toMatch(/couple|affair/);
  });

  test('a paid group of a canceled event gets one mail with the sum', async () => {
    const intensiveId = await event();
    const { orderId } = await order(intensiveId, { places: 3 });
    await record(orderId, 3 * 71_996);
    await received();
    await cancelEvent(intensiveId);
    const mails = await received();
    expect(mails.map(flat)).toEqual([
      expect.stringMatching(
        /had to cancel the event, which ends all 3 places.*The room burned down.*We send USD 2,159\.88/,
      ),
    ]);
  });

  test('one place of a group given up by its person: the payer hears which and whose', async () => {
    const intensiveId = await event();
    const { orderId, registrationIds } = await order(intensiveId, { places: 2 });
    await record(orderId, 2 * 71_996);
    const guest = await person(db);
    const [, second] = registrationIds;
    const named = { legalName: 'Guest Example' };
    await db.update(tables.profiles).set(named).where(eq(tables.profiles.userId, guest));
    const claimed = { userId: guest, adultStatedAt: NOW };
    await db
      .update(tables.registrations)
      .set(claimed)
      .where(eq(tables.registrations.id, second as never));
    await received();
    await cancelRegistration(counter.closed, actOf(guest), { registrationId: second ?? null, reason: null });
    const [mail] = await received();
    expect(flat(mail)).toContain('Whoever had it gave up place 2 of 2 (Guest Example)');
    const kept = await db.select().from(tables.eventMails).where(sql`facts ->> 'order' = ${orderId}`);
    expect(JSON.stringify(kept)).not.toContain('Guest Example');
  });
});

test('what a payment gives back for two lines at once is told once, with both credit notes', async () => {
  const intensiveId = await event();
  const { orderId } = await order(intensiveId, { places: 2 });
  await record(orderId, 2 * 71_996);
  await cancelIntensive(db, actOf(owner), { intensiveId, reason: 'The room burned down.' });
  await cancelIntensiveJob.run({ db, stripe: null, clock: () => NOW }, { intensiveId });
  await received();
  const { refundIds } = await standing(db, orderId);
  for (const refundId of refundIds)
    await confirmRefund(db, actOf(owner), { refundId, sent: true, reason: 'Transfer 77' });
  const mails = await received();
  expect(mails.map(flat)).toEqual([expect.stringContaining('We have sent USD 1,439.92')]);
  expect(attachedTo(mails[0])).toHaveLength(2);
});

describe('a payment by hand', () => {
  test('that lies ahead is refused', async () => {
    const { orderId } = await order(await event());
    await expect(record(orderId, 5_000, 0, new Date(NOW.getTime() + 86_400_000))).rejects.toMatchObject({
      fields: [{ path: 'receivedAt' }],
    });
    expect((await standing(db, orderId)).payments).toEqual([]);
  });

  test('that is undone tells its amount and day, why, what is open, and which refund does not come', async () => {
    const { orderId } = await order(await event());
    await record(orderId, 80_000);
    await received();
    const [payment] = await db.select().from(tables.payments).where(eq(tables.payments.orderId, orderId));
    const undoing = { paymentId: payment?.id as PaymentId, reason: 'It was for another order.' };
    await undoPayment(db, actOf(owner), undoing);
    const [mail] = await received();
    expect(flat(mail)).toContain('USD 800.00 by transfer, received on Thu, November 26, 2026 (America/New_York)');
    expect(flat(mail)).toContain('It was for another order.');
    expect(flat(mail)).toContain('The refund of USD 80.04 that we announced is therefore not sent.');
    expect(flat(mail)).toContain('USD 719.96 is still open, to be paid by the end of Thu, December 10, 2026');
    const rows = await db.select().from(tables.payments).where(eq(tables.payments.orderId, orderId));
    expect(rows.find(({ undoes }) => undoes !== null)?.evidence).toBe('It was for another order.');
  });
});

test('a mail whose document cannot be drawn now stays for the next try, and is then sent once', async () => {
  await order(await event());
  const mailIds = await mailbox.waiting();
  let sent = 0;
  const mail = {
    event: async () => {
      sent += 1;
    },
  };
  const busy = async () => Promise.reject(new Error('the press is busy'));
  const mailing = { db, mail, settings: { mailFrom: MAIL_FROM } };
  await expect(sendEventMails.run({ ...mailing, papersOf: busy }, { mailIds })).rejects.toThrow('busy');
  for (let at = 0; at < 2; at += 1) await sendEventMails.run({ ...mailing, papersOf: papersIn(db) }, { mailIds });
  expect(sent).toBe(1);
});
