import type { Database } from '../../../drizzle/client.ts';
import { LOWEST } from '../../../drizzle/window.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { recordsByEnd } from '../queries/ended.ts';
import { destroyRecords } from './destroyRecords.ts';

/** How many records one transaction looks at. */
const PAGE = 200;

/** Destroys the records whose last day is over. Answers how many. */
export async function endRecords(db: Database, now: Date): Promise<number> {
  let ended = 0;
  for (let after: string | undefined = LOWEST; after !== undefined; ) {
    const page = await recordsByEnd(db, { now, after, most: PAGE });
    const over = page.flatMap((one) => (one.ended ? [one.id] : []));
    ended += await db.transaction((tx) => destroyRecords(tx, over));
    after = page.at(-1)?.id;
  }
  return ended;
}

/** Destroys records of care on the day after their last. */
export const endCareRecords = job({
  name: 'end-care-records',
  payload: NOTHING,
  schedule: '43 2 * * *',
  run: async ({ db, clock }: { db: Database; clock: () => Date }) => {
    await endRecords(db, clock());
  },
});
