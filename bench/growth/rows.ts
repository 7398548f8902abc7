/**
 * The rows of a world of `n` enrollments, each table by one set-based insert. Keys follow from numbers: enrollment e belongs to
 * the person e / 2, and nine of twenty enrollments are claimed. Helpers and keys that only this needs are dropped at the end.
 */
export type Insert = { table: string; sql: string };

/** What the inserts look up: the published versions, their modules, and the questions of their post-tests. */
export const HELPERS = `
create function growth_id(kind int, n bigint) returns uuid immutable parallel safe language sql return
  (lpad(to_hex(n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || repeat('0', 15))::uuid;
create unlogged table growth_versions as
  select (row_number() over (order by c.slug, v.ordinal) - 1)::int as place, v.id as version_id, v.course_id,
    c.organization_id, q.id as post_test, q.draw
  from course_versions v join courses c on c.id = v.course_id
  join quizzes q on q.version_id = v.id and q.kind = 'POST_TEST';
create unlogged table growth_modules as
  select g.place, m.id, m.position, m.min_seconds from growth_versions g join modules m on m.version_id = g.version_id;
create unlogged table growth_questions as
  select g.place, n.id, (row_number() over (partition by g.place order by n.key))::int as position,
    (select jsonb_agg(o.id order by o.id) from options o where o.question_id = n.id) as option_order
  from growth_versions g join questions n on n.quiz_id = g.post_test;
analyze growth_versions, growth_modules, growth_questions`;

export const DROP_HELPERS = `
drop table growth_versions, growth_modules, growth_questions;
drop function growth_id`;

const CLAIMED = 'e % 20 < 9';
const MONTHS = 60;
/** Instants spread over the last five years. */
const at = (n: string, of: number) =>
  `date_trunc('milliseconds', now() - (${of} - ${n}) * (interval '${MONTHS * 30} days' / ${of}))`;
const bytes = (length: number) => `decode(repeat('a7', ${length}), 'hex')`;
const versionOf = '((e - 1) % 6) * 3 + (e / 6) % 3';
/** The ordinal of a claimed enrollment among the claimed, from 0. */
const claimOf = '((e / 20) * 9 + e % 20 - 1)';

