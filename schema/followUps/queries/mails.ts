import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, FollowUpId, FollowUpMailId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Completion } from '../rules/rounds.ts';
import { OF_ORGANIZATION, ZONE } from './followUps.ts';

/**
 * Whoever still wants to be asked (f, e) and can be mailed (u): not withdrawn, no certificate revoked, not closed, not to be erased, and
 * the address takes mail.
 */
const WANTED: SQL = sql`f.opted_out_at is null and e.completed_at is not null and e.withdrawn_at is null
  and not exists (select from certificates k where k.enrollment_id = e.id and k.revoked_at is not null)
  and u.disabled_at is null and not exists (select from mail_bounces b where b.user_id = u.id)
  and not exists (select from erasure_requests r where r.user_id = u.id)`;

export type Live = Completion & {
  id: FollowUpId;
  enrollmentId: EnrollmentId;
  /** After how many weeks the version asks. */
  weeks: number[];
  /** Whose mail was sent or dropped. */
  done: number[];
};

/** How many are looked at with one statement. */
const AT_ONCE = 200;

const live = statement<{ after: string }, Live>(
  'live_follow_ups',
  (p) => sql`select f.id, e.id as "enrollmentId", e.completed_at as "completedAt", ${ZONE} as "timeZone",
      (select coalesce(json_agg((r -> 'weeks')::int), '[]') from jsonb_array_elements(v.follow_up) r) as weeks,
      (select coalesce(json_agg(m.weeks), '[]') from follow_up_mails m
        where m.enrollment_id = e.id and (m.sent_at is not null or m.dropped_at is not null)) as done
    from follow_ups f join enrollments e on e.id = f.enrollment_id join course_versions v on v.id = e.version_id
      join users u on u.id = e.user_id left join profiles p on p.user_id = u.id
      ${OF_ORGANIZATION}
    where f.id > ${p('after')}::uuid and f.ended_at is null and ${WANTED}
    order by f.id limit ${sql.raw(String(AT_ONCE))}`,
);

/** The next follow-ups after an id whose rounds may still be mailed, in the order of their ids. */
export const liveFollowUps = (db: Database, after: string): Promise<Live[]> => live(db, { after });

export type Mailable = Completion & {
  id: FollowUpMailId;
  enrollmentId: EnrollmentId;
  weeks: number;
  madeAt: Date;
  /** Null for somebody who is not mailed any more. */
  to: string | null;
};

const unsent = statement<{ mailId: FollowUpMailId }, Mailable>(
  'lock_follow_up_mail',
  (p) => sql`select m.id, m.enrollment_id as "enrollmentId", m.weeks, m.made_at as "madeAt",
      e.completed_at as "completedAt", ${ZONE} as "timeZone",
      case when ${WANTED} then coalesce(u.mail_address, u.email) end as "to"
    from follow_up_mails m join follow_ups f on f.enrollment_id = m.enrollment_id
      join enrollments e on e.id = m.enrollment_id join users u on u.id = e.user_id left join profiles p on p.user_id = u.id
      ${OF_ORGANIZATION}
    where m.id = ${p('mailId')} and m.sent_at is null and m.dropped_at is null
    for update of m`,
);

/** Locks a mail that was neither sent nor dropped; null otherwise. */
export async function lockMail(tx: Database, mailId: FollowUpMailId): Promise<Mailable | null> {
  return (await unsent(tx, { mailId }))[0] ?? null;
}

const byLink = statement<{ hash: Buffer }, { enrollmentId: EnrollmentId; asked: boolean }>(
  'follow_up_by_link',
  (p) => sql`select m.enrollment_id as "enrollmentId", f.opted_out_at is null as asked
    from follow_up_mails m join follow_ups f on f.enrollment_id = m.enrollment_id where m.stop_hash = ${p('hash')}`,
);

/** Which follow-up the link of a mail stops, and whether it goes on; null for a link that no mail has. */
export async function followUpByLink(
  db: Database,
  hash: Buffer,
): Promise<{ enrollmentId: EnrollmentId; asked: boolean } | null> {
  return (await byLink(db, { hash }))[0] ?? null;
}
