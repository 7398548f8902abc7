import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { seal, unseal } from '../../drizzle/encryption.ts';
import type { CertificateId, EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { nameOf, policies } from '../../drizzle/policies.ts';
import { columnOf } from '../../drizzle/policy.ts';
import * as tables from '../../drizzle/schema.ts';
import type { AuditVerb } from '../../drizzle/tables/events.ts';
import { openText } from '../../schema/accommodations/operations/sealedTexts.ts';
import { operatorAct, systemAct, userAct } from '../../schema/act.ts';
import { grantAccommodation } from '../../schema/enrollments/operations/grantAccommodation.ts';
import { readReflection } from '../../schema/enrollments/operations/keepWriting.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { recordEvent } from '../../schema/events/operations.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { shareCertificateName } from '../../schema/issuance/operations/shareCertificateName.ts';
import { grantMembership } from '../../schema/organizations/operations/memberships.ts';
import { carryOutErasures } from '../../schema/privacy/operations/carryOutErasures.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { grantExtraAttempts } from '../../schema/quizzes/operations/grantExtraAttempts.ts';
import { newCreditHolder } from '../support/creditHolder.ts';
import { writeCreditRows } from '../support/creditRows.ts';
import { writeEventRows } from '../support/eventRows.ts';
import { writeFollowUpRows } from '../support/followUpRows.ts';
import { writeDeclined } from '../support/nameCorrections.ts';
import { consent, reflect } from '../support/reflections.ts';
import { writeSignInRows } from '../support/signInRows.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2026-11-23T09:00:00Z');
const due = new Date('2033-12-01T00:00:00Z');
/** Stands in everything that this person leaves behind, and nowhere else. */
const MARK = 'zzmark';
const NAME = 'Zzmark Person';
const EMAIL = 'zzmark@example.org';
const documentPlace = (id: string) => `documents:${id}:PDF:1`;

/** Personal columns that can hold no mark, and why their person is gone from them all the same. */
const UNMARKABLE: Record<string, string> = {
  'profiles.country': 'two letters; the row goes',
  'profiles.time_zone': 'an IANA name; the row goes',
  'profiles.profession': 'a word of a fixed list; the row goes',
  'profiles.language': 'a code of two or three letters; the row goes',
  'throttles.key': 'a hash; the one that is known goes',
  'attempt_questions.answer': 'ids of options; stays, tied to nobody',
  'follow_up_answers.answer': 'ids of options; stays, tied to nobody',
  'follow_up_mails.stop_hash': 'a hash of a link; the row goes',
  'license_versions.number_index': 'a keyed hash; blanked',
  'certificates.name_salt': 'chance; stays, so that a typed name can be matched',
  'certificates.name_commitment': 'a keyed hash; stays, for the same',
  'certificate_name_words.word': 'a keyed hash; the row goes',
  'evaluation_responses.profession': 'tied to nobody from the first',
  'evaluation_responses.answers': 'tied to nobody from the first',
  'regrades.regraded_by': 'names whoever corrected the test, not the learner',
  'attendance_files.sealed_bytes': 'of many people, encrypted; deleted after a day',
  'attendance_rows.who_sha256': 'a hash of an address; blanked',
  'event_mails.address': 'of somebody without an account; blanked when the mail is sent',
  'pairs.invite_hash': 'a hash of a link that opens nothing any more',
  'pairs.invited_sha256': 'a salted hash; null once the pair is whole or has ended',
  ...{ 'pairs.mailbox_sha256': 'a keyed hash; stays, to refuse', 'invitation_stops.mailbox_sha256': 'the same' },
  'care_records.wrapped_data_key': 'a wrapped key; the row goes',
  'care_intakes.sealed_answers': 'sealed under that key; the row goes',
  'care_plans.sealed_text': 'sealed under that key; the row goes',
  ...{ 'joint_plans.wrapped_data_key': 'a wrapped key; goes', 'joint_plans.sealed_text': 'sealed under it; goes' },
  'waitlist_offers.decline_hash': 'a hash of a link that opens nothing any more',
};
/** Tables whose people publish a course or answer for an organization: they are no learners here. */
const PUBLISHED =
  'approval_letters approvals care_settings contributors course_files course_versions intensive_instructors organizations organization_images signing_keys stored_files'.split(
    ' ',
  );

const personalColumns = (): string[] =>
  policies
    .filter((policy) => !PUBLISHED.includes(nameOf(policy)))
    .flatMap(({ table, about }) =>
      (about?.personal ?? []).map((name) => `${nameOf({ table })}.${columnOf(table, name).name}`),
    );

