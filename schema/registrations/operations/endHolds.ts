import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import type { HOLD_KINDS } from '../../../drizzle/tables/registrations.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { intensivesWithWaitlist } from '../queries/waitlist.ts';
import { ANNOUNCED_SECONDS, MARGIN_SECONDS } from '../rules/limits.ts';
import { factsOf } from '../rules/mails.ts';
import { askAgain } from './askAgain.ts';
import { closeWaitlist } from './closeWaitlist.ts';
import { offerSeats } from './offerSeats.ts';
import { releaseHold } from './releaseHold.ts';
import { eventMails } from './writeMail.ts';

/** How many holds one statement reads. */
const AT_ONCE = 100;
/** How often a run reads again: a bound, so that every run ends. What is left waits for the next minute. */
const MOST_READS = 50;

const seconds = (count: number) => sql.raw(`interval '${count} seconds'`);

type Ending = {
  holdId: HoldId;
  intensiveId: IntensiveId;
  userId: UserId;
  expiresAt: Date;
  kind: IntensiveKind;
  title: string;
  neutralName: string | null;
  timeZone: string;
};

const ending = statement<{ after: HoldId | null }, Ending>(
  'holds_to_announce',
  (
    p,
  ) => sql`select h.id as "holdId", i.id as "intensiveId", w.user_id as "userId", h.expires_at as "expiresAt", i.kind, i.title,
      i.neutral_name as "neutralName", i.time_zone as "timeZone"
    from (select h.* from holds h
      where h.released_at is null and h.used_at is null and h.kind in ('CHECKOUT', 'OFFER')
      and h.frees_at between statement_timestamp() and statement_timestamp() + ${seconds(ANNOUNCED_SECONDS + MARGIN_SECONDS)}
      and h.expires_at > clock_timestamp() and h.expires_at <= clock_timestamp() + ${seconds(ANNOUNCED_SECONDS)}
      and h.id > coalesce(${p('after')}::uuid, '00000000-0000-0000-0000-000000000000')
      order by h.id limit ${sql.raw(String(AT_ONCE))}) h
    join intensives i on i.id = h.intensive_id cross join lateral (
      select h.user_id union
      select r.user_id from registrations r where r.hold_id = h.id and r.ended_at is null and r.user_id is not null) w
    order by h.id`,
);

/** Tells everybody whose place a hold keeps that it ends within five minutes: once for each end, so once more after an extension. */
async function announce(db: Database): Promise<void> {
  let after: HoldId | null = null;
  for (let read = 0; read < MOST_READS; read += 1) {
    const page: Ending[] = await ending(db, { after });
    await db.transaction((tx) =>
      eventMails(
        tx,
        page.map(({ holdId, userId, expiresAt, ...intensive }) => ({
          key: `hold-ends ${holdId} ${expiresAt.getTime()} ${userId}`,
          text: 'HOLD_ENDS',
          userId,
          facts: { ...factsOf(intensive), intensiveId: intensive.intensiveId, endsAt: expiresAt.toISOString() },
        })),
      ),
    );
    if (new Set(page.map(({ holdId }) => holdId)).size < AT_ONCE) return;
    after = page.at(-1)?.holdId ?? null;
  }
}

type Ended = { holdId: HoldId; kind: (typeof HOLD_KINDS)[number] };

const ended = statement<{ after: HoldId | null }, Ended>(
  'holds_that_ended',
  (p) => sql`select h.id as "holdId", h.kind from holds h
    where h.released_at is null and h.used_at is null and h.frees_at <= statement_timestamp()
      and h.id > coalesce(${p('after')}::uuid, '00000000-0000-0000-0000-000000000000')
    order by h.id limit ${sql.raw(String(AT_ONCE))}`,
);

/** Writes down what the clock has ended, and offers those seats. Each hold in a transaction of its own. */
async function lapse(db: Database, now: Date): Promise<void> {
  let after: HoldId | null = null;
  for (let read = 0; read < MOST_READS; read += 1) {
    const page: Ended[] = await ended(db, { after });
    for (const { holdId, kind } of page) {
      const because = kind === 'INVOICE' ? 'INVOICE_UNPAID' : 'HOLD_ENDED';
      await db.transaction((tx) => releaseHold(tx, { holdId, because, at: now }));
    }
    if (page.length < AT_ONCE) return;
    after = page.at(-1)?.holdId ?? null;
  }
}

/** Offers seats that became free otherwise, by a higher capacity for example, and closes waitlists whose registration is over. */
async function serveWaitlists(db: Database, now: Date): Promise<void> {
  for (const { id, open, waits } of await intensivesWithWaitlist(db, now)) {
    if (!open) await closeWhole(db, id, now);
    else if (waits) await db.transaction((tx) => offerSeats(tx, id, now));
  }
}

async function closeWhole(db: Database, id: IntensiveId, now: Date): Promise<void> {
  for (let closed = 1, read = 0; closed > 0 && read < MOST_READS; read += 1)
    closed = await db.transaction((tx) => closeWaitlist(tx, id, now));
}

type Needs = { db: Database; clock: () => Date };

/**
 * Every minute: announces holds that end soon, moves registrations whose hold has ended to LAPSED, serves and closes waitlists, and
 * asks people again after a change. No seat is free only because of it: the clock frees them without it.
 */
export const endHolds = job({
  name: 'end-holds',
  payload: NOTHING,
  schedule: '* * * * *',
  run: async ({ db, clock }: Needs) => {
    const now = clock();
    await announce(db);
    await lapse(db, now);
    await serveWaitlists(db, now);
    await askAgain(db, now);
  },
});