/** In groups that may run side by side. */
export const insertsFor = (n: number, disclosuresHash: string): Insert[] => {
  const people = n / 2;
  const claims = (n / 20) * 9;
  const each = `generate_series(1::bigint, ${n}) e`;
  const claimed = `${each} where ${CLAIMED}`;
  const insert = (table: string, columns: string, select: string): Insert => ({
    table,
    sql: `insert into ${table} (${columns}) select ${select}`,
  });
  return [
    insert(
      'users',
      'id, name, email, email_verified, created_at, updated_at',
      `growth_id(1, u), '', 'learner' || u || '@example.org', true, ${at('u', people)}, now() from generate_series(1::bigint, ${people}) u`,
    ),
    insert(
      'profiles',
      'id, user_id, legal_name, profession, created_at, updated_at',
      `growth_id(2, u), growth_id(1, u), 'Sample Learner ' || u, 'COUNSELLOR', now(), now() from generate_series(1::bigint, ${people}) u`,
    ),
    insert(
      'sessions',
      'id, user_id, token, expires_at, created_at, updated_at',
      `growth_id(3, u), growth_id(1, u), rtrim(translate(encode(sha256(u::text::bytea), 'base64'), '+/', '-_'), '='),
        now() + interval '1 day', now(), now() from generate_series(1::bigint, ${people}, 4) u`,
    ),
    insert(
      'throttles',
      'id, key, window_started_at, count',
      `growth_id(4, u), 'bench ' || u, now(), 1 from generate_series(1::bigint, ${people}, 10) u`,
    ),
    insert(
      'enrollments',
      `id, user_id, course_id, version_id, purpose, round, enrolled_at, disclosures_hash, disclosures_accepted_at,
        adult_confirmed_at, specimen, started_at, content_done_at, passed_at, evaluated_at, attested_at, completed_at, claimed_at,
        withdrawn_at`,
      `growth_id(5, e), growth_id(1, (e + 1) / 2), v.course_id, v.version_id, 'CREDIT', 1, t, '${disclosuresHash}', t, t, false, t,
        d, d, d, d, d, d, case when e % 20 in (9, 10) then t end
      from ${each} join growth_versions v on v.place = ${versionOf}
      cross join lateral (select ${at('e', n)} as t) times
      cross join lateral (select case when ${CLAIMED} then t + interval '3 days' end as d) done`,
    ),
    insert(
      'module_progress',
      'id, enrollment_id, module_id, counted_millis, furthest_permille, check_passed_at, last_active_at, completed_at',
      `growth_id(32 + m.position, e), growth_id(5, e), m.id, m.min_seconds * 1000, 1000, now(), now(), now()
      from ${each} join growth_modules m on m.place = ${versionOf} and (${CLAIMED} or m.position <= 2)`,
    ),
    insert(
      'study_sessions',
      `id, user_id, enrollment_id, module_id, started_at, last_beat_at, counted_millis, ended_at, end_reason`,
      `growth_id(6, e), growth_id(1, (e + 1) / 2), growth_id(5, e), m.id, t, t, 60000, t, 'STOPPED'
      from ${each} join growth_modules m on m.place = ${versionOf} and m.position = 1
      cross join lateral (select ${at('e', n)} as t) times`,
    ),
    insert(
      'quiz_attempts',
      `id, enrollment_id, user_id, course_id, quiz_id, quiz_key, ordinal, started_at, submitted_at, correct_count,
        question_count, passed`,
      `growth_id(7, e), growth_id(5, e), growth_id(1, (e + 1) / 2), v.course_id, v.post_test, 'post-test', 1, now(), now(), v.draw,
        v.draw, true
      from ${each} join growth_versions v on v.place = ${versionOf} where ${CLAIMED}`,
    ),
    insert(
      'attempt_questions',
      'id, attempt_id, question_id, position, option_order, answer, saved_at, correct',
      `gen_random_uuid(), growth_id(7, e), q.id, q.position, q.option_order,
        jsonb_build_object('optionIds', jsonb_build_array(q.option_order->0)), now(), true
      from ${each} join growth_versions v on v.place = ${versionOf}
      join growth_questions q on q.place = v.place and q.position <= v.draw where ${CLAIMED} and e % 4 = 0`,
    ),
    insert(
      'attestations',
      'id, enrollment_id, text_version, text, typed_name, signed_in_by, attested_at',
      `growth_id(8, e), growth_id(5, e), '1', 'I did this work.', 'Sample Learner', 'EMAIL_CODE', now() from ${claimed}`,
    ),
    insert(
      'evaluation_responses',
      'id, version_id, purpose, profession, month, answers, mixed',
      `gen_random_uuid(), v.version_id, 'CREDIT', 'COUNSELLOR',
        date_trunc('month', now() - (${n} - e) * ${MONTHS} / ${n} * interval '1 month')::date,
        '[{"itemKey":"objective:o1","scale":4},{"itemKey":"objective:o2","scale":5},{"itemKey":"item:clear","scale":4}]', true
      from ${each} join growth_versions v on v.place = ${versionOf} where ${CLAIMED}`,
    ),
    insert(
      'certificates',
      `id, number, claim_key, enrollment_id, user_id, organization_id, purpose, specimen, public_facts, facts_hash, name_salt,
        name_commitment, sealed_facts, wrapped_data_key, issued_at`,
      `growth_id(9, e), 'GROWTH-' || e, growth_id(5, e) || ':plain', growth_id(5, e), growth_id(1, (e + 1) / 2),
        v.organization_id, 'CREDIT', false, jsonb_build_object('v', 1, 'completedOn', '2026-01-01', 'studyHundredths', 100,
          'courseTitle', 'A course of this length has a title', 'objectives', repeat('An objective in words. ', 20)),
        encode(sha256(e::text::bytea), 'hex'), ${bytes(32)}, ${bytes(32)}, ${bytes(700)}, ${bytes(60)}, ${at('e', n)}
      from ${each} join growth_versions v on v.place = ${versionOf} where ${CLAIMED}`,
    ),
    insert(
      'documents',
      'id, certificate_id, kind, revision, sealed_bytes, sha256, created_at',
      `growth_id(16 + k.place, e), growth_id(9, e), k.kind, 2, ${bytes(64)}, encode(sha256((k.kind || e)::bytea), 'hex'), now()
      from ${each}, (values (1, 'CREDENTIAL'), (2, 'TOKEN'), (3, 'PDF')) k (place, kind) where ${CLAIMED}`,
    ),
    insert(
      'status_lists',
      'id, number, created_at',
      `growth_id(10, l), l, now() from generate_series(1, ${Math.ceil(claims / 40_000) + 1}) l`,
    ),
    insert(
      'status_entries',
      'id, certificate_id, list_id, position',
      `growth_id(11, e), growth_id(9, e), growth_id(10, ${claimOf} / 40000 + 1), (${claimOf} % 40000) * 3 from ${claimed}`,
    ),
    insert(
      'log_entries',
      'id, kind, certificate_id, revision, salt, body, created_at',
      `growth_id(20 + k.place, e), k.kind, growth_id(9, e), k.revision, ${bytes(32)},
        convert_to('{"v":1,"kind":"' || k.kind || '","commitment":"' || encode(sha256((k.kind || e)::bytea), 'hex') || '"}', 'UTF8'), now()
      from ${each}, (values (1, 'ISSUE', 0), (2, 'CREDENTIAL', 2), (3, 'PDF', 2)) k (place, kind, revision) where ${CLAIMED}`,
    ),
    insert(
      'log_leaves',
      'id, position, entry_id',
      `growth_id(24 + k, e), ${claimOf} * 3 + k - 1, growth_id(20 + k, e) from ${each}, generate_series(1, 3) k where ${CLAIMED}`,
    ),
    insert(
      'audit_events',
      'id, at, organization_id, actor_user_id, actor, verb, object_type, object_id',
      `growth_id(12 + k, e), ${at('e', n)}, v.organization_id, growth_id(1, (e + 1) / 2), 'user',
        case k when 0 then 'ENROLLED' else 'CERTIFICATE_ISSUED' end, case k when 0 then 'Enrollment' else 'Certificate' end,
        growth_id(case k when 0 then 5 else 9 end, e)::text
      from ${each} join growth_versions v on v.place = ${versionOf} join generate_series(0, 1) k on k = 0 or ${CLAIMED}`,
    ),
    insert(
      'extra_attempts',
      'id, user_id, course_id, quiz_key, count, reason, granted_by, granted_at',
      `growth_id(28, e), growth_id(1, (e + 1) / 2), v.course_id, 'post-test', 1, 'a sample', 'operator', now()
      from ${each} join growth_versions v on v.place = ${versionOf} where e % 100 = 15`,
    ),
    insert(
      'accommodation_grants',
      'id, user_id, course_id, quiz_time_percent, granted_by, granted_at',
      `growth_id(30, e), growth_id(1, (e + 1) / 2), v.course_id, 150, 'operator', now()
      from ${each} join growth_versions v on v.place = ${versionOf} where e % 200 = 15`,
    ),
    insert(
      'reflections',
      'id, enrollment_id, module_id, sealed_text, created_at, updated_at',
      `growth_id(31, e), growth_id(5, e), m.id, ${bytes(200)}, now(), now()
      from ${each} join growth_modules m on m.place = ${versionOf} and m.position = 1 where e % 10 = 1`,
    ),
    insert(
      'passkeys',
      'id, user_id, public_key, credential_id, counter, device_type, backed_up',
      `growth_id(60, u), growth_id(1, u), 'key', 'passkey ' || u, 0, 'singleDevice', false
      from generate_series(1::bigint, ${people}, 20) u`,
    ),
    insert(
      'erasure_requests',
      'id, user_id, requested_at, due_at',
      `growth_id(61, u), growth_id(1, u), now(), now() + interval '5 years' from generate_series(1::bigint, ${people}, 100) u`,
    ),
    insert(
      'checkpoints',
      'id, size, root, note, created_at',
      `growth_id(62, s), s, ${bytes(32)}, 'earlier', now() from generate_series(1::bigint, ${claims * 3 - 1}, 50) s`,
    ),
    insert(
      'pgboss.job',
      'name, data, state, created_on, started_on, completed_on',
      `'certificate-issued', '{}', 'completed', now(), now(), now() from generate_series(1, ${n / 200})`,
    ),
    insert(
      'regrades',
      'id, attempt_id, question_id, reason, regraded_by, regraded_at, correct_count_before, correct_count_after, passed_after',
      `growth_id(29, e), growth_id(7, e), q.id, 'a sample', 'operator', now(), v.draw, v.draw, true
      from ${each} join growth_versions v on v.place = ${versionOf} join growth_questions q on q.place = v.place and q.position = 1
      where ${CLAIMED} and e % 4 = 0`,
    ),
  ];
};

/** Level 0 of the log's tree; RFC 6962 hashes a leaf after a zero byte. */
export const LEAF_HASHES = `
insert into log_nodes (id, level, position, hash)
select growth_id(48, l.position), 0, l.position, sha256('\\x00'::bytea || e.body)
from log_leaves l join log_entries e on e.id = l.entry_id`;

/** The next level: a node over each pair of neighbors, after a byte of one. */
export const nodesOfLevel = (level: number): string => `
insert into log_nodes (id, level, position, hash)
select growth_id(48 + ${level}, l.position / 2), ${level}, l.position / 2, sha256('\\x01'::bytea || l.hash || r.hash)
from log_nodes l join log_nodes r on r.level = l.level and r.position = l.position + 1
where l.level = ${level - 1} and l.position % 2 = 0`;