/** Fills every personal column there is, by the verbs that fill it, or by hand where only the identity library writes. */
const livingPerson = async () => {
  const { db, vault, courseId } = world;
  const mark = `${MARK} ${MARK}`;
  const holder = await newCreditHolder(world, NAME, { ipAddress: mark, userAgent: mark });
  const { userId, enrollmentId, certificateId } = holder;
  await db.update(tables.users).set({ name: NAME, email: EMAIL, image: mark }).where(eq(tables.users.id, userId));
  await writeSignInRows(db, { userId, email: EMAIL, at: now, text: mark });
  const challenge = { expiresAt: due, value: JSON.stringify({ userData: { id: userId, name: EMAIL } }) };
  await db.insert(tables.verifications).values([
    { identifier: `sign-in-otp-${EMAIL}`, ...challenge },
    { identifier: 'a hash', expiresAt: due, value: JSON.stringify({ userData: { id: userId, displayName: mark } }) },
  ]);
  const membership = { email: EMAIL, role: 'OWNER', organizationSlug: 'sample-institute', reason: mark } as const;
  await grantMembership(db, operatorAct(now, mark), membership);
  const moduleId = (await standingOf(db, enrollmentId)).modules[0]?.moduleId ?? null;
  await writeDeclined(db, { certificateId, at: now, text: mark });
  await consent(db, userId);
  await reflect(world, userId, { enrollmentId, moduleId, text: `For ${mark} alone.` }, now);
  await writeFollowUpRows(db, { enrollmentId, at: now });
  const agreed = { quizTimePercent: 150, studyTimeWaived: true, reason: `For ${mark}: half as much time again` };
  await grantAccommodation(db, operatorAct(now), {
    userId,
    courseId,
    ...agreed,
    alternateFormat: mark,
    grantedBy: mark,
  });
  const further = { quizKey: 'post-test', count: 1, grantedBy: mark };
  await grantExtraAttempts(db, operatorAct(now), { userId, courseId, ...further, reason: mark });
  await exportPerson(db, userAct(userId, now), { vault });
  await shareCertificateName(db, userAct(userId, now), { certificateId, shared: true });
  await storeDocument(certificateId);
  const { license, exception, link } = await writeCreditRows(db, { enrollmentId, at: now, text: mark, vault });
  const theirs: [AuditVerb, string][] = [
    ['USER_DISABLED', userId],
    ['WITHDREW', enrollmentId],
    ['CERTIFICATE_REVOKED', certificateId],
    ['EXCEPTION_GRANTED', exception.id],
    ['LICENSE_CHANGED', license.id],
    ['TRANSCRIPT_LINK_REVOKED', link.id],
  ];
  for (const [verb, objectId] of theirs)
    await recordEvent(db, operatorAct(now), verb, {
      objectId,
      organizationId: null,
      reason: `Because ${mark} said so`,
    });
  await writeEventRows(db, { userId, at: now, text: mark });
  return holder;
};

const certificateRow = async (id: CertificateId) => {
  const [row] = await world.db.select().from(tables.certificates).where(eq(tables.certificates.id, id));
  if (row === undefined) throw new Error('a certificate is never deleted');
  return row;
};

const storeDocument = async (certificateId: CertificateId): Promise<void> => {
  const dataKey = openFacts(world.vault, await certificateRow(certificateId))?.dataKey;
  if (dataKey === undefined) throw new Error('a living certificate has its key');
  const sealedBytes = seal(dataKey, Buffer.from(`%PDF of ${MARK}`), documentPlace(certificateId));
  await world.db
    .insert(tables.documents)
    .values({ certificateId, kind: 'PDF', revision: 1, sealedBytes, sha256: 'f'.repeat(64), createdAt: now })
    .onConflictDoNothing();
};

/** Every column of every table that can hold text, and whether this text stands in it, in whatever case. */
const traces = async (text: string): Promise<string[]> => {
  const columns = await world.db.execute<{ schema: string; table: string; column: string; type: string }>(sql`
    select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'pgboss', 'drizzle') and a.attnum > 0 and not a.attisdropped
      and t.typname in ('text', 'varchar', 'bpchar', 'name', 'json', 'jsonb', 'bytea', '_text', 'uuid')`);
  expect(columns.length).toBeGreaterThan(200);
  const found: string[] = [];
  for (const { schema, table, column, type } of columns) {
    const name = sql.identifier(column);
    const words = type === 'bytea' ? sql`encode(${name}, 'escape')` : sql`${name}::text`;
    const [row] = await world.db.execute<{ hit: boolean }>(sql`
      select exists (select from ${sql.identifier(schema)}.${sql.identifier(table)}
        where position(${text} in lower(${words})) > 0) as hit`);
    if (row?.hit === true) found.push(schema === 'public' ? `${table}.${column}` : `${schema}.${table}.${column}`);
  }
  return found.sort();
};

