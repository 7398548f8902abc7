import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveChangeId, IntensiveId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import { AGREED_AT, IS_ASKED } from '../queries/changes.ts';
import { factsOf } from '../rules/mails.ts';
import { tellLeaders } from './tellLeaders.ts';
import { eventMails } from './writeMail.ts';

/** How many people one transaction asks, and how many transactions a run has at most. */
const AT_ONCE = 100;
const MOST_PAGES = 50;

type Asked = {
  changeId: IntensiveChangeId;
  registrationId: RegistrationId;
  userId: UserId;
  key: string;
  /** Whether somebody has the place, who is asked; else its buyer is, once for all of them. */
  claimed: boolean;
  intensiveId: IntensiveId;
  answerBy: Date;
  kind: IntensiveKind;
  title: string;
  neutralName: string | null;
  timeZone: string;
};

const toAsk = statement<{ now: Date }, Asked>(
  'people_to_ask_again',
  (p) => sql`select c.id as "changeId", r.id as "registrationId", w."userId", w.key, r.user_id is not null as claimed,
      c.intensive_id as "intensiveId", c.answer_by as "answerBy", i.kind, i.title,
      i.neutral_name as "neutralName", i.time_zone as "timeZone"
    from intensive_changes c join intensives i on i.id = c.intensive_id
      join registrations r on r.intensive_id = c.intensive_id and ${IS_ASKED}
      left join holds h on h.id = r.hold_id cross join lateral (
        select coalesce(r.user_id, h.user_id) as "userId", 'change ' || c.id || case when r.user_id is null
          then ' places of ' || h.user_id else ' ' || r.id end as key) w
    where c.answer_by > ${p('now')}::timestamptz and ${AGREED_AT} <= c.changed_at and i.cancelled_at is null
      and w."userId" is not null and not exists (select 1 from event_mails m where m.key = w.key)
    limit ${sql.raw(String(AT_ONCE))}`,
);

const raise = statement<{ ids: readonly RegistrationId[] }, never>(
  'raise_calendar_sequences',
  (p) => sql`update registrations set calendar_sequence = calendar_sequence + 1 where id = any(${p('ids')}::uuid[])`,
);

/**
 * Mails everybody who had agreed to a date before a change that asks, once for each change: whoever has the place, or its buyer while
 * nobody has claimed it; of a consultation, whoever leads it too. The calendars of those who have one get a higher SEQUENCE.
 */
export async function askAgain(db: Database, now: Date): Promise<void> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = await toAsk(db, { now });
    if (asked.length === 0) return;
    await db.transaction(async (tx) => {
      const written = await eventMails(
        tx,
        asked.map(({ key, userId, claimed, ...one }) => ({
          ...{ key, userId, text: claimed ? ('CHANGE_ASKED' as const) : ('PLACES_ASKED' as const) },
          facts: {
            ...factsOf(one),
            ...(claimed ? { registrationId: one.registrationId } : { intensiveId: one.intensiveId }),
            changeId: one.changeId,
            endsAt: one.answerBy.toISOString(),
          },
        })),
      );
      await tellLeaders(
        tx,
        asked.map((one) => ({ ...one, key: `change ${one.changeId}`, text: 'TIME_MOVED' })),
      );
      const told = asked.filter(({ key, claimed }) => claimed && written.has(key));
      await raise(tx, { ids: told.map(({ registrationId }) => registrationId) });
    });
  }
}
