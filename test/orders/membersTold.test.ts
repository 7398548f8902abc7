import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { eventMails } from '../../drizzle/schema.ts';
import { requestRefund } from '../../schema/orders/operations/requestRefund.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { applyToIntensive } from '../../schema/registrations/operations/applications.ts';
import { addOrder, pay } from '../support/orderRows.ts';
import { sendAll } from '../support/outbox.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, mailsTo, NOW, person } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
let managers: UserId[];
let others: UserId[];
beforeAll(async () => {
  ({ db, close } = await openTestPool());
  organizationId = await addOrganization(db);
  managers = [await addMember(db, organizationId, 'OWNER'), await addMember(db, organizationId, 'ORGANIZER')];
  others = [await addMember(db, organizationId, 'INSTRUCTOR'), await addMember(db, organizationId, 'AUDITOR')];
});
afterAll(() => close());

const NEXT_DAY = new Date(NOW.getTime() + 86_400_000);
const told = async (text: string) => {
  const rows = await db.select().from(eventMails).where(eq(eventMails.text, text));
  return rows.map(({ userId }) => managers.indexOf(userId as UserId)).toSorted();
};

test('applications are told once a day to owners and organizers, without a name or a title', async () => {
  const intensiveId = await addIntensive(db, { organizationId, admission: 'APPLICATION' });
  const apply = async (at: Date) => applyToIntensive(db, actOf(await person(db), at), { intensiveId, adult: true });
  await Promise.all([apply(NOW), apply(NOW)]);
  expect(await told('APPLICATION_WAITS')).toEqual([0, 1]);
  await apply(NEXT_DAY);
  expect(await told('APPLICATION_WAITS')).toEqual([0, 0, 1, 1]);
  for (const userId of others) expect(await mailsTo(db, userId)).toEqual([]);
  const address = await emailOf(db, managers[1] as UserId);
  const mail = (await sendAll(db)).find(({ to }) => to === address);
  expect(mail).toMatchObject({ subject: 'An application waits', text: expect.not.stringMatching(/affair|Session/) });
});

test('a transfer that waits to be sent is told once a day and event; what Stripe sends is not', async () => {
  const intensiveId = await addIntensive(db, { organizationId, priceMinor: 10_000 });
  const refund = async (method: 'STRIPE' | 'BANK_TRANSFER', now: Date) => {
    const { orderId } = await addOrder(db, intensiveId);
    await pay(db, orderId, 10_000, { method });
    await db.transaction(async (tx) => {
      const locked = await lockOrder(tx, orderId);
      if (locked === null) throw new Error('no order');
      await requestRefund(tx, locked, { amountMinor: 4_000, cause: 'ORGANIZER', now });
    });
  };
  await refund('STRIPE', NOW);
  expect(await told('REFUND_TO_SEND')).toEqual([]);
  await refund('BANK_TRANSFER', NOW);
  await refund('BANK_TRANSFER', NOW);
  expect(await told('REFUND_TO_SEND')).toEqual([0, 1]);
  await refund('BANK_TRANSFER', NEXT_DAY);
  expect(await told('REFUND_TO_SEND')).toEqual([0, 0, 1, 1]);
});
