import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import postgres, { type Sql } from 'postgres';
import { connect, type Pool } from '../../drizzle/client.ts';
import { type EnrollmentId, newId, type UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { carryOutErasures } from '../../schema/privacy/operations/carryOutErasures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addEnrollment, addLearner, addQuizCourse, type QuizCourse } from '../support/quizCourse.ts';

const RESTRICT_VIOLATION = '23001';
const PERMISSION_DENIED = '42501';
const at = new Date('2026-11-22T09:00:00Z');

let database: TestDatabase;
let app: Pool;
let [asApp, asOwner]: Sql[] = [];
let course: QuizCourse;
let userId: UserId;
let enrollmentId: EnrollmentId;

beforeAll(async () => {
  database = await createTestDatabase();
  app = connect(database.appUrl, { max: 2 });
  asApp = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  asOwner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  course = await addQuizCourse(app.db);
});
afterAll(async () => {
  await Promise.all([app.close(), asApp?.end(), asOwner?.end()]);
  await database.drop();
});

/** Someone with a row in each table that an erasure blanks or empties. */
beforeEach(async () => {
  const { db } = app;
  userId = await addLearner(db);
  enrollmentId = await addEnrollment(db, { userId, course });
  const [module] = await db.select().from(tables.modules);
  const [organization] = await db.select().from(tables.organizations);
  if (!module || !organization) throw new Error('the sample course has no module or no organization');
  await db.insert(tables.attestations).values({
    enrollmentId,
    textVersion: '1',
    text: 'I did this.',
    typedName: 'Li Wu',
    signedInBy: 'EMAIL_CODE',
    ipAddress: '192.0.2.7',
    attestedAt: at,
  });
  await db.insert(tables.extraAttempts).values({
    userId,
    courseId: course.courseId,
    quizKey: 'post-test',
    count: 1,
    reason: 'a sample',
    grantedBy: 'Kim Example',
    grantedAt: at,
  });
  await db.insert(tables.profiles).values({ userId, legalName: 'Li Wu' }).onConflictDoNothing();
  await db.insert(tables.accounts).values({ userId, accountId: userId, providerId: 'https://id.example.org' });
  await db.insert(tables.memberships).values({ userId, organizationId: organization.id, role: 'AUDITOR' });
  await db.insert(tables.reflections).values({
    enrollmentId,
    moduleId: module.id,
    sealedText: Buffer.from('sealed'),
    createdAt: at,
    updatedAt: at,
  });
});

const run = (sql: Sql | undefined, statement: string) =>
  sql?.unsafe(statement) ?? Promise.reject(new Error('no connection'));
const refuses = (sql: Sql | undefined, statement: string, code = RESTRICT_VIOLATION) =>
  expect(run(sql, statement)).rejects.toMatchObject({ code });
const witness = (carriedOutAt = 'now()') =>
  run(
    asApp,
    `insert into erasure_requests (id, user_id, requested_at, due_at, carried_out_at)
     values ('${newId()}', '${userId}', '2026-11-22', '2026-11-22', ${carriedOutAt})`,
  );

const ofRound = () => `where enrollment_id = '${enrollmentId}'`;
const ofPerson = () => `where user_id = '${userId}'`;
const BLANK_SIGNATURE = "typed_name = 'erased', ip_address = null, user_agent = null";
const BLANK_GRANT = "reason = 'erased', granted_by = 'erased'";

describe('what a signature and a grant may lose', () => {
  test('not before their person is erased, not even with a waiting request', async () => {
    const refused = async () => {
      for (const sql of [asApp, asOwner]) {
        await refuses(sql, `update attestations set ${BLANK_SIGNATURE} ${ofRound()}`);
        await refuses(sql, `update extra_attempts set ${BLANK_GRANT} ${ofPerson()}`);
      }
    };
    await refused();
    await witness('null');
    await refused();
  });

  test('exactly what names the person, once they are', async () => {
    await witness();
    await run(asApp, `update attestations set ${BLANK_SIGNATURE} ${ofRound()}`);
    await run(asApp, `update extra_attempts set ${BLANK_GRANT} ${ofPerson()}`);
    const [signature] = await run(asApp, `select * from attestations ${ofRound()}`);
    expect(signature).toMatchObject({ typed_name: 'erased', ip_address: null, user_agent: null, text: 'I did this.' });
  });

  test.each([
    "typed_name = 'Someone Else', ip_address = null, user_agent = null",
    "typed_name = 'erased', ip_address = '192.0.2.8', user_agent = null",
    `${BLANK_SIGNATURE}, text = 'erased'`,
    `${BLANK_SIGNATURE}, attested_at = now()`,
    `${BLANK_SIGNATURE}, id = gen_random_uuid()`,
  ])('no other change of an erased signature goes through: %s', async (change) => {
    await witness();
    await refuses(asOwner, `update attestations set ${change} ${ofRound()}`);
    await expect(run(asApp, `update attestations set ${change} ${ofRound()}`)).rejects.toMatchObject({
      code: expect.stringMatching(`${RESTRICT_VIOLATION}|${PERMISSION_DENIED}`),
    });
  });

  test.each(["reason = 'other', granted_by = 'erased'", `${BLANK_GRANT}, count = 9`, `${BLANK_GRANT}, quiz_key = 'x'`])(
    'no other change of an erased grant goes through: %s',
    async (change) => {
      await witness();
      await refuses(asOwner, `update extra_attempts set ${change} ${ofPerson()}`);
    },
  );

  test('they are never deleted', async () => {
    await witness();
    await refuses(asOwner, `delete from attestations ${ofRound()}`);
    await refuses(asOwner, `delete from extra_attempts ${ofPerson()}`);
    await refuses(asApp, `delete from attestations ${ofRound()}`, PERMISSION_DENIED);
  });

  test('another person’s erasure does not allow it', async () => {
    const signed = { userId, enrollmentId };
    userId = await addLearner(app.db);
    await witness();
    await refuses(asOwner, `update attestations set ${BLANK_SIGNATURE} where enrollment_id = '${signed.enrollmentId}'`);
    await refuses(asOwner, `update extra_attempts set ${BLANK_GRANT} where user_id = '${signed.userId}'`);
  });
});

describe('the reason of an audit event', () => {
  const record = (id: string, verb: string, objectType: string, objectId: string) =>
    run(
      asApp,
      `insert into audit_events (id, at, actor, verb, object_type, object_id, reason)
       values ('${id}', now(), 'operator', '${verb}', '${objectType}', '${objectId}', 'Li Wu asked')`,
    );
  const reasonOf = async (id: string) =>
    (await run(asOwner, `select reason from audit_events where id = '${id}'`))[0]?.reason;
  const blank = (id: string) => `update audit_events set reason = 'erased' where id = '${id}'`;

  test('is blanked with the person whom the event is about, by the table itself, and for nobody before', async () => {
    const [withdrew, retired] = [newId(), newId()];
    await record(withdrew, 'WITHDREW', 'Enrollment', enrollmentId);
    await record(retired, 'COURSE_RETIRED', 'Course', course.courseId);
    await refuses(asOwner, blank(withdrew));
    await witness('null');
    expect(await reasonOf(withdrew)).toBe('Li Wu asked');
    await run(asApp, `update erasure_requests set carried_out_at = now() ${ofPerson()}`);
    expect([await reasonOf(withdrew), await reasonOf(retired)]).toEqual(['erased', 'Li Wu asked']);
    await refuses(asOwner, blank(retired));
    await refuses(asOwner, `update audit_events set reason = null where id = '${withdrew}'`);
    await refuses(asApp, blank(withdrew), PERMISSION_DENIED);
  });

  test('about an erased person is accepted no more, except why they were erased', async () => {
    await witness();
    for (const [type, id] of [
      ['User', userId],
      ['Enrollment', enrollmentId],
    ] as const)
      await expect(record(newId(), 'USER_DISABLED', type, id)).rejects.toMatchObject({ code: RESTRICT_VIOLATION });
    const erased = newId();
    await record(erased, 'PERSON_ERASED', 'User', userId);
    await refuses(asOwner, blank(erased));
    expect(await reasonOf(erased)).toBe('Li Wu asked');
  });
});

test('what goes with a person goes only then', async () => {
  const doomed = ['profiles', 'accounts'].map((table) => `delete from ${table} ${ofPerson()}`);
  doomed.push(`delete from reflections ${ofRound()}`);
  for (const statement of doomed) for (const sql of [asApp, asOwner]) await refuses(sql, statement);
  await witness();
  for (const statement of doomed) expect((await run(asApp, statement)).count).toBe(1);
});

test('an erased person gets no new rows', async () => {
  const [module] = await app.db.select().from(tables.modules);
  await witness();
  const id = newId();
  for (const statement of [
    `insert into sessions (id, user_id, token, expires_at) values ('${id}', '${userId}', '${'t'.repeat(43)}', now())`,
    `insert into accounts (id, user_id, account_id, provider_id) values ('${id}', '${userId}', 'a', 'b')`,
    `insert into profiles (id, user_id, legal_name) values ('${id}', '${userId}', 'Li Wu') on conflict (user_id) do update set legal_name = 'Li Wu'`,
    `insert into memberships (id, organization_id, user_id, role) select '${id}', id, '${userId}', 'OWNER' from organizations`,
    `insert into passkeys (id, user_id, public_key, credential_id, counter, device_type, backed_up) values ('${id}', '${userId}', 'k', 'c', 0, 'd', true)`,
    `insert into accommodation_grants (id, user_id, course_id, granted_by, granted_at) values ('${id}', '${userId}', '${course.courseId}', 'Kim', now())`,
    `insert into extra_attempts (id, user_id, course_id, quiz_key, count, reason, granted_by, granted_at) values ('${id}', '${userId}', '${course.courseId}', 'x', 1, 'some', 'Kim', now())`,
    `insert into reflections (id, enrollment_id, module_id, sealed_text, created_at, updated_at) values ('${id}', '${enrollmentId}', '${module?.id}', 'x', now(), now()) on conflict (enrollment_id, module_id) do update set sealed_text = 'x'`,
    `insert into attestations (id, enrollment_id, text_version, text, typed_name, signed_in_by, attested_at) values ('${id}', '${enrollmentId}', '1', 'x', 'Li Wu', 'PASSKEY', now())`,
  ])
    for (const sql of [asApp, asOwner]) await refuses(sql, statement);
});

describe('a request for erasure', () => {
  test('once carried out it never changes, not even by the owner of the tables', async () => {
    await witness();
    for (const sql of [asApp, asOwner]) {
      await refuses(sql, `update erasure_requests set carried_out_at = null ${ofPerson()}`);
      await refuses(sql, `update erasure_requests set due_at = due_at + interval '1 day' ${ofPerson()}`);
      await refuses(sql, `delete from erasure_requests ${ofPerson()}`);
    }
    await refuses(asOwner, 'truncate erasure_requests');
    await refuses(asApp, 'truncate erasure_requests', PERMISSION_DENIED);
  });

  test('while it waits its person and its time cannot change, and it can be canceled', async () => {
    await witness('null');
    await refuses(asOwner, `update erasure_requests set user_id = gen_random_uuid() ${ofPerson()}`);
    await refuses(asOwner, `update erasure_requests set requested_at = requested_at - interval '1 day' ${ofPerson()}`);
    expect((await run(asApp, `delete from erasure_requests ${ofPerson()}`)).count).toBe(1);
  });

  test('is carried out neither before its day nor while a record of credit must be kept, whatever the role', async () => {
    await refuses(
      asOwner,
      `insert into erasure_requests (id, user_id, requested_at, due_at, carried_out_at)
       values ('${newId()}', '${userId}', '2026-11-22', '2033-11-22', '2033-11-21')`,
    );
    const organizationId = (await app.db.select().from(tables.organizations))[0]?.id;
    if (organizationId === undefined) throw new Error('the sample course has no organization');
    await app.db.insert(tables.certificates).values({
      number: `SAMPLE ${enrollmentId}`,
      claimKey: enrollmentId,
      enrollmentId,
      userId,
      organizationId,
      purpose: 'CREDIT',
      specimen: false,
      publicFacts: {},
      factsHash: 'f',
      nameSalt: Buffer.from('s'),
      nameCommitment: Buffer.from('c'),
      sealedFacts: Buffer.from('f'),
      wrappedDataKey: Buffer.from('k'),
      issuedAt: at,
    });
    for (const sql of [asApp, asOwner])
      await refuses(
        sql,
        `insert into erasure_requests (id, user_id, requested_at, due_at, carried_out_at)
         values ('${newId()}', '${userId}', '2026-11-22', '2026-11-22', '2033-11-22T08:59:59.999Z')`,
      );
    await witness("'2033-11-22T09:00:00Z'");
    expect(await run(asApp, `select from erasure_requests ${ofPerson()}`)).toHaveLength(1);
  });
});

test('one failed erasure does not delay other people, and the next run completes it', async () => {
  const stuck = userId;
  const other = await addLearner(app.db);
  const asked = { requestedAt: at, dueAt: at };
  await app.db.insert(tables.erasureRequests).values([
    { userId: stuck, ...asked },
    { userId: other, ...asked },
  ]);
  const carriedOut = async () =>
    (await run(asApp, 'select user_id from erasure_requests where carried_out_at is not null')).map(
      (row) => row.user_id,
    );
  await run(
    asOwner,
    `create function fail() returns trigger language plpgsql as $$ begin raise 'a sample failure'; end $$;
     create trigger failing before update on users for each row when (old.id = '${stuck}') execute function fail()`,
  );
  await expect(carryOutErasures(app.db, systemAct(at))).rejects.toMatchObject({
    cause: { message: 'a sample failure' },
  });
  expect(await carriedOut()).toEqual(expect.arrayContaining([other]));
  expect(await carriedOut()).not.toContain(stuck);
  await run(asOwner, 'drop trigger failing on users; drop function fail()');
  await carryOutErasures(app.db, systemAct(at));
  expect(await carriedOut()).toContain(stuck);
});
