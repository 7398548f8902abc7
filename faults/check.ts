import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../drizzle/client.ts';
import type { Acknowledged, History } from './history.ts';
import type { House } from './house.ts';
import type { Traveler } from './learners.ts';

/** The key of a row inside a global id. */
const keyOf = (id: unknown): string => Buffer.from(String(id), 'base64').toString().split(':').at(-1) ?? '';

/** Compares the database with everything that was acknowledged, and with what must always hold. */
export async function checkHistory(
  house: Pick<House, 'pool' | 'attune'>,
  history: History,
  travelers: readonly Traveler[],
): Promise<void> {
  const { db } = house.pool;
  for (const done of history.acknowledged) await checkKept(db, done, history);
  checkProgress(history);
  await checkModules(db, history);
  for (const traveler of travelers) await checkTraveler(db, traveler, history);
  await checkRegister(db, history);
  const { code, text } = await house.attune('log', 'verify');
  if (code !== 0) history.fault(`log verify: ${text.slice(-600)}`);
}

/** For each operation, the condition that its effect is stored. What is not here acknowledges nothing lasting. */
const KEPT: Record<string, (done: Acknowledged) => SQL> = {
  UpdateProfile: ({ input }) => sql`select from profiles where legal_name = ${input.legalName}`,
  Enroll: ({ payload }) => sql`select from enrollments where id = ${keyOf(payload.enrollment?.id)}`,
  SaveReflection: ({ input }) => sql`select from reflections where enrollment_id = ${keyOf(input.enrollmentId)}`,
  StartQuizAttempt: ({ payload }) => sql`select from quiz_attempts where id = ${keyOf(payload.attempt?.id)}`,
  SaveQuizAnswer: ({ input }) => sql`
    select from attempt_questions where id = ${keyOf(input.questionId)} and answer is not null`,
  SubmitQuizAttempt: ({ input, payload }) => sql`
    select from quiz_attempts where id = ${keyOf(input.attemptId)} and submitted_at is not null
       and correct_count = ${Number(payload.attempt?.correctCount)}`,
  SubmitEvaluation: ({ input }) => sql`
    select from enrollments where id = ${keyOf(input.enrollmentId)} and evaluated_at is not null`,
  SignAttestation: ({ input }) => sql`select from attestations where enrollment_id = ${keyOf(input.enrollmentId)}`,
  ClaimCredit: ({ input, payload }) => sql`
    select from certificates
     where enrollment_id = ${keyOf(input.enrollmentId)} and number = ${String(payload.certificate?.number)}`,
};

async function checkKept(db: Database, done: Acknowledged, history: History): Promise<void> {
  const kept = KEPT[done.operation];
  if (kept === undefined) return;
  const rows = await db.execute(sql`${kept(done)} limit 1`);
  if (rows.length === 0) history.fault(`learner ${done.learner}: ${done.operation} was acknowledged and is lost`);
}

/** Counted study never falls from one answer to the next. */
function checkProgress(history: History): void {
  const counted = new Map<string, number>();
  for (const { learner, operation, input, payload } of history.acknowledged) {
    if (operation !== 'RecordModuleActivity') continue;
    const key = `${learner} ${input.moduleId}`;
    const seconds = Number(payload.secondsCounted);
    if (seconds < (counted.get(key) ?? 0)) history.fault(`learner ${learner}: counted study fell to ${seconds} s`);
    counted.set(key, seconds);
  }
}

/** Every module whose completion was acknowledged is complete. */
async function checkModules(db: Database, history: History): Promise<void> {
  const done = new Map<string, Set<unknown>>();
  for (const { operation, input } of history.acknowledged) {
    if (operation !== 'CompleteModule') continue;
    const round = keyOf(input.enrollmentId);
    done.set(round, (done.get(round) ?? new Set()).add(input.moduleId));
  }
  for (const [round, modules] of done) {
    const [row] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from module_progress where enrollment_id = ${round} and completed_at is not null`);
    if ((row?.count ?? 0) < modules.size) history.fault(`the round ${round} lost a completed module`);
  }
}

/** Each journey left one round, and one certificate with the bytes that were downloaded. */
async function checkTraveler(db: Database, { learner, userId, earned }: Traveler, history: History): Promise<void> {
  const [row] = await db.execute<{ rounds: number; certificates: number; hashes: string[] | null }>(sql`
    select (select count(*)::int from enrollments where user_id = ${userId}) as rounds,
           (select count(*)::int from certificates where user_id = ${userId}) as certificates,
           (select json_agg(d.sha256) from documents d join certificates c on c.id = d.certificate_id
             where c.user_id = ${userId}) as hashes`);
  if (row === undefined || earned === null) return;
  if (row.rounds !== 1) history.fault(`learner ${learner} has ${row.rounds} rounds`);
  if (row.certificates !== 1) history.fault(`learner ${learner} has ${row.certificates} certificates`);
  const sha256 = createHash('sha256').update(earned.pdf).digest('hex');
  if (!row.hashes?.includes(sha256)) history.fault(`learner ${learner} downloaded a PDF that is not stored`);
}

async function checkRegister(db: Database, history: History): Promise<void> {
  const twice = await db.execute<{ id: string }>(sql`
    select enrollment_id as id from certificates where superseded_at is null group by 1 having count(*) > 1`);
  for (const { id } of twice) history.fault(`the round ${id} has two certificates`);
  const numbers = await db.execute<{ number: string }>(sql`
    select number from certificates group by 1 having count(*) > 1`);
  for (const { number } of numbers) history.fault(`the number ${number} was given twice`);
  const open = await db.execute<{ id: string }>(sql`
    select id from certificates c where not exists (select from documents d where d.certificate_id = c.id and d.kind = 'PDF')`);
  for (const { id } of open) history.fault(`the certificate ${id} has no PDF`);
}
