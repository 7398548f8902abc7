import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId, CreditAwardId, CreditOfferId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { APPROVAL_KINDS, APPROVAL_ROLES, APPROVAL_STATES } from '../../../drizzle/tables/accreditation.ts';
import type { COURSE_FORMATS } from '../../../drizzle/tables/courses.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';

export type StateRow = {
  ordinal: number;
  state: (typeof APPROVAL_STATES)[number];
  from: string;
  confirmed: boolean;
  reason: string | null;
  recordedAt: Date;
};

export type ApprovalPart = { name: string; number: string | null; role: (typeof APPROVAL_ROLES)[number]; own: boolean };

/** An approval with its history and its organizations, without the letter. Days are in the organization's zone. */
export type ApprovalRow = {
  id: ApprovalId;
  organizationId: OrganizationId;
  organization: string;
  timeZone: string;
  accreditor: string;
  kind: (typeof APPROVAL_KINDS)[number];
  courseSlug: string | null;
  profession: string | null;
  jurisdiction: string | null;
  number: string | null;
  formats: (typeof COURSE_FORMATS)[number][];
  startsOn: string;
  endsOn: string | null;
  endedOn: string | null;
  publishedAt: string;
  letterName: string;
  letterSha256: string;
  specimen: boolean;
  recordedAt: Date;
  confirmed: boolean;
  /** The operator refused it: it was never in force. */
  refused: boolean;
  states: StateRow[];
  parts: ApprovalPart[];
};

type Raw = Omit<ApprovalRow, 'states'> & { states: (Omit<StateRow, 'recordedAt'> & { recordedAt: string })[] };

const read = ({ states, ...row }: Raw): ApprovalRow => ({
  ...row,
  states: states.map((state) => ({ ...state, recordedAt: instantOf(state.recordedAt) })),
});

/** The states of an approval `a`, oldest first. */
const STATES = sql`(select coalesce(json_agg(json_build_object('ordinal', s.ordinal, 'state', s.state, 'from', s.from_on,
      'confirmed', s.confirmed, 'reason', s.reason, 'recordedAt', s.recorded_at) order by s.ordinal), '[]')
    from approval_states s where s.approval_id = a.id)`;

/** Whether the operator confirmed an approval `a` against its letter. */
const CONFIRMED = sql`exists (select from approval_states s where s.approval_id = a.id and s.confirmed)`;

/** What decides whether an approval `a` is in force on a day, in JSON: a Period. */
export const PERIOD = sql`json_build_object('startsOn', a.starts_on, 'endsOn', a.ends_on, 'endedOn', a.ended_on,
      'confirmed', ${CONFIRMED}, 'states', ${STATES})`;

/** Whether the operator refused an approval `a`, which was never in force then. */
const REFUSED = sql`exists (select from audit_events v where v.object_type = 'Approval' and v.object_id = a.id::text
      and v.verb = 'APPROVAL_REFUSED')`;

const SELECT = sql`select a.id, a.organization_id as "organizationId", o.legal_name as organization, o.time_zone as "timeZone",
    a.accreditor, a.kind, a.course_slug as "courseSlug", a.profession, a.jurisdiction, a.number, a.formats,
    a.starts_on::text as "startsOn", a.ends_on::text as "endsOn", a.ended_on::text as "endedOn",
    a.published_at as "publishedAt", a.letter_name as "letterName", a.letter_sha256 as "letterSha256", a.specimen,
    a.recorded_at as "recordedAt", ${CONFIRMED} as confirmed, ${REFUSED} as refused, ${STATES} as states,
    (select coalesce(json_agg(json_build_object('name', coalesce(p.partner_name, own.legal_name), 'number', p.partner_number,
        'role', p.role, 'own', p.organization_id is not null) order by p.id), '[]')
      from approval_organizations p left join organizations own on own.id = p.organization_id
      where p.approval_id = a.id) as parts
  from approvals a join organizations o on o.id = a.organization_id`;

const byId = statement<{ id: ApprovalId }, ApprovalRow, Raw>(
  'approval_by_id',
  (p) => sql`${SELECT} where a.id = ${p('id')}`,
  read,
);

/** An approval by its key; null when there is none. Whoever calls this asks for the permission. */
export async function approvalById(db: Database, id: ApprovalId): Promise<ApprovalRow | null> {
  return (await byId(db, { id }))[0] ?? null;
}

