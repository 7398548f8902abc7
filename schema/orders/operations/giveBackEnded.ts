import type { Database } from '../../../drizzle/client.ts';
import { moneyOf, type OrderRow } from '../queries.ts';
import { standsRefund } from '../rules/standing.ts';
import { givenBackFor, linesWithMoney, readPlace } from './lockPlace.ts';
import { requestRefund } from './requestRefund.ts';

/**
 * Gives back, of money that came for an order after some of its places had ended, what their policy gave when they ended. The order is
 * locked. What went back for a place before is not given twice.
 */
export async function giveBackEnded(tx: Database, order: OrderRow, now: Date): Promise<void> {
  const standing = (await moneyOf(tx, order)).refunds.filter(({ state }) => standsRefund(state));
  for (const line of await linesWithMoney(tx, order)) {
    if (line.registrationId === null || line.leftMinor === 0) continue;
    const place = await readPlace(tx, line.registrationId);
    const { endedAt } = place.registration;
    if (endedAt === null) continue;
    const back = standing.reduce((sum, one) => sum + (one.lineId === line.id ? one.amountMinor : 0), 0);
    const given = await givenBackFor(tx, place, {
      leftMinor: line.leftMinor + back,
      // Only a pair gets more when the organization ends its place, and a pair's order ends with the place.
      endedBy: 'PERSON',
      now: endedAt,
    });
    const amountMinor = Math.min(line.leftMinor, (given?.amountMinor ?? 0) - back);
    if (given === null || amountMinor <= 0) continue;
    await requestRefund(tx, { order }, { amountMinor, cause: given.cause, line, now });
  }
}
