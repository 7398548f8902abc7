import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import { certificates, erasureRequests, organizations } from '../../drizzle/schema.ts';
import { type CertificateOnRecord, type Erasure, mayErase, standingErasure } from './rules.ts';

export type Kept = {
  account: unknown;
  profile: unknown;
  sessions: unknown[];
  passkeys: unknown[];
  outsideAccounts: unknown[];
  extraAttempts: unknown[];
  auditTrail: unknown[];
  memberships: unknown[];
  erasure: unknown;
  accommodations: unknown[];
  rounds: { id: string; reflections: { moduleId: string; sealedText: string; updatedAt: string }[] }[];
  certificates: { id: string; sealedFacts: string; wrappedDataKey: string | null }[];
};

const rows = (select: string) => sql.raw(`(select coalesce(json_agg(row_to_json(x)), '[]') from (${select}) x)`);

/**
 * Everything that is kept under a person's id, in one statement. Sealed values come as base64, to be opened for their owner.
 * Tokens, codes and keys are not a person's data and stay out; evaluations cannot be found by person and are not here.
 */
export const keptOf = handWritten<Kept>(
  'kept_of_person',
  sql`select
    (select row_to_json(x) from (select id, email, email_verified, created_at from users where id = p.id) x) as account,
    (select row_to_json(x) from (select legal_name, country, time_zone, profession, created_at, updated_at
      from profiles where user_id = p.id) x) as profile,
    ${rows('select signed_in_by, ip_address, user_agent, created_at, updated_at, expires_at from sessions where user_id = p.id')} as sessions,
    ${rows('select name, device_type, backed_up, created_at from passkeys where user_id = p.id')} as passkeys,
    ${rows('select provider_id, account_id, created_at from accounts where user_id = p.id')} as "outsideAccounts",
    ${rows('select c.slug as course, x.quiz_key, x.count, x.reason, x.granted_by, x.granted_at from extra_attempts x join courses c on c.id = x.course_id where x.user_id = p.id')} as "extraAttempts",
    ${rows("select at, verb, object_type, object_id, reason from audit_events where actor_user_id = p.id or (object_type = 'User' and object_id = p.id::text) order by at")} as "auditTrail",
    ${rows('select o.slug as organization, m.role, m.created_at from memberships m join organizations o on o.id = m.organization_id where m.user_id = p.id')} as memberships,
    (select row_to_json(x) from (select requested_at, due_at from erasure_requests where user_id = p.id) x) as erasure,
    ${rows('select c.slug as course, g.quiz_time_percent, g.study_time_waived, g.alternate_format, g.granted_by, g.granted_at, g.revoked_at from accommodation_grants g join courses c on c.id = g.course_id where g.user_id = p.id')} as accommodations,
    ${rows(`select e.id, c.slug as course, v.label as version, e.purpose, e.round, e.specimen, e.enrolled_at, e.disclosures_hash,
        e.disclosures_accepted_at, e.started_at, e.content_done_at, e.passed_at, e.evaluated_at, e.attested_at, e.completed_at,
        e.claimed_at, e.withdrawn_at,
        (select coalesce(json_agg(row_to_json(y)), '[]') from (select m.title, g.counted_millis, g.furthest_permille, g.completed_at
          from module_progress g join modules m on m.id = g.module_id where g.enrollment_id = e.id order by m.position) y) as modules,
        (select coalesce(json_agg(row_to_json(y)), '[]') from (select m.title, s.started_at, s.ended_at, s.end_reason, s.counted_millis
          from study_sessions s join modules m on m.id = s.module_id where s.enrollment_id = e.id order by s.started_at) y) as study_sessions,
        (select coalesce(json_agg(row_to_json(y)), '[]') from (select a.quiz_key, a.ordinal, a.started_at, a.submitted_at, a.correct_count,
          a.question_count, a.passed, (select json_agg(json_build_object('question', q.prompt, 'answer', t.answer, 'savedAt', t.saved_at,
            'options', (select json_agg(json_build_object('id', o.id, 'text', o.text)) from options o where o.question_id = q.id))
            order by t.position)
            from attempt_questions t join questions q on q.id = t.question_id where t.attempt_id = a.id) as answers,
          (select json_agg(json_build_object('reason', r.reason, 'at', r.regraded_at, 'correct_count', r.correct_count_after,
            'passed', r.passed_after)) from regrades r where r.attempt_id = a.id) as regrades
          from quiz_attempts a where a.enrollment_id = e.id order by a.started_at) y) as quiz_attempts,
        (select row_to_json(y) from (select text_version, text, typed_name, signed_in_by, ip_address, user_agent, attested_at
          from attestations where enrollment_id = e.id) y) as attestation,
        (select coalesce(json_agg(json_build_object('moduleId', r.module_id, 'sealedText', encode(r.sealed_text, 'base64'),
          'updatedAt', r.updated_at)), '[]') from reflections r where r.enrollment_id = e.id) as reflections
      from enrollments e join courses c on c.id = e.course_id join course_versions v on v.id = e.version_id
      where e.user_id = p.id order by e.enrolled_at`)} as rounds,
    ${rows(`select id, number, issued_at, name_shared, revoked_at, revocation_reason, superseded_at,
        encode(sealed_facts, 'base64') as "sealedFacts", encode(wrapped_data_key, 'base64') as "wrappedDataKey"
      from certificates where user_id = p.id order by issued_at`)} as certificates
    from (select ${sql.placeholder('userId')}::uuid as id) p`,
);

/** The certificates of a person, as retention looks at them. */
export const certificatesOnRecord = (db: Database, userId: UserId): Promise<CertificateOnRecord[]> =>
  db
    .select({
      number: certificates.number,
      organization: organizations.legalName,
      purpose: certificates.purpose,
      specimen: certificates.specimen,
      issuedAt: certificates.issuedAt,
      retentionYears: organizations.retentionYears,
    })
    .from(certificates)
    .innerJoin(organizations, eq(organizations.id, certificates.organizationId))
    .where(eq(certificates.userId, userId));

/** A person's request for erasure as its row says, waiting or carried out. */
export const erasureRequestOf = async (db: Database, userId: UserId) => {
  const [row] = await db.select().from(erasureRequests).where(eq(erasureRequests.userId, userId));
  return row ?? null;
};

/** What a person is told of their request; null when there is none. */
export const erasureOf = async (
  db: Database,
  { userId, now }: { userId: UserId; now: Date },
): Promise<Erasure | null> => {
  const request = await erasureRequestOf(db, userId);
  if (request === null) return null;
  const { requestedAt, dueAt, carriedOutAt } = request;
  return standingErasure({ requestedAt, dueAt, carriedOutAt }, mayErase(await certificatesOnRecord(db, userId), now));
};
