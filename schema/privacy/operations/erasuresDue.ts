import type { Database } from '../../../drizzle/client.ts';
import { systemAct } from '../../act.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { carryOutErasures } from './carryOutErasures.ts';

/** Erases the people whose records no rule requires any longer. */
export const erasuresDue = job({
  name: 'carry-out-erasures',
  payload: NOTHING,
  schedule: '17 2 * * *',
  run: ({ db, clock }: { db: Database; clock: () => Date }) => carryOutErasures(db, systemAct(clock())),
});
