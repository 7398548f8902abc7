import { setTimeout as sleep } from 'node:timers/promises';
import type { StripeEvent } from '../../test/support/stripe/state.ts';
import { messageOf } from '../../test/support/stripe/webhooks.ts';
import type { Server } from '../peers.ts';
import type { Shop } from './shop.ts';

export const PER_SECOND = 200;
/** A worker that has not ended by then has lost something. */
const LONGEST_DRAIN_SECONDS = 300;

/** Sends signed events, so many a second, however long their answers take. Every one must be taken. */
export const receive = async (
  { standIn }: Shop,
  { client }: Server,
  events: readonly StripeEvent[],
): Promise<number> => {
  const startedAt = performance.now();
  const answers: Promise<void>[] = [];
  for (const [at, event] of events.entries()) {
    const early = startedAt + (at * 1000) / PER_SECOND - performance.now();
    if (early > 1) await sleep(early);
    const { body, headers } = messageOf(event, standIn.webhookSecret, Date.now());
    const answer = client.send({ path: '/webhooks/stripe', headers, body });
    answers.push(
      answer.then(({ status, text }) => {
        if (status !== 200) throw new Error(`an event was answered ${status}: ${text.slice(0, 400)}`);
      }),
    );
  }
  await Promise.all(answers);
  return events.length;
};

/** Waits until so many rows of a table of events are done; answers how long that took. */
export const allDone = async ({ owner }: Shop, table: string, count: number): Promise<number> => {
  const startedAt = performance.now();
  for (;;) {
    const seconds = (performance.now() - startedAt) / 1000;
    const { done, rows } = await countEvents({ owner }, table);
    if (done === count && rows === count) return seconds;
    if (rows > count || seconds > LONGEST_DRAIN_SECONDS)
      throw new Error(`${done} of ${rows} events are done, not ${count}`);
    await sleep(1_000);
  }
};

export const countEvents = async ({ owner }: Pick<Shop, 'owner'>, table: string) => {
  const [found] = await owner<{ done: number; rows: number }[]>`
    select count(done_at)::int as done, count(*)::int as rows from ${owner(table)}`;
  return found ?? { done: 0, rows: 0 };
};

type Sold = { payments: number; seats: number; invoices: number };

/** What payments gave so far. */
export const readSold = async ({ owner }: Shop): Promise<Sold> => {
  const [sold] = await owner<Sold[]>`select (select count(*)::int from payments) as payments,
    (select count(*)::int from registrations where state = 'CONFIRMED') as seats,
    (select max(last_number) from document_counters where series = 'INVOICE') as invoices`;
  return sold ?? { payments: 0, seats: 0, invoices: 0 };
};
