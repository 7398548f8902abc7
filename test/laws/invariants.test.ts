import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres, { type Sql } from 'postgres';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { EnrollmentId } from '../../drizzle/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { writeEventRows } from '../support/eventRows.ts';
import { writeFollowUpRows } from '../support/followUpRows.ts';
import { writeHistory } from '../support/history.ts';
import { newLearner } from '../support/world.ts';

const at = new Date('2026-11-22T09:00:00Z');
const later = new Date('2026-11-23T09:00:00Z');
const PERMISSION_DENIED = '42501';
const RESTRICT_VIOLATION = '23001';

let database: TestDatabase;
let app: Pool;
let [asApp, asOwner]: Sql[] = [];
let enrollmentId: EnrollmentId;

beforeAll(async () => {
  database = await createTestDatabase();
  app = connect(database.appUrl, { max: 2 });
  asApp = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  asOwner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  enrollmentId = (await writeHistory(app.db, at)).enrollmentId;
  await writeFollowUpRows(app.db, { enrollmentId, at });
  await writeEventRows(app.db, { userId: await newLearner(app.db), at, text: 'A text' });
});
afterAll(async () => {
  await Promise.all([app.close(), asApp?.end(), asOwner?.end()]);
  await database.drop();
});

const refuses = (sql: Sql | undefined, statement: string, code: string) =>
  expect(sql?.unsafe(statement)).rejects.toMatchObject({ code });

const INSERT_ONLY = [
  'accommodation_requests',
  'accommodation_states',
  'approval_organizations',
  'approval_states',
  'approval_warnings',
  'attendance_corrections',
  'attendance_events',
  'attendance_row_decisions',
  'attendance_voids',
  'attestations',
  'audit_events',
  'award_licenses',
  'award_reports',
  'balance_rows',
  'care_openings',
  'care_settings',
  'change_answers',
  'checkpoints',
  'contributors',
  'course_files',
  'course_versions',
  'credit_awards',
  'credit_exceptions',
  'disclosures',
  'documents',
  'enrollment_attendance',
  'enrollment_teaching',
  'errata',
  'errata_versions',
  'extra_attempts',
  'follow_up_answers',
  'installments',
  'intensive_changes',
  'invoices',
  'license_versions',
  'log_entries',
  'log_leaves',
  'log_nodes',
  'log_timestamps',
  'modules',
  'options',
  'organization_images',
  'organization_policies',
  'payments',
  'questions',
  'quizzes',
  'registration_states',
  'regrades',
  'rule_sets',
  'signing_keys',
  'status_entries',
  'status_lists',
  'stored_files',
  'tax_choices',
  'teaching_statements',
  'withdrawn_screenings',
];

test('trigger and grant close the same tables', async () => {
  const closed = await asOwner?.unsafe(`
    select tgrelid::regclass::text as table from pg_trigger where tgname like '%\\_insert\\_only' order by 1`);
  const role = new URL(database.appUrl).username;
  const granted = await asOwner?.unsafe(
    `select relname::text as table from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and not has_table_privilege($1, oid, 'UPDATE') order by 1`,
    [role],
  );
  expect(closed?.map((row) => row.table)).toEqual(INSERT_ONLY);
  expect(granted?.map((row) => row.table)).toEqual(INSERT_ONLY);
});

test('the application deletes only what passes, and empties no table', async () => {
  const role = new URL(database.appUrl).username;
  const tables = (right: string) =>
    asOwner?.unsafe(
      `select relname::text as table from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and has_table_privilege($1, oid, $2) order by 1`,
      [role, right],
    );
  const passing = `accounts address_changes agreements approval_letters attendance_files calendar_feeds care_intakes care_plans care_presences care_records certificate_name_words documents_pending
    erasure_requests evaluation_responses event_mails follow_up_mails follow_ups intensive_days intensive_segments invitation_stops joint_agreements joint_plans log_pending mail_bounces memberships name_corrections passkeys
    profiles recoveries reflections reported_certificates safety_notices sessions stripe_events throttles
    transcript_links verifications`;
  expect((await tables('DELETE'))?.map((row) => row.table)).toEqual(passing.split(/\s+/));
  expect(await tables('TRUNCATE')).toHaveLength(0);
  for (const table of ['certificates', 'quiz_attempts', 'enrollments', 'study_sessions', 'module_progress', 'users'])
    await refuses(asApp, `delete from ${table}`, PERMISSION_DENIED);
});

