import { createHmac, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { newId } from '../drizzle/ids.ts';
import { sessionCookie } from '../server/auth/cookies.ts';
import { tokenHash } from '../server/http/keyedHash.ts';

export type PublishedVersion = { courseId: string; versionId: string; disclosuresHash: string };

/** Someone to ask as: the session cookie of a production server, and an open round with a session of study. */
export type Learner = { userId: string; cookie: string; busy: boolean; study: Study };
export type Study = { enrollmentId: string; moduleId: string; studySessionId: string };

type Module = { id: string; versionId: string; minSeconds: number };
type Row = Record<string, unknown>;

const LEARNERS = 500;
const BUSY = 10;
const BUSY_ROUNDS = 24;
const DAY_MS = 86_400_000;

/** Every tenth learner of fifty has a long history; the others have one to three rounds. The same rows at every run. */
export const makeLearners = async (sql: Sql, published: PublishedVersion[], secret: string): Promise<Learner[]> => {
  const modules = await sql<Module[]>`
    select id, version_id as "versionId", min_seconds as "minSeconds" from modules order by version_id, position`;
  const tables = new Map<string, Row[]>();
  const add = (table: string, row: Row) => {
    const rows = tables.get(table) ?? [];
    rows.push(row);
    tables.set(table, rows);
  };
  for (const hash of new Set(published.map((version) => version.disclosuresHash))) {
    add('disclosures', { id: newId(), hash, content: {}, created_at: new Date() });
  }
  const learners = Array.from({ length: LEARNERS }, (_, at) => makeLearner(at, { published, modules, secret, add }));
  for (const [table, rows] of tables) {
    await sql`insert into ${sql(table)} select * from jsonb_populate_recordset(null::${sql(table)}, ${sql.json(rows as never)})`;
  }
  await addSittings(sql);
  return learners;
};

/** One submitted post-test for every round for credit that has ended or is half way. */
const addSittings = (sql: Sql) => sql`
  insert into quiz_attempts (id, enrollment_id, user_id, course_id, quiz_id, quiz_key, ordinal, started_at, submitted_at,
    correct_count, question_count, passed)
  select gen_random_uuid(), e.id, e.user_id, e.course_id, q.id, q.key,
    row_number() over (partition by e.user_id, e.course_id order by e.round), e.started_at, e.started_at,
    case when e.passed_at is null then 0 else q.draw end, q.draw, e.passed_at is not null
  from enrollments e join quizzes q on q.version_id = e.version_id and q.kind = 'POST_TEST'
  where e.purpose = 'CREDIT'`;

type Making = {
  published: PublishedVersion[];
  modules: Module[];
  secret: string;
  add: (table: string, row: Row) => void;
};

const makeLearner = (at: number, { published, modules, secret, add }: Making): Learner => {
  const now = new Date();
  const userId = newId();
  const token = randomBytes(24).toString('base64url');
  const stamps = { created_at: now, updated_at: now };
  add('users', { id: userId, name: '', email: `learner${at}@example.org`, email_verified: true, ...stamps });
  add('profiles', {
    id: newId(),
    user_id: userId,
    legal_name: at % 5 === 0 ? null : `Sample Learner ${at}`,
    ...stamps,
  });
  const expiresAt = new Date(now.getTime() + DAY_MS);
  const held = { token: tokenHash(token), signed_in_by: 'EMAIL_CODE', expires_at: expiresAt };
  add('sessions', { id: newId(), user_id: userId, ...held, ...stamps });

  const busy = at % (LEARNERS / BUSY) === 0;
  const rounds = busy ? BUSY_ROUNDS : 1 + (at % 3);
  const started = Array.from({ length: rounds }, (_, ordinal) => {
    // Of a course's rounds all but the last are closed; versions follow one another.
    const course = busy ? ordinal % 6 : (at + ordinal) % 6;
    const round = busy ? Math.floor(ordinal / 6) + 1 : 1;
    const version = published[course * 3 + Math.min(round - 1, 2)];
    if (version === undefined) throw new Error('a version is missing');
    const open = !busy || round === BUSY_ROUNDS / 6;
    return addRound({ userId, at, ordinal, round, open, version, modules, add, now });
  });
  const study = started.findLast((round) => round !== null);
  if (!study) throw new Error('a learner has no open round');
  const session = { user_id: userId, enrollment_id: study.enrollmentId, module_id: study.moduleId, speed: 1 };
  const counts = { counted_millis: 0, last_credit_millis: 0 };
  add('study_sessions', { id: study.studySessionId, ...session, started_at: now, last_beat_at: now, ...counts });
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  const cookie = `${sessionCookie(true)}=${encodeURIComponent(`${token}.${signature}`)}`;
  return { userId, cookie, busy, study };
};

type Round = {
  userId: string;
  at: number;
  ordinal: number;
  round: number;
  open: boolean;
  version: PublishedVersion;
  modules: Module[];
  add: Making['add'];
  now: Date;
};

/** A round with its progress and its sittings; answers where to study on when it is open. */
const addRound = ({ userId, at, ordinal, round, open, version, modules, add, now }: Round): Study | null => {
  const own = modules.filter((module) => module.versionId === version.versionId);
  const id = newId();
  const enrolledAt = new Date(now.getTime() - (30 - ordinal) * DAY_MS);
  const withdrawn = !open && ordinal % 4 === 3;
  // Open rounds stand anywhere between the first module and all but one.
  const done = open ? (at + ordinal) % own.length : withdrawn ? 2 : own.length;
  const finished = !open && !withdrawn;
  add('enrollments', {
    id,
    user_id: userId,
    course_id: version.courseId,
    version_id: version.versionId,
    purpose: (at + ordinal) % 4 === 0 ? 'PERSONAL' : 'CREDIT',
    round,
    enrolled_at: enrolledAt,
    disclosures_hash: version.disclosuresHash,
    disclosures_accepted_at: enrolledAt,
    adult_confirmed_at: enrolledAt,
    specimen: false,
    started_at: enrolledAt,
    content_done_at: finished ? now : null,
    passed_at: finished || (open && at % 7 === 0) ? now : null,
    evaluated_at: finished ? now : null,
    attested_at: finished ? now : null,
    completed_at: finished ? now : null,
    claimed_at: finished ? now : null,
    withdrawn_at: withdrawn ? now : null,
  });
  own.slice(0, done + 1).forEach((module, position) => {
    const complete = position < done;
    add('module_progress', {
      id: newId(),
      enrollment_id: id,
      module_id: module.id,
      counted_millis: complete ? module.minSeconds * 1000 : Math.floor(module.minSeconds * 250),
      furthest_permille: complete ? 1000 : 300,
      check_passed_at: complete ? now : null,
      last_active_at: new Date(enrolledAt.getTime() + position * 60_000),
      completed_at: complete ? now : null,
    });
  });
  const next = own[done];
  return open && next ? { enrollmentId: id, moduleId: next.id, studySessionId: newId() } : null;
};
