import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { approvalWarnings } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { mailOnce } from '../../accounts/operations/mailOnce.ts';
import { accountOf } from '../../accounts/queries.ts';
import { enqueue, job, NOTHING, rowKey } from '../../jobs/operations.ts';
import { ownersOf, roleOf } from '../../organizations/queries.ts';
import { dateIn } from '../../organizations/rules.ts';
import { approvalById } from '../queries/approvals.ts';
import { dueWarnings, inForceOn, lastDayOf, WARN_DAYS } from '../rules/approval.ts';
import { sweepLetters } from './keepLetter.ts';

/** A day more than the earliest warning, because zones are up to a day apart. */
const AHEAD = Math.max(...WARN_DAYS) + 1;

type Ending = { id: ApprovalId; organizationId: OrganizationId; given: number[] };

const ending = statement<{ now: Date }, Ending>(
  'approvals_that_end',
  (p) => sql`select a.id, a.organization_id as "organizationId",
      (select coalesce(json_agg(w.days_before), '[]') from approval_warnings w where w.approval_id = a.id) as given
    from approvals a
    where least(a.ends_on, a.ended_on - 1) between ${p('now')}::timestamptz::date - 1
      and ${p('now')}::timestamptz::date + ${sql.raw(String(AHEAD))} order by a.id`,
);

type Needs = { db: Database; clock: () => Date };

/**
 * Warns the owners of approvals that end within 90, 60 or 30 days, once for each. A warning that was missed is given later, while
 * the approval lasts; of several that are due, one mail goes out. Also deletes letters that no approval named.
 */
export const watchApprovals = job({
  name: 'watch-approvals',
  payload: NOTHING,
  schedule: '20 5 * * *',
  run: async ({ db, clock }: Needs) => {
    const now = clock();
    await sweepLetters(db, now);
    for (const approval of await ending(db, { now })) await warnOf(db, approval, now);
  },
});

async function warnOf(db: Database, { id, organizationId, given }: Ending, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const approval = await approvalById(tx, id);
    if (approval === null) return;
    const [today, lastOn] = [dateIn(approval.timeZone, now), lastDayOf(approval)];
    if (lastOn === null || !inForceOn(approval, today).ok) return;
    const due = dueWarnings(lastOn, today, given);
    if (due.length === 0) return;
    // Another worker may give the same warning at this moment: its row makes this one wait, and then add none.
    const added = await tx
      .insert(approvalWarnings)
      .values(due.map((daysBefore) => ({ approvalId: id, daysBefore, warnedAt: now })))
      .onConflictDoNothing()
      .returning({ daysBefore: approvalWarnings.daysBefore });
    if (added.length === 0) return;
    const days = Math.min(...due);
    for (const userId of await ownersOf(tx, organizationId))
      await enqueue(tx, approvalEnds, { approvalId: id, userId }, { key: `${id}:${days}:${userId}` });
  });
}

type Mailing = Needs & { mail: { approvalEnds(to: string, ending: EndingApproval): Promise<void> } };
/** What a mail says of an approval that ends. */
export type EndingApproval = { organization: string; lastOn: string };

/** Mails one owner that an approval ends, unless it is over or they are no owner any more. */
export const approvalEnds = job({
  name: 'approval-ends',
  payload: z.object({ approvalId: rowKey<ApprovalId>(), userId: rowKey<UserId>() }),
  run: async ({ db, clock, mail }: Mailing, { approvalId, userId }) => {
    const now = clock();
    const approval = await approvalById(db, approvalId);
    if (approval === null || !inForceOn(approval, dateIn(approval.timeZone, now)).ok) return;
    const { organization, organizationId } = approval;
    const lastOn = lastDayOf(approval);
    const account = (await roleOf(db, { userId, organizationId })) === 'OWNER' ? await accountOf(db, userId) : null;
    if (lastOn === null || account === null) return;
    const key = `approval-ends ${approvalId} ${userId} ${dateIn(approval.timeZone, now)}`;
    const to = account.email;
    await mailOnce(db, { key, to, now }, () => mail.approvalEnds(to, { organization, lastOn }));
  },
});
