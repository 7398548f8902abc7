import type { Timestamper } from '../../../certificates/keys.ts';
import type { Database } from '../../../drizzle/client.ts';
import { systemAct } from '../../act.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { timestampLatest } from './timestampLatest.ts';

type Needs = { db: Database; timestamper: Timestamper | null; clock: () => Date };

/** Has an outside authority timestamp the day's last checkpoint, if one is configured. */
export const timestampLog = job({
  name: 'timestamp-log',
  payload: NOTHING,
  schedule: '55 23 * * *',
  run: async ({ db, timestamper, clock }: Needs) => {
    if (timestamper !== null) await timestampLatest(db, systemAct(clock()), { timestamper });
  },
});
