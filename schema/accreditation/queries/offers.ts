import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  ApprovalId,
  CourseVersionId,
  CreditOfferId,
  LicenseId,
  OrganizationId,
  UserId,
} from '../../../drizzle/ids.ts';
import { newestVersion } from '../../../drizzle/newestLicense.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { KeptCalculation, OfferLine } from '../../../drizzle/tables/accreditation.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import { dateIn } from '../../organizations/rules.ts';
import { NEWEST } from '../queries.ts';
import { inForceOn, type Period } from '../rules/approval.ts';
import type { Board, Rules } from '../rules/bodies.ts';
import type { Measured } from '../rules/measured.ts';
import { PERIOD } from './approvals.ts';

/** An offer with what its approval and its body print. Everything here is public. */
export type OfferRow = {
  id: CreditOfferId;
  organizationId: OrganizationId;
  versionId: CourseVersionId;
  approvalId: ApprovalId;
  accreditor: string;
  /** The name and website of the accreditor, as they were frozen. */
  body: string;
  website: string;
  number: string | null;
  profession: string | null;
  jurisdiction: string | null;
  lines: OfferLine[];
  totalHundredths: number;
  calculation: KeptCalculation;
  /** What the version itself measures. */
  measured: Measured;
  rules: Rules;
  statement: string;
  opensOn: string;
  lastEnrollmentOn: string | null;
  lastCompletionOn: string | null;
  specimen: boolean;
  offeredAt: Date;
  withdrawnAt: Date | null;
  withdrawalReason: string | null;
  timeZone: string;
  approval: Period;
};

const COLUMNS = sql`f.id, f.organization_id as "organizationId", f.version_id as "versionId", f.approval_id as "approvalId",
    a.accreditor, r.content->>'name' as body, r.content->>'website' as website, a.number, a.profession, a.jurisdiction,
    json_build_object('words', v.calculation->'words', 'questions', v.calculation->'questions', 'difficulty',
      v.calculation->'difficulty', 'studyHundredths', v.study_hundredths) as measured,
    f.lines, f.total_hundredths as "totalHundredths", f.calculation, f.rules, f.statement, f.opens_on::text as "opensOn",
    f.last_enrollment_on::text as "lastEnrollmentOn", f.last_completion_on::text as "lastCompletionOn", f.specimen,
    f.offered_at as "offeredAt", f.withdrawn_at as "withdrawnAt", f.withdrawal_reason as "withdrawalReason", o.time_zone as "timeZone",
    ${PERIOD} as approval`;
const FROM = sql`from credit_offers f join approvals a on a.id = f.approval_id join rule_sets r on r.id = f.rule_set_id
    join course_versions v on v.id = f.version_id join organizations o on o.id = f.organization_id`;

const byIds = statement<{ ids: CreditOfferId[] }, OfferRow>(
  'credit_offers_by_ids',
  (p) => sql`select ${COLUMNS} ${FROM} where f.id = any(${p('ids')}::uuid[])`,
);
export const offersByIds = (db: Database, ids: CreditOfferId[]): Promise<OfferRow[]> => byIds(db, { ids });

const ofOrganization = statement<{ organizationId: OrganizationId } & Window, OfferRow>(
  'credit_offers_of_organization',
  (p) => sql`select ${COLUMNS} ${FROM} where f.organization_id = ${p('organizationId')} and ${windowOn('f.id')}`,
);
export function offersOf(db: Database, window: { organizationId: OrganizationId } & Window): Promise<OfferRow[]> {
  return ofOrganization(db, window);
}

type Same = {
  versionId: CourseVersionId;
  accreditor: string;
  profession: string | null;
  jurisdiction: string | null;
};

const standing = statement<Same, { id: CreditOfferId }>(
  'standing_offer',
  (p) => sql`select f.id from credit_offers f join approvals a on a.id = f.approval_id
    where f.version_id = ${p('versionId')} and f.withdrawn_at is null and a.accreditor = ${p('accreditor')}
      and a.profession is not distinct from ${p('profession')}::text
      and a.jurisdiction is not distinct from ${p('jurisdiction')}::text
    order by f.id limit 1`,
);

/** An offer of the same body for the same version that was not withdrawn; null when there is none. */
export async function standingOffer(db: Database, same: Same): Promise<CreditOfferId | null> {
  return (await standing(db, same))[0]?.id ?? null;
}

/** For whom an offer is read: a license of the signed-in person, or a profession and a place; null for nobody in particular. */
export type Practice = {
  licenseId: LicenseId | null;
  profession: string | null;
  jurisdiction: string | null;
};

/** An offer that is open, with the board of the license or of the profession and place. */
export type OpenOffer = OfferRow & {
  practice: { profession: string; jurisdiction: string } | null;
  board: Board | null;
};

type Asked = Practice & { versions: CourseVersionId[]; userId: UserId | null };

const standingOn = statement<Asked, OpenOffer>(
  'standing_offers_of_versions',
  (p) => sql`select ${COLUMNS}, board.content as board,
      case when practice.profession is null then null
        else json_build_object('profession', practice.profession, 'jurisdiction', practice.jurisdiction) end as practice
    ${FROM}
    left join lateral (
      select v.profession, v.jurisdiction from licenses l cross join ${newestVersion}
      where l.id = ${p('licenseId')}::uuid and l.user_id = ${p('userId')}::uuid and l.removed_at is null) license on true
    cross join lateral (select coalesce(${p('profession')}::text, license.profession) as profession,
      coalesce(${p('jurisdiction')}::text, license.jurisdiction) as jurisdiction) practice
    left join lateral (
      select r.content from ${NEWEST} and r.kind = 'BOARD' and r.content->>'jurisdiction' = practice.jurisdiction
        and exists (select from jsonb_array_elements(r.content->'professions') known
          where known->>'key' = practice.profession) limit 1) board on true
    where f.version_id = any(${p('versions')}::uuid[]) and f.withdrawn_at is null order by f.id`,
);

/** The offers of these versions that are open now: each in its organization's zone, its approval in force. One statement. */
export async function openOffers(db: Database, asked: Asked, now: Date): Promise<OpenOffer[]> {
  const rows = await standingOn(db, asked);
  return rows.filter((row) => {
    const today = dateIn(row.timeZone, now);
    const last = [row.lastEnrollmentOn ?? today, row.lastCompletionOn ?? today];
    return row.opensOn <= today && last.every((day) => today <= day) && inForceOn(row.approval, today).ok;
  });
}