describe.each(INSERT_ONLY)('%s', (table) => {
  test.each([`update ${table} set id = id`, `delete from ${table}`, `truncate ${table} cascade`])(
    'refuses "%s" to the application and to the owner',
    async (statement) => {
      const rows = () => asOwner?.unsafe(`select * from ${table} order by id`);
      const before = await rows();
      expect(before?.length).toBeGreaterThan(0);
      await refuses(asApp, statement, PERMISSION_DENIED);
      await refuses(asOwner, statement, RESTRICT_VIOLATION);
      expect(await rows()).toEqual(before);
    },
  );
});

test.each(['started', 'content_done', 'passed', 'evaluated', 'attested', 'completed', 'claimed'])(
  'the milestone %s_at keeps its first value',
  async (milestone) => {
    const column = `${milestone}_at`;
    const read = async () =>
      (await asOwner?.unsafe(`select ${column} as at from enrollments where id = $1`, [enrollmentId]))?.[0]?.at;
    const write = (value: Date | null) =>
      asApp?.unsafe(`update enrollments set ${column} = $1 where id = $2`, [value, enrollmentId]);
    await write(at);
    const first = await read();
    expect(first).toBeInstanceOf(Date);
    await write(later);
    expect(await read()).toEqual(first);
    await write(null);
    expect(await read()).toEqual(first);
  },
);

test.each([
  'user_id = gen_random_uuid()',
  "purpose = 'PERSONAL'",
  'round = 2',
  'enrolled_at = now()',
  'disclosures_accepted_at = now()',
])('an enrollment never changes its origin: %s is refused', (change) =>
  refuses(asApp, `update enrollments set ${change} where id = '${enrollmentId}'`, RESTRICT_VIOLATION),
);

test('a submitted attempt and its answers never change', async () => {
  await refuses(asApp, 'update quiz_attempts set passed = true', RESTRICT_VIOLATION);
  await refuses(asOwner, 'delete from quiz_attempts', RESTRICT_VIOLATION);
  await refuses(asOwner, 'update attempt_questions set correct = true', RESTRICT_VIOLATION);
});

describe('a certificate', () => {
  test.each([
    "number = 'OTHER'",
    "claim_key = 'other'",
    'enrollment_id = gen_random_uuid()',
    'organization_id = gen_random_uuid()',
    "purpose = 'PERSONAL'",
    'specimen = true',
    'public_facts = \'{"hours": "99.00"}\'',
    "facts_hash = 'e'",
    "name_salt = '\\x00'",
    "name_commitment = '\\x00'",
    "sealed_facts = '\\x00'",
    "wrapped_data_key = '\\x00'",
    'issued_at = now()',
    'supersedes_id = id',
    'user_id = gen_random_uuid()',
  ])('never changes its facts: %s is refused to everyone', async (change) => {
    await refuses(asApp, `update certificates set ${change}`, RESTRICT_VIOLATION);
    await refuses(asOwner, `update certificates set ${change}`, RESTRICT_VIOLATION);
  });

  test('is never deleted', async () => {
    await refuses(asApp, 'delete from certificates', PERMISSION_DENIED);
    await refuses(asOwner, 'delete from certificates', RESTRICT_VIOLATION);
    await refuses(asOwner, 'truncate certificates cascade', RESTRICT_VIOLATION);
  });

  test('may be shared, is revoked once, and its key once destroyed stays destroyed', async () => {
    await asApp?.unsafe('update certificates set name_shared = true');
    await asApp?.unsafe("update certificates set revoked_at = now(), revocation_reason = 'ADMINISTRATIVE'");
    await refuses(asApp, 'update certificates set revoked_at = null, revocation_reason = null', RESTRICT_VIOLATION);
    await asApp?.unsafe('update certificates set wrapped_data_key = null, user_id = null');
    await refuses(asApp, "update certificates set wrapped_data_key = '\\x00'", RESTRICT_VIOLATION);
    const rows = await asOwner?.unsafe(
      'select name_shared, revocation_reason, wrapped_data_key, user_id from certificates',
    );
    expect([...(rows ?? [])]).toEqual([
      { name_shared: true, revocation_reason: 'ADMINISTRATIVE', wrapped_data_key: null, user_id: null },
    ]);
  });
});
