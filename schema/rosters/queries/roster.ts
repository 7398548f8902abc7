import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId, CreditAwardId, OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { PERIOD } from '../../accreditation/queries/approvals.ts';
import type { Period } from '../../accreditation/rules/approval.ts';
import { type Stored, withFacts } from '../../issuance/queries/storedFacts.ts';
import { type IssuedRow, issuedColumns } from '../../issuance/queries.ts';
import { awardKeyInSql } from '../../issuance/rules/claimKeys.ts';

/** An approval with the units of the offers that stand on it. */
export type RosterApproval = {
  id: ApprovalId;
  organizationId: OrganizationId;
  slug: string;
  timeZone: string;
  accreditor: string;
  number: string | null;
  period: Period;
  /** Codes, in their order. */
  units: string[];
};

const approval = statement<{ id: ApprovalId }, RosterApproval>(
  'approval_of_roster',
  (
    p,
  ) => sql`select a.id, a.organization_id as "organizationId", o.slug, o.time_zone as "timeZone", a.accreditor, a.number,
      ${PERIOD} as period,
      array(select distinct f.rules->'unit'->'value'->>'code' as code from credit_offers f
        where f.approval_id = a.id and f.rules->'unit' is not null order by code) as units
    from approvals a join organizations o on o.id = a.organization_id where a.id = ${p('id')}`,
);

/** What a roster of an approval needs to know of it; null for an unknown one. Whoever calls this asks for the permission. */
export async function rosterApproval(db: Database, id: ApprovalId): Promise<RosterApproval | null> {
  return (await approval(db, { id }))[0] ?? null;
}

/** An award under an approval with its standing certificate. The name is opened only where it is shown. */
export type RosterRow = IssuedRow & {
  awardId: CreditAwardId;
  countsOn: string;
  courseSlug: string;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
};

/** The place of an award in a roster. */
export type RosterKey = Pick<RosterRow, 'awardId' | 'countsOn'>;

/** Strictly between two places, each a day and an award; from the end when inverted. */
export type Between = {
  afterOn: string;
  afterId: string;
  beforeOn: string;
  beforeId: string;
  inverted: boolean;
  limit: number;
};

export type RosterAsked = {
  approvalId: ApprovalId;
  unit: string;
  /** The days that count for the body, both included; null where open. */
  from: string | null;
  to: string | null;
};

const keys = statement<RosterAsked & Between, RosterKey>(
  'roster_keys',
  (p) => sql`select w.id as "awardId", w.counts_on::text as "countsOn"
    from credit_offers f join credit_awards w on w.offer_id = f.id
    where f.approval_id = ${p('approvalId')} and f.rules->'unit'->'value'->>'code' = ${p('unit')}
      and (${p('from')}::date is null or w.counts_on >= ${p('from')}::date)
      and (${p('to')}::date is null or w.counts_on <= ${p('to')}::date)
      and (w.counts_on, w.id) > (${p('afterOn')}::date, ${p('afterId')}::uuid)
      and (w.counts_on, w.id) < (${p('beforeOn')}::date, ${p('beforeId')}::uuid)
    order by (case when ${p('inverted')}::boolean then w.counts_on end) desc nulls last,
      (case when ${p('inverted')}::boolean then w.id end) desc nulls last, w.counts_on, w.id
    limit ${p('limit')}::int`,
);

/** The awards under an approval in one unit that count in a period, by that day. */
export const rosterKeys = (db: Database, asked: RosterAsked & Between): Promise<RosterKey[]> => keys(db, asked);

const rows = statement<{ ids: readonly CreditAwardId[] }, RosterRow, Stored<RosterRow>>(
  'roster_rows',
  (p) => sql`select w.id as "awardId", w.counts_on::text as "countsOn",
      (select c.slug from enrollments e join courses c on c.id = e.course_id where e.id = w.enrollment_id) as "courseSlug",
      ${issuedColumns}, k.sealed_facts as "sealedFacts", k.wrapped_data_key as "wrappedDataKey"
    from credit_awards w join certificates k on k.enrollment_id = w.enrollment_id and k.superseded_at is null
      and k.claim_key = ${sql.raw(awardKeyInSql('w'))}
    where w.id = any(${p('ids')}::uuid[]) order by w.counts_on, w.id`,
  withFacts,
);

/** These awards by the day that counts. An award stands once: with the certificate that was not replaced. */
export const rosterRows = (db: Database, ids: readonly CreditAwardId[]): Promise<RosterRow[]> => rows(db, { ids });
