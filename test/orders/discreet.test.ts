import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { drawInvoice } from '../../certificates/invoice.ts';
import type { Database } from '../../drizzle/client.ts';
import type { OrderId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { moneyFile } from '../../schema/orders/operations/moneyFile.ts';
import { refundRegistration } from '../../schema/orders/operations/refundRegistration.ts';
import { applyCheckout } from '../../schema/orders/operations/stripe/applyCheckout.ts';
import { carryOutRefund } from '../../schema/orders/operations/stripe/carryOutRefund.ts';
import { documentOf } from '../../schema/orders/queries/documents.ts';
import { evidenceOf } from '../../schema/orders/rules/evidence.ts';
import { invoiceDocument } from '../../schema/orders/rules/invoiceSheet.ts';
import { applyToIntensive, decideApplication } from '../../schema/registrations/operations/applications.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { POLICY, standing } from '../support/orderRows.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { addIntensive, addMember, person } from '../support/seatRows.ts';
import { type Counter, openCounter } from '../support/tills.ts';

let db: Database;
let close: () => Promise<void>;
let counter: Counter;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
  counter = await openCounter(db);
  counter.fake.topUp(1_000_000);
});
afterAll(async () => {
  await counter.close();
  await close();
});

const TITLE = 'Marmalade thunderbird: reviving tenderness';
const VENUE = 'Hummingbird Lodge, 12 Secluded Lane';
const LINK = 'https://rooms.example.org/secluded-room';
const WORDS = /marmalade|thunderbird|reviv|tender|hummingbird|secluded/i;
const act = (userId: UserId) => userAct(userId, new Date());

/** A pair that applied, was accepted and paid; everything that left the service on the way. */
const story = async () => {
  const organizer = await addMember(db, counter.organizationId, 'OWNER');
  const intensiveId = await addIntensive(db, {
    ...{ organizationId: counter.organizationId, priceMinor: 40_000, kind: 'COUPLES', admission: 'APPLICATION' },
    ...{ title: TITLE, neutralName: 'Evening Program', description: `About ${TITLE}.`, venue: VENUE, link: LINK },
    ...{ policy: POLICY, startsAt: new Date(Date.now() + 30 * 86_400_000), slug: `evening-${Date.now()}` },
  });
  const [a, b] = [await person(db), await person(db)];
  const { registrationId } = await applyToIntensive(db, act(a), { intensiveId, adult: true });
  const email = (await db.select().from(tables.users).where(eq(tables.users.id, b)))[0]?.email ?? '';
  await invitePartner(db, act(a), { registrationId, email });
  const mails = await sendAll(db);
  await acceptPair(db, act(b), { secret: secretIn(mails.at(-1) as never), adult: true });
  await decideApplication(db, act(organizer), { registrationId, decision: 'ACCEPT' });
  const { orderId } = await counter.accept(a, intensiveId);
  const [session] = [...counter.fake.state.sessions.keys()];
  counter.fake.complete(session ?? '');
  const stripe = counter.till.stripe as NonNullable<typeof counter.till.stripe>;
  return { a, organizer, registrationId, orderId: orderId as OrderId, stripe, mails };
};

test('no text of a couple’s event names it: Stripe, mails, documents, table, evidence', async () => {
  const { a, organizer, registrationId, orderId, stripe, mails } = await story();
  const [row] = await db.select().from(tables.checkouts).where(eq(tables.checkouts.orderId, orderId));
  await applyCheckout(db, stripe, { session: await stripe.readCheckout(row?.sessionId ?? ''), now: new Date() });
  const { money } = await standing(db, orderId);
  expect(money.paidMinor).toBe(80_000);
  const refund = { registrationId, amountMinor: 5_000, leftMinor: 80_000, reason: 'As agreed.' };
  await refundRegistration(db, act(organizer), refund);
  await cancelRegistration(counter.till, act(a), { registrationId, reason: null });
  for (const refundId of (await standing(db, orderId)).refundIds)
    await carryOutRefund({ db, stripe }, { refundId, now: new Date() });

  const sent = [...mails, ...(await sendAll(db))];
  const { order, papers } = await standing(db, orderId);
  expect(papers.length).toBeGreaterThan(2);
  const documents = await Promise.all(papers.map(({ label }) => documentOf(db, { orderId, label })));
  const sheets = documents.map((one) => invoiceDocument(one as never));
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const organization = { id: counter.organizationId, timeZone: 'America/New_York' };
  const table = (await moneyFile(db, { organization, ...period, sells: true })).toString('utf8');
  const outputs: Record<string, string> = {
    stripe: JSON.stringify(counter.fake.seen),
    mails: JSON.stringify(sent),
    sheets: JSON.stringify(sheets),
    papers: sheets.map((sheet) => drawInvoice(sheet, { compress: false }).toString('latin1')).join(),
    table,
    evidence: JSON.stringify(evidenceOf({ order, places: 2, mails: [] })),
    lines: JSON.stringify(await db.select().from(tables.orderLines).where(eq(tables.orderLines.orderId, orderId))),
    order: JSON.stringify(order),
  };
  for (const [name, text] of Object.entries(outputs)) {
    expect(`${name}: ${WORDS.exec(text)?.[0] ?? 'nothing'}`).toBe(`${name}: nothing`);
    expect(text.length).toBeGreaterThan(100);
  }
  // What it is called instead is there.
  expect(outputs.stripe).toMatch(/Evening(\+|%20| )Program/);
  expect(outputs.sheets).toContain('Evening Program');
  expect(outputs.mails).toContain('Evening Program');
  expect(sent.length).toBeGreaterThan(8);
});
