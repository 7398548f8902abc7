import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LOWEST } from '../../../drizzle/window.ts';
import type { Gateway } from '../../gateway.ts';
import { holdIsOpen } from '../../intensives/queries/seats.ts';
import { dayIn } from '../../intensives/rules/deadline.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { endSeat } from '../../registrations/operations/endSeat.ts';
import { isSeated, livePlaces, placesOf, planOf } from '../queries/places.ts';
import { type LockedOrder, lockOrder, moneyOf } from '../queries.ts';
import { type Reminder, reminderFor } from '../rules/reminders.ts';
import { seatPrice } from '../rules/terms.ts';
import { endAtStripe, endUnpaid, orderById } from './cancelOrder.ts';
import { invoiceOf } from './issueInvoice.ts';
import { mailPayer } from './mailPayer.ts';

type Needs = { db: Database; stripe: Gateway | null; clock: () => Date };

const AT_ONCE = 100;
type Owed = {
  id: OrderId;
  timeZone: string;
  totalMinor: number;
  owedAgainOn: string | null;
  startsAt: Date | null;
  kept: boolean;
};

const owed = statement<{ after: string }, Owed>(
  'owed_invoices',
  (
    p,
  ) => sql`select o.id, i.time_zone as "timeZone", o.total_minor as "totalMinor", o.owed_again_on::text as "owedAgainOn",
      (select min(s.starts_at) from intensive_segments s where s.intensive_id = i.id) as "startsAt",
      coalesce(h.used_at is not null or ${holdIsOpen('h', sql`clock_timestamp()`)}, false) as kept
    from orders o join intensives i on i.id = o.intensive_id left join holds h on h.id = o.hold_id
    where (o.settlement = 'INVOICE' or o.owed_again_on is not null) and o.settled_at is null and o.cancelled_at is null
      and o.id > ${p('after')}::uuid
    order by o.id limit ${sql.raw(String(AT_ONCE))}`,
);

/**
 * Every hour: reminds whoever owes an invoice before and after it is due, each once, and ends orders whose places are kept no longer,
 * with a credit note. The seat itself was freed by the clock.
 */
export const remindPayers = job({
  name: 'remind-payers',
  payload: NOTHING,
  schedule: '11 * * * *',
  run: async (needs: Needs) => {
    const failed: unknown[] = [];
    let after: string = LOWEST;
    for (let page = await owed(needs.db, { after }); page.length > 0; page = await owed(needs.db, { after })) {
      for (const one of page) await remind(needs, one).catch((error: unknown) => failed.push(error));
      after = page.at(-1)?.id ?? after;
    }
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} invoices could not be looked after`);
  },
});

async function remind(needs: Needs, owed: Owed): Promise<void> {
  const { db, clock } = needs;
  const { id } = owed;
  const reminder = await reminderOf(db, owed, clock());
  if (reminder?.kind === 'LAPSED') await lapse(needs, id);
  else if (reminder !== null) await db.transaction((tx) => tell(tx, id, reminder));
}

async function reminderOf(
  db: Database,
  { id, timeZone, startsAt, ...owed }: Owed,
  now: Date,
): Promise<Reminder | null> {
  const [plan, seated] = [await planOf(db, id), await isSeated(db, id)];
  const { standing } = await moneyOf(db, await orderById(db, id));
  const begun = startsAt !== null && startsAt <= now;
  return reminderFor({ ...owed, plan, paidMinor: standing.keptMinor, today: dayIn(now, timeZone), seated, begun });
}

async function tell(tx: Database, id: OrderId, reminder: Exclude<Reminder, { kind: 'LAPSED' }>): Promise<void> {
  const { kind, part, amountMinor } = reminder;
  const { invoice } = await invoiceOf(tx, id);
  await mailPayer(tx, await orderById(tx, id), {
    ...{ key: `${kind} ${id} ${part}`, text: kind === 'DUE' ? 'PAYMENT_DUE' : 'PAYMENT_OVERDUE' },
    ...{ amountMinor, parts: [reminder], label: invoice?.label, carries: invoice === null ? [] : [invoice.label] },
  });
}

async function lapse({ db, stripe, clock }: Needs, orderId: OrderId): Promise<void> {
  const now = clock();
  await endAtStripe({ db, stripe }, { orderId, ending: 'HOLD_ENDED', now });
  await db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null || locked.order.settledAt !== null || locked.order.cancelledAt !== null) return;
    if ((await isSeated(tx, orderId)) && !(await unseat(tx, locked, now))) return;
    const ender = { because: 'INVOICE_UNPAID', by: 'system', endedBy: 'LAPSED' } as const;
    await endUnpaid(tx, { ...locked, ender, text: 'INVOICE_LAPSED', why: 'It was not paid in time.', now });
  });
}

/** Ends the places of an order that is owed again and was not paid by its new last day. False when enough has come for them. */
async function unseat(tx: Database, { order, standing }: LockedOrder, now: Date): Promise<boolean> {
  if (order.owedAgainOn === null) return false;
  if (standing.keptMinor >= seatPrice(await planOf(tx, order.id), order.totalMinor)) return false;
  const end = { to: 'CANCELLED', because: 'INVOICE_UNPAID', by: 'system', whose: order.placedBy, at: now } as const;
  for (const { registrationId } of livePlaces(await placesOf(tx, order.id)))
    if (registrationId !== null) await endSeat(tx, { registrationId, ...end });
  return true;
}
