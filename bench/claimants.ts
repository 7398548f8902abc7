import { createHmac, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { connect, type Pool } from '../drizzle/client.ts';
import { openVault, type Vault } from '../drizzle/encryption.ts';
import { type CourseId, type LicenseVersionId, newId } from '../drizzle/ids.ts';
import { loadBodies } from '../schema/accreditation/operations/loadBodies.ts';
import { systemAct } from '../schema/act.ts';
import { sealNumber } from '../schema/licenses/operations/sealedNumber.ts';
import { sessionCookie } from '../server/auth/cookies.ts';
import { readBodies } from '../server/content/bodies.ts';
import { tokenHash } from '../server/http/keyedHash.ts';
import { COMPLETE } from '../test/support/granting.ts';
import { addOffer } from '../test/support/offers.ts';
import type { World } from './world.ts';

/** Someone who has done everything but claim, with a license. */
export type Claimant = { cookie: string; name: string; enrollmentId: string; licenseId: string };

export type Claimants = { people: Claimant[]; offerIds: string[] };

const OFFERS = 3;
const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

/** So many people before their claim, on the newest version of one course, for which three bodies' credit is offered. */
export const makeClaimants = async (world: World, count: number): Promise<Claimants> => {
  const { owner, sessionSecret, appUrl } = world;
  const [course] = await owner<{ id: CourseId; versionId: string; hash: string }[]>`
    select c.id, c.current_version_id as "versionId", (select hash from disclosures limit 1) as hash from courses c order by c.slug limit 1`;
  if (course === undefined) throw new Error('no course is published');
  const pool = connect(appUrl, { max: 1 });
  try {
    const offerIds = await offerCredit(pool, course.id);
    const making = { ...course, secret: sessionSecret, vault: openVault(`${sessionSecret}-other`) };
    const people: Claimant[] = [];
    for (let number = 0; number < count; number++) people.push(await addClaimant(owner, number, making));
    await owner`vacuum analyze`;
    return { people, offerIds };
  } finally {
    await pool.close();
  }
};

/** Every body of content/ as at a start, and an offer of three others with all the values that an offer freezes. */
const offerCredit = async ({ db }: Pool, courseId: CourseId): Promise<string[]> => {
  await loadBodies(db, systemAct(new Date()), await readBodies(CONTENT));
  const ids: string[] = [];
  for (let place = 0; place < OFFERS; place++) ids.push((await addOffer({ db, courseId }, { values: COMPLETE })).id);
  return ids;
};

type Making = { id: CourseId; versionId: string; hash: string; secret: string; vault: Vault };

const addClaimant = async (
  sql: Sql,
  number: number,
  { id, versionId, hash, secret, vault }: Making,
): Promise<Claimant> => {
  const [userId, enrollmentId, licenseId, token] = [newId(), newId(), newId(), randomBytes(24).toString('base64url')];
  const name = `Sample Claimant ${number}`;
  const licensed = {
    id: newId<LicenseVersionId>(),
    profession: 'lmft',
    jurisdiction: 'US-CA',
    number: `LMFT ${number}`,
  };
  const { sealedNumber, numberIndex } = sealNumber(vault, licensed);
  await sql`insert into users (id, email, email_verified) values (${userId}, ${`claimant${number}@example.org`}, true)`;
  await sql`insert into profiles (id, user_id, legal_name) values (${newId()}, ${userId}, ${name})`;
  await sql`insert into sessions (id, user_id, token, expires_at)
    values (${newId()}, ${userId}, ${tokenHash(token)}, now() + interval '1 day')`;
  await sql`insert into enrollments (id, user_id, course_id, version_id, purpose, round, enrolled_at, disclosures_hash,
      disclosures_accepted_at, adult_confirmed_at, specimen, started_at, content_done_at, passed_at, evaluated_at, attested_at,
      completed_at)
    select ${enrollmentId}, ${userId}, ${id}, ${versionId}, 'CREDIT', 1, t, ${hash}, t, t, false, t, d, d, d, d, d
    from (select now() - interval '2 days' as t, now() - interval '1 hour' as d) times`;
  await sql`insert into module_progress (id, enrollment_id, module_id, counted_millis, furthest_permille, check_passed_at,
      last_active_at, completed_at)
    select gen_random_uuid(), ${enrollmentId}, m.id, m.min_seconds * 1000, 1000, now(), now(), now()
    from modules m where m.version_id = ${versionId}`;
  await sql`insert into quiz_attempts (id, enrollment_id, user_id, course_id, quiz_id, quiz_key, ordinal, started_at, submitted_at,
      correct_count, question_count, passed)
    select gen_random_uuid(), ${enrollmentId}, ${userId}, ${id}, q.id, q.key, 1, now(), now(), q.draw, q.draw, true
    from quizzes q where q.version_id = ${versionId} and q.kind = 'POST_TEST'`;
  await sql`insert into attestations (id, enrollment_id, ordinal, text_version, text, typed_name, signed_in_by, attested_at)
    values (${newId()}, ${enrollmentId}, 1, '1', 'I did this work.', ${name}, 'EMAIL_CODE', now() - interval '1 hour')`;
  await sql`insert into licenses (id, user_id, added_at) values (${licenseId}, ${userId}, now())`;
  await sql`insert into license_versions (id, license_id, ordinal, kind, profession, jurisdiction, sealed_number, number_index,
      name_on_license, required, checked_by, reason, recorded_at)
    values (${licensed.id}, ${licenseId}, 1, 'FULL', ${licensed.profession}, ${licensed.jurisdiction}, ${sealedNumber},
      ${numberIndex}, ${name}, '[]', 'STATED', 'ADDED', now())`;
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  const cookie = `${sessionCookie(true)}=${encodeURIComponent(`${token}.${signature}`)}`;
  return { cookie, name, enrollmentId, licenseId };
};
