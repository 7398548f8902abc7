import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type EnrollmentId, type FollowUpMailId, newId } from '../../../drizzle/ids.ts';
import { followUps } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LOWEST } from '../../../drizzle/window.ts';
import { enqueueAll, job, NOTHING } from '../../jobs/operations.ts';
import { type Live, liveFollowUps } from '../queries/mails.ts';
import { mailState } from '../rules/rounds.ts';
import { followUpMail } from './sendFollowUp.ts';

/**
 * Every hour: writes the mails of rounds that have opened, each once, and hands those that go now to the job that sends them. One that
 * could not be sent is handed on again the next hour, by day, until it is late.
 */
export const followUpsDue = job({
  name: 'follow-ups-due',
  payload: NOTHING,
  schedule: '23 * * * *',
  run: async ({ db, clock }: { db: Database; clock: () => Date }) => {
    const now = clock();
    const failed: unknown[] = [];
    let after: string = LOWEST;
    for (let page = await liveFollowUps(db, after); page.length > 0; page = await liveFollowUps(db, after)) {
      for (const one of page) await handOn(db, one, now).catch((error: unknown) => failed.push(error));
      after = page.at(-1)?.id ?? after;
    }
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} follow-ups could not be looked after`);
  },
});

async function handOn(db: Database, follow: Live, now: Date): Promise<void> {
  const open = follow.weeks.filter((weeks) => !follow.done.includes(weeks));
  const states = open.map((weeks) => ({ weeks, state: mailState(follow, weeks, now) }));
  const due = states.filter(({ state }) => state === 'SEND');
  if (due.length > 0) await db.transaction((tx) => write(tx, follow.enrollmentId, { due, now }));
  if (states.every(({ state }) => state === 'LATE'))
    await db.update(followUps).set({ endedAt: now }).where(eq(followUps.id, follow.id));
}

type Due = { due: readonly { weeks: number }[]; now: Date };

async function write(tx: Database, enrollmentId: EnrollmentId, { due, now }: Due): Promise<void> {
  const hour = now.toISOString().slice(0, 13);
  const jobs: { payload: { mailId: FollowUpMailId }; key: string }[] = [];
  for (const { weeks } of due) {
    const [mail] = await add(tx, { id: newId(), enrollmentId, weeks });
    if (mail !== undefined) jobs.push({ payload: { mailId: mail.id }, key: `${mail.id} ${hour}` });
  }
  await enqueueAll(tx, followUpMail, jobs);
}

type Row = { id: FollowUpMailId; enrollmentId: EnrollmentId; weeks: number };

/** Answers the mail's row, whoever wrote it: a worker beside this one waits here and then finds it. */
const add = statement<Row, { id: FollowUpMailId }>(
  'add_follow_up_mail',
  (p) => sql`insert into follow_up_mails (id, enrollment_id, weeks, made_at)
    values (${p('id')}, ${p('enrollmentId')}, ${p('weeks')}, clock_timestamp())
    on conflict (enrollment_id, weeks) do update set weeks = excluded.weeks returning id`,
);
