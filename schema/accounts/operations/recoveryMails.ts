import { and, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import { recoveries } from '../../../drizzle/schema.ts';
import { LOWEST } from '../../../drizzle/window.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { personById, RECOVERIES_READ, type RunningRecovery, waitingRecoveries } from '../queries/people.ts';
import { mailsDue, type Recovery } from '../rules/recovery.ts';
import { mailOnce } from './mailOnce.ts';

type Needs = {
  db: Database;
  mail: { recoveryWaits(to: string, recovery: Recovery): Promise<void> };
  clock: () => Date;
};

/**
 * Announces every waiting recovery by mail: at its start, after 24 and after 48 hours. One that could not be announced stops no
 * other; the first error is thrown at the end, and the next run tries again.
 */
export async function announceRecoveries(needs: Needs): Promise<void> {
  const now = needs.clock();
  const failures: unknown[] = [];
  for await (const recovery of allWaiting(needs.db, now))
    if (recovery.mailsSent < mailsDue(recovery, now))
      await announce(needs, recovery, now).catch((error: unknown) => {
        failures.push(error);
      });
  if (failures.length > 0) throw failures[0];
}

/** Every one, so that no number of other recoveries keeps a person from hearing of theirs. */
async function* allWaiting(db: Database, now: Date): AsyncGenerator<RunningRecovery> {
  let after: string = LOWEST;
  for (;;) {
    const some = await waitingRecoveries(db, { now, after });
    yield* some;
    if (some.length < RECOVERIES_READ) return;
    after = some.at(-1)?.id ?? after;
  }
}

async function announce({ db, mail }: Needs, recovery: RunningRecovery, now: Date): Promise<void> {
  const person = await personById(db, recovery.userId);
  const due = mailsDue(recovery, now);
  if (person === null || person.disabled) return;
  const to = person.mailAddress;
  await mailOnce(db, { key: `recovery ${recovery.id} ${due}`, to, now }, () => mail.recoveryWaits(to, recovery));
  await db
    .update(recoveries)
    .set({ mailsSent: due })
    .where(and(eq(recoveries.id, recovery.id), lt(recoveries.mailsSent, due)));
}

/** Runs by the clock, and at once when a recovery starts (AT_ONCE). */
export const recoveryMails = job({
  name: 'recovery-mails',
  payload: NOTHING,
  schedule: '*/10 * * * *',
  run: announceRecoveries,
});

export const AT_ONCE = { name: recoveryMails.name, payload: z.object({}) };
