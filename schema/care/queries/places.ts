import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  CareRecordId,
  IntensiveId,
  JointPlanId,
  OrganizationId,
  PairId,
  RegistrationId,
  UserId,
} from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { USUAL_RETENTION_DAYS } from '../../../drizzle/tables/care.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { isNamedInstructor } from '../../intensives/queries/named.ts';

/** One person's place at a therapy event with everything of care, sealed. */
export type CarePlace = {
  registrationId: RegistrationId;
  userId: UserId;
  pairId: PairId | null;
  intensiveId: IntensiveId;
  organizationId: OrganizationId;
  state: RegistrationState;
  live: boolean;
  screenedAt: Date | null;
  /** The last day on which the record is kept, in the event's zone. */
  keptUntil: string;
  recordId: CareRecordId | null;
  wrappedDataKey: Buffer | null;
  consentedUntil: string | null;
  sealedAnswers: Buffer | null;
  savedAt: Date | null;
  submittedAt: Date | null;
  sealedPlan: Buffer | null;
  planSavedAt: Date | null;
  present: boolean | null;
  jointPlanId: JointPlanId | null;
  jointDataKey: Buffer | null;
  sealedJoint: Buffer | null;
  jointVersion: number | null;
  jointEditedAt: Date | null;
  /** Whether this person agreed to the joint part as it stands; whether both did. */
  agreed: boolean;
  bothAgreed: boolean;
  name: string | null;
  email: string | null;
};

/** The last day of a record of an intensive `i`, in its zone: so many days after the event, later only by consent. */
export function lastDay(registration: SQL, record: SQL): SQL {
  return sql`greatest(${record},
    (coalesce((select max(g.ends_at) from intensive_segments g where g.intensive_id = i.id), ${registration}) at time zone i.time_zone)::date
      + coalesce((select s.retention_days from care_settings s where s.organization_id = i.organization_id order by s.id desc limit 1),
        ${sql.raw(String(USUAL_RETENTION_DAYS))}))`;
}

const AGREED = sql`(select count(*) from joint_agreements a where a.joint_plan_id = j.id and a.version = j.version)`;

const places = (where: SQL): SQL => sql`select r.id as "registrationId", r.user_id as "userId", r.pair_id as "pairId",
    i.id as "intensiveId", i.organization_id as "organizationId", r.state, r.ended_at is null as live, r.screened_at as "screenedAt",
    ${lastDay(sql`r.created_at`, sql`c.kept_until`)}::text as "keptUntil", c.id as "recordId", c.wrapped_data_key as "wrappedDataKey",
    c.kept_until::text as "consentedUntil", n.sealed_answers as "sealedAnswers", n.saved_at as "savedAt",
    n.submitted_at as "submittedAt", l.sealed_text as "sealedPlan", l.saved_at as "planSavedAt", s.present,
    j.id as "jointPlanId", j.wrapped_data_key as "jointDataKey", j.sealed_text as "sealedJoint", j.version as "jointVersion",
    j.edited_at as "jointEditedAt",
    exists (select from joint_agreements a where a.joint_plan_id = j.id and a.version = j.version and a.user_id = r.user_id) as agreed,
    ${AGREED} = 2 as "bothAgreed", f.legal_name as name, coalesce(u.mail_address, u.email) as email
  from registrations r join intensives i on i.id = r.intensive_id join users u on u.id = r.user_id
    left join profiles f on f.user_id = r.user_id
    left join care_records c on c.registration_id = r.id and c.user_id = r.user_id
    left join care_intakes n on n.record_id = c.id left join care_plans l on l.record_id = c.id
    left join care_presences s on s.record_id = c.id
    left join joint_plans j on j.pair_id = r.pair_id
  where i.kind <> 'TRAINING' and ${where}`;

const own = statement<{ id: RegistrationId; userId: UserId }, CarePlace>('own_care_place', (p) =>
  places(sql`r.id = ${p('id')} and r.user_id = ${p('userId')}`),
);

/** A person's own place at a therapy event; null for every other one. */
export async function ownCarePlace(
  db: Database,
  asked: { id: RegistrationId | null; userId: UserId },
): Promise<CarePlace | null> {
  const { id, userId } = asked;
  return id === null ? null : ((await own(db, { id, userId }))[0] ?? null);
}

const led = statement<{ id: RegistrationId; userId: UserId }, CarePlace>('led_care_place', (p) =>
  places(sql`r.id = ${p('id')} and r.ended_at is null and ${isNamedInstructor(sql`i.id`, sql`${p('userId')}::uuid`)}`),
);

/** A live place at a therapy event that this person is named to lead; null for every other one. */
export async function ledCarePlace(
  db: Database,
  asked: { id: RegistrationId | null; userId: UserId },
): Promise<CarePlace | null> {
  const { id, userId } = asked;
  return id === null ? null : ((await led(db, { id, userId }))[0] ?? null);
}

/** No event that a therapist leads has more people. */
export const MOST_PLACES = 200;

const ofEvent = statement<{ intensiveId: IntensiveId; userId: UserId }, CarePlace>(
  'care_places_of_intensive',
  (p) =>
    sql`${places(
      sql`r.intensive_id = ${p('intensiveId')} and r.ended_at is null and ${isNamedInstructor(sql`i.id`, sql`${p('userId')}::uuid`)}`,
    )} order by r.id limit ${sql.raw(String(MOST_PLACES))}`,
);

/** The live places of an event that this person is named to lead, in the order in which they came. */
export function ledCarePlaces(db: Database, asked: { intensiveId: IntensiveId; userId: UserId }): Promise<CarePlace[]> {
  return ofEvent(db, asked);
}
