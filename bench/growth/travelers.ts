import { createHmac, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { newId } from '../../drizzle/ids.ts';
import { sessionCookie } from '../../server/auth/cookies.ts';
import { tokenHash } from '../../server/http/keyedHash.ts';
import type { PublishedVersion } from '../learners.ts';

/** Someone with one module left to complete, who has studied it; their address, their cookie and a network of their own. */
export type Traveler = { email: string; name: string; cookie: string; network: string };

type Making = { count: number; published: PublishedVersion; secret: string };

/** The same people in every world, so that worlds differ by everybody else alone. */
export const travelersIn = async (sql: Sql, { count, published, secret }: Making): Promise<Traveler[]> => {
  const travelers: Traveler[] = [];
  for (let number = 0; number < count; number++) travelers.push(await addTraveler(sql, number, published, secret));
  return travelers;
};

const addTraveler = async (
  sql: Sql,
  number: number,
  published: PublishedVersion,
  secret: string,
): Promise<Traveler> => {
  const [userId, enrollmentId, token] = [newId(), newId(), randomBytes(24).toString('base64url')];
  const email = `traveler${number}@example.org`;
  const name = `Sample Traveler ${number}`;
  const { courseId, versionId, disclosuresHash } = published;
  await sql`insert into users (id, email, email_verified) values (${userId}, ${email}, true)`;
  await sql`insert into profiles (id, user_id, legal_name) values (${newId()}, ${userId}, ${name})`;
  await sql`insert into sessions (id, user_id, token, expires_at)
    values (${newId()}, ${userId}, ${tokenHash(token)}, now() + interval '1 day')`;
  await sql`insert into enrollments (id, user_id, course_id, version_id, purpose, round, enrolled_at, disclosures_hash,
      disclosures_accepted_at, adult_confirmed_at, specimen, started_at)
    select ${enrollmentId}, ${userId}, ${courseId}, ${versionId}, 'CREDIT', 1, t, ${disclosuresHash}, t, t, false, t
    from (select now() - interval '2 days' as t) times`;
  // Ids of progress are as good as any: nothing refers to them.
  await sql`insert into module_progress (id, enrollment_id, module_id, counted_millis, furthest_permille, check_passed_at,
      last_active_at, completed_at)
    select gen_random_uuid(), ${enrollmentId}, m.id, m.min_seconds * 1000, 1000, now(), now(),
      case when m.position < max(m.position) over () then now() end
    from modules m where m.version_id = ${versionId}`;
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  const cookie = `${sessionCookie(true)}=${encodeURIComponent(`${token}.${signature}`)}`;
  return { email, name, cookie, network: `10.${number >> 8}.${number & 255}.1` };
};
