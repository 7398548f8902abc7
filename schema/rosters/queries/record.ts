import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { PERIOD } from '../../accreditation/queries/approvals.ts';
import { missedInJson, raisedByRegrades } from '../../enrollments/queries/attemptHistory.ts';
import { POST_TEST_KEY } from '../../enrollments/rules/attempts.ts';
import { type Stored, withFacts } from '../../issuance/queries/storedFacts.ts';
import { type IssuedRow, issuedColumns } from '../../issuance/queries.ts';
import { awardKeyInSql } from '../../issuance/rules/claimKeys.ts';
import { type RecordRow, readRecord, type StoredRecord } from './recordRows.ts';
import { ACCOMMODATIONS, CLAIMED_AT, EXTRA_ATTEMPTS, MODULES } from './recordStudy.ts';

const AWARD = sql`(select json_build_object('id', w.id, 'offerId', w.offer_id, 'approvalId', f.approval_id, 'basis', w.basis,
      'lines', w.lines, 'totalHundredths', w.total_hundredths, 'unitCode', f.rules->'unit'->'value'->>'code', 'completedAt', w.completed_at, 'countsOn', w.counts_on,
      'keptUntil', w.kept_until, 'awardedAt', w.awarded_at, 'approval', ${PERIOD})
    from credit_awards w join credit_offers f on f.id = w.offer_id join approvals a on a.id = f.approval_id
    where w.enrollment_id = k.enrollment_id and k.claim_key = ${sql.raw(awardKeyInSql('w'))})`;

const ATTESTATIONS = sql`(select coalesce(json_agg(json_build_object('ordinal', t.ordinal, 'textVersion', t.text_version,
      'text', t.text, 'typedName', t.typed_name, 'signedInBy', t.signed_in_by, 'attestedAt', t.attested_at) order by t.ordinal), '[]')
    from attestations t where t.enrollment_id = k.enrollment_id)`;

// As the gate of an offer counts them: attempts belong to the person and the course, whatever the enrollment and its version.
const SITTINGS = sql`(select coalesce(json_agg(json_build_object('ordinal', a.ordinal, 'round', f.round, 'courseVersion', v.label,
      'startedAt', a.started_at, 'submittedAt', a.submitted_at, 'correctCount', a.correct_count,
      'raisedCount', greatest(a.correct_count, r.correct), 'questionCount', a.question_count, 'passPercent', q.pass_percent, 'missed', ${missedInJson},
      'passedAt', case when a.passed then a.submitted_at else r.passed_at end) order by a.ordinal), '[]')
    from quiz_attempts a join enrollments f on f.id = a.enrollment_id join course_versions v on v.id = f.version_id
      join quizzes q on q.id = a.quiz_id ${raisedByRegrades}
    where a.user_id = e.user_id and a.course_id = e.course_id and a.quiz_key = ${POST_TEST_KEY}
      and (a.enrollment_id = e.id or coalesce(a.submitted_at, a.started_at) <= ${CLAIMED_AT}))`;

const EXCEPTIONS = sql`(select coalesce(json_agg(json_build_object('id', x.id, 'offerId', x.offer_id, 'blocker', x.blocker,
      'untilOn', x.until_on, 'reason', x.reason, 'grantedBy', x.granted_by, 'grantedAt', x.granted_at,
      'grantedAs', (select v.actor from audit_events v where v.object_type = 'CreditException' and v.object_id = x.id::text
        order by v.id limit 1)) order by x.id), '[]')
    from credit_exceptions x where x.enrollment_id = k.enrollment_id
      and (x.offer_id is null or k.claim_key = ${sql.raw(awardKeyInSql('x'))}))`;

const DOCUMENTS = sql`(select coalesce(json_agg(json_build_object('kind', d.kind, 'revision', d.revision, 'sha256', d.sha256,
      'createdAt', d.created_at) order by d.revision, d.kind), '[]') from documents d where d.certificate_id = k.id)`;

const LOG_ENTRIES = sql`(select coalesce(json_agg(json_build_object('kind', g.kind, 'revision', g.revision,
      'body', encode(g.body, 'hex'), 'createdAt', g.created_at,
      'position', (select b.position from log_leaves b where b.entry_id = g.id)) order by g.id), '[]')
    from log_entries g where g.certificate_id = k.id)`;

const record = statement<{ number: string; organizationId: OrganizationId }, RecordRow, StoredRecord>(
  'record_behind_certificate',
  (p) => sql`select ${issuedColumns}, k.sealed_facts as "sealedFacts", k.wrapped_data_key as "wrappedDataKey",
      (select s.number from certificates s where s.id = k.supersedes_id) as "predecessorNumber",
      k.organization_id as "organizationId", k.claim_key as "claimKey", k.enrollment_id as "enrollmentId",
      e.user_id as "userId", e.course_id as "courseId", e.version_id as "versionId",
      (select c.slug from courses c where c.id = e.course_id) as "courseSlug", e.purpose, e.round,
      e.enrolled_at as "enrolledAt", e.started_at as "startedAt", e.content_done_at as "contentDoneAt",
      e.passed_at as "passedAt", e.evaluated_at as "evaluatedAt", e.attested_at as "attestedAt",
      e.completed_at as "completedAt", e.claimed_at as "claimedAt", e.disclosures_hash as "disclosuresHash",
      e.disclosures_accepted_at as "disclosuresAcceptedAt",
      (select d.content from disclosures d where d.hash = e.disclosures_hash) as disclosures,
      ${AWARD} as award, ${ATTESTATIONS} as attestations, ${SITTINGS} as sittings, ${MODULES} as modules,
      ${ACCOMMODATIONS} as accommodations, ${EXTRA_ATTEMPTS} as "extraAttempts",
      ${EXCEPTIONS} as exceptions, ${DOCUMENTS} as documents, ${LOG_ENTRIES} as "logEntries",
      array(select c.id from certificates c where c.enrollment_id = k.enrollment_id and c.claim_key = k.claim_key) as "certificateIds"
    from certificates k join enrollments e on e.id = k.enrollment_id
    where k.number = ${p('number')} and k.organization_id = ${p('organizationId')}`,
  readRecord,
);

/** The record of a certificate that this organization issued; null for any other number. */
export async function recordBehind(
  db: Database,
  asked: { number: string; organizationId: OrganizationId },
): Promise<RecordRow | null> {
  return (await record(db, asked))[0] ?? null;
}

type Claim = Pick<RecordRow, 'enrollmentId' | 'claimKey'>;

const others = statement<Claim, IssuedRow, Stored<IssuedRow>>(
  'other_certificates_of_completion',
  (p) => sql`select ${issuedColumns} from certificates k where k.enrollment_id = ${p('enrollmentId')}
      and k.claim_key <> ${p('claimKey')} and k.superseded_at is null order by k.id`,
  withFacts,
);

/** The standing certificates of the same completion for other claims. */
export function otherCertificates(db: Database, { enrollmentId, claimKey }: Claim): Promise<IssuedRow[]> {
  return others(db, { enrollmentId, claimKey });
}
