import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { holderOf } from '../../accreditation/operations/addState.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';

type Report = { approvalId: ApprovalId | null; from: string; to: string; reportedOn: string };
type Written = Omit<Report, 'approvalId'> & { approvalId: ApprovalId; userId: UserId; now: Date };

const write = statement<Written, { id: string }>(
  'record_reported',
  (p) => sql`insert into award_reports (id, award_id, reported_on, recorded_by, recorded_at)
    select gen_random_uuid(), w.id, ${p('reportedOn')}::date, ${p('userId')}::uuid, ${p('now')}::timestamptz
    from credit_awards w join credit_offers o on o.id = w.offer_id
    where o.approval_id = ${p('approvalId')} and w.counts_on between ${p('from')}::date and ${p('to')}::date
    on conflict (award_id) do nothing returning id`,
);

/**
 * Says that the awards under an approval that count in a period were reported, for a member. One that was reported before stays as it
 * is. Throws NotFound, Forbidden, InvalidInput for a period that ends before it begins.
 */
export async function recordReported(
  db: Database,
  act: UserAct,
  { approvalId, ...report }: Report,
): Promise<{ reported: number }> {
  return db.transaction(async (tx) => {
    const asked = { permission: 'REPORT_CREDIT', what: 'The approval' } as const;
    const found = await holderOf(tx, approvalId);
    const { organizationId, as } = await requirePermission(tx, act, { ...asked, organizationId: found });
    if (approvalId === null) throw new NotFoundError(asked.what);
    if (report.to < report.from)
      throw new InvalidInputError([{ path: 'to', message: 'Write a day not before `from`.' }]);
    const rows = await write(tx, { ...report, approvalId, userId: act.userId, now: act.now });
    if (rows.length > 0)
      await recordEvent(tx, act, 'CREDIT_REPORTED', {
        ...{ objectId: approvalId, organizationId, as },
        details: { ...report, awards: rows.length },
      });
    return { reported: rows.length };
  });
}