const forMember = statement<{ ids: ApprovalId[]; userId: UserId }, ApprovalRow, Raw>(
  'approvals_for_member',
  (p) => sql`${SELECT} where a.id = any(${p('ids')}::uuid[]) and exists (select from memberships m
    where m.organization_id = a.organization_id and m.user_id = ${p('userId')})`,
  read,
);

/** Those of these approvals whose organization has the person as a member. */
export function approvalsForMember(db: Database, userId: UserId, ids: ApprovalId[]): Promise<ApprovalRow[]> {
  return forMember(db, { ids, userId });
}

const ofOrganization = statement<{ organizationId: OrganizationId } & Window, ApprovalRow, Raw>(
  'approvals_of_organization',
  (p) => sql`${SELECT} where a.organization_id = ${p('organizationId')} and ${windowOn('a.id')}`,
  read,
);
export function approvalsOf(db: Database, window: { organizationId: OrganizationId } & Window): Promise<ApprovalRow[]> {
  return ofOrganization(db, window);
}

const everyApproval = statement<{ slug: string | null }, ApprovalRow, Raw>(
  'every_approval',
  (p) => sql`${SELECT} where ${p('slug')}::text is null or o.slug = ${p('slug')} order by a.id`,
  read,
);

/** Every approval, or those of one organization, the oldest first. For the operator. */
export function everyApprovalOf(db: Database, slug: string | null): Promise<ApprovalRow[]> {
  return everyApproval(db, { slug });
}

type Key = {
  organizationId: OrganizationId;
  accreditor: string;
  courseSlug: string | null;
  profession: string | null;
  jurisdiction: string | null;
  startsOn: string;
  endsOn: string | null;
};
export type Overlapping = { id: ApprovalId; startsOn: string; endsOn: string | null };

const overlapping = statement<Key, Overlapping>(
  'overlapping_approval',
  (
    p,
  ) => sql`select a.id, a.starts_on::text as "startsOn", least(a.ends_on, a.ended_on - 1)::text as "endsOn" from approvals a
    where a.organization_id = ${p('organizationId')} and a.accreditor = ${p('accreditor')}
      and a.course_slug is not distinct from ${p('courseSlug')}::text
      and (a.profession = ${p('profession')}::text or a.profession is null or ${p('profession')}::text is null)
      and (a.jurisdiction = ${p('jurisdiction')}::text or a.jurisdiction is null or ${p('jurisdiction')}::text is null)
      and daterange(a.starts_on, greatest(a.starts_on, least(a.ends_on + 1, a.ended_on)), '[)')
        && daterange(${p('startsOn')}::date, ${p('endsOn')}::date, '[]')
    order by a.starts_on limit 1`,
);

/**
 * An approval of the same body and course that has a day in common; null when there is none. One without a profession or a place is
 * for every one of them.
 */
export async function overlappingApproval(db: Database, key: Key): Promise<Overlapping | null> {
  return (await overlapping(db, key))[0] ?? null;
}

/** An award under an approval, without its holder. */
export type AwardUnderRow = {
  id: CreditAwardId;
  offerId: CreditOfferId;
  countsOn: string;
  awardedAt: Date;
  totalHundredths: number;
};

const awards = statement<{ approvalId: ApprovalId; from: string | null } & Window, AwardUnderRow>(
  'awards_under_approval',
  (p) => sql`select w.id, w.offer_id as "offerId", w.counts_on::text as "countsOn", w.awarded_at as "awardedAt",
      w.total_hundredths as "totalHundredths"
    from credit_offers f join credit_awards w on w.offer_id = f.id
    where f.approval_id = ${p('approvalId')} and (${p('from')}::date is null or w.counts_on >= ${p('from')}::date)
      and ${windowOn('w.id')}`,
);

/** The awards under an approval that count on a day or later; all of them without a day. */
export function awardsUnder(
  db: Database,
  window: { approvalId: ApprovalId; from: string | null } & Window,
): Promise<AwardUnderRow[]> {
  return awards(db, window);
}

const letters = statement<{ id: ApprovalId }, { letter: Buffer; letterSha256: string }>(
  'approval_letter',
  (p) => sql`select letter_sha256 as "letterSha256", letter from approvals where id = ${p('id')}`,
);

/** The letter of an approval; null when there is none. Whoever calls this has asked for the permission and records the reading. */
export async function letterOf(db: Database, id: ApprovalId): Promise<{ letter: Buffer; letterSha256: string } | null> {
  return (await letters(db, { id }))[0] ?? null;
}