/** What the service's key still opens, as text. */
const opened = async (enrollmentId: EnrollmentId, certificateId: CertificateId): Promise<Record<string, string>> => {
  const rows = await world.db
    .select()
    .from(tables.reflections)
    .where(eq(tables.reflections.enrollmentId, enrollmentId));
  const certificate = openFacts(world.vault, await certificateRow(certificateId));
  const documents = await world.db
    .select()
    .from(tables.documents)
    .where(eq(tables.documents.certificateId, certificateId));
  const own = documents.filter(({ revision }) => revision === 1);
  expect(own).toHaveLength(1);
  const licenses = await world.db.select().from(tables.licenseVersions);
  const needs = await world.db.select().from(tables.accommodationRequests);
  const states = await world.db.select().from(tables.accommodationStates);
  const words = (bytes: Buffer | null, of: Parameters<typeof openText>[2]) =>
    openText(world.vault, bytes?.toString('base64') ?? null, of) ?? '';
  return {
    'accommodation_requests.sealed_need': needs
      .map(({ id, sealedNeed }) => words(sealedNeed, { id, what: 'need' }))
      .join(),
    'accommodation_states.sealed_answer': states
      .map(({ id, sealedAnswer }) => words(sealedAnswer, { id, what: 'answer' }))
      .join(),
    'accommodation_states.sealed_reason': states
      .map(({ id, sealedReason }) => words(sealedReason, { id, what: 'reason' }))
      .join(),
    'license_versions.sealed_number': licenses
      .map(({ id, sealedNumber }) =>
        sealedNumber === null
          ? ''
          : unseal(world.vault, sealedNumber, `license_versions:${id}:sealed_number`).toString(),
      )
      .join(),
    'reflections.sealed_text': rows.map((row) => readReflection(world.vault, row)).join(),
    'certificates.sealed_facts': JSON.stringify(certificate?.facts ?? null),
    'certificates.wrapped_data_key': certificate === null ? '' : MARK,
    'documents.sealed_bytes': own
      .map(({ sealedBytes }) =>
        certificate === null ? '' : unseal(certificate.dataKey, sealedBytes, documentPlace(certificateId)).toString(),
      )
      .join(),
  };
};
const marked = (texts: Record<string, string>) =>
  Object.keys(texts).filter((name) => texts[name]?.toLowerCase().includes(MARK));

const rowsOf = async (userId: UserId) =>
  Promise.all(
    [tables.profiles, tables.sessions, tables.accounts, tables.passkeys, tables.memberships].map(async (table) =>
      world.db.select().from(table).where(eq(table.userId, userId)),
    ),
  );

/** The reasons in the audit trail, by verb. */
const reasons = async () => {
  const rows = await world.db.select().from(tables.auditEvents).orderBy(tables.auditEvents.id);
  return rows.flatMap(({ verb, reason }) => (reason === null ? [] : [[verb, reason] as const]));
};

test('what stood in every personal column, and under every key, is nowhere afterwards', async () => {
  const { userId, enrollmentId, certificateId } = await livingPerson();
  const before = [...(await traces(MARK)), ...marked(await opened(enrollmentId, certificateId))];
  const expected = personalColumns().filter((column) => UNMARKABLE[column] === undefined);
  expect(expected.length).toBeGreaterThan(25);
  expect(expected.filter((column) => !before.includes(column))).toEqual([]);
  expect(before.filter((column) => !expected.includes(column))).toEqual([]);
  const kept = await traces(userId);
  const throttlesBefore = await world.db.select().from(tables.throttles);
  expect(throttlesBefore).toHaveLength(1);

  const said = await reasons();
  // What a member says of the organization's own things stays, also when they are erased.
  const retired = { objectId: world.courseId, organizationId: null, reason: 'An edition with errors' };
  await recordEvent(world.db, userAct(userId, now), 'COURSE_RETIRED', retired);
  await requestErasure(world.db, userAct(userId, now), { confirmation: EMAIL });
  expect((await traces(MARK)).length).toBeGreaterThan(20);
  await carryOutErasures(world.db, systemAct(due));

  expect(await traces(MARK)).toEqual([]);
  expect(Object.fromEntries(await reasons())).toEqual({
    ...Object.fromEntries(said.map(([verb]) => [verb, 'erased'])),
    COURSE_RETIRED: 'An edition with errors',
  });
  expect(said).toHaveLength(9);
  expect(marked(await opened(enrollmentId, certificateId))).toEqual([]);
  expect((await rowsOf(userId)).flat()).toEqual([]);
  expect(await world.db.select().from(tables.throttles)).toEqual([]);
  // The key of the blank account stays where it links the record, and where the trail says what was done to it.
  expect(kept).toEqual(expect.arrayContaining(['verifications.value', 'certificates.user_id']));
  expect(await traces(userId)).toEqual(
    [
      'accommodation_grants.user_id',
      'accommodation_requests.user_id',
      'accommodation_states.by_user_id',
      'accommodation_states.user_id',
      'audit_events.actor_user_id',
      'audit_events.details',
      'audit_events.object_id',
      'care_openings.opened_by',
      'care_settings.saved_by',
      'enrollments.user_id',
      'holds.user_id',
      'intensive_instructors.user_id',
      'orders.placed_by',
      'pairs.first_user_id',
      'registrations.user_id',
      'scholarships.user_id',
      'waitlist_entries.user_id',
      'erasure_requests.user_id',
      'extra_attempts.user_id',
      'licenses.user_id',
      // The job that notes the erasure outside the database: its queue deletes it within an hour.
      'pgboss.job.data',
      'pgboss.job_common.data',
      'study_sessions.user_id',
      'users.id',
      'withdrawn_screenings.withdrawn_by',
    ].sort(),
  );
});
