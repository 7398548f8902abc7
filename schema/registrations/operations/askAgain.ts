import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveChangeId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import { factsOf } from '../rules/mails.ts';
import { eventMails } from './writeMail.ts';

/** How many people one transaction asks, and how many transactions a run has at most. */
const AT_ONCE = 100;
const MOST_PAGES = 50;

type Asked = {
  changeId: IntensiveChangeId;
  registrationId: RegistrationId;
  userId: UserId;
  answerBy: Date;
  kind: IntensiveKind;
  title: string;
  neutralName: string | null;
  timeZone: string;
};

const toAsk = statement<{ now: Date }, Asked>(
  'people_to_ask_again',
  (
    p,
  ) => sql`select c.id as "changeId", r.id as "registrationId", r.user_id as "userId", c.answer_by as "answerBy", i.kind, i.title,
      i.neutral_name as "neutralName", i.time_zone as "timeZone"
    from intensive_changes c join intensives i on i.id = c.intensive_id
      join registrations r on r.intensive_id = c.intensive_id and r.state = 'CONFIRMED' and r.user_id is not null
    where c.answer_by > ${p('now')}::timestamptz and r.confirmed_at <= c.changed_at and i.cancelled_at is null
      and not exists (select 1 from event_mails m where m.key = 'change ' || c.id || ' ' || r.id)
    limit ${sql.raw(String(AT_ONCE))}`,
);

const raise = statement<{ ids: readonly RegistrationId[] }, never>(
  'raise_calendar_sequences',
  (p) => sql`update registrations set calendar_sequence = calendar_sequence + 1 where id = any(${p('ids')}::uuid[])`,
);

/** Mails everybody who was confirmed before a change that asks, once for each change. Their calendars get a higher SEQUENCE. */
export async function askAgain(db: Database, now: Date): Promise<void> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = await toAsk(db, { now });
    if (asked.length === 0) return;
    await db.transaction(async (tx) => {
      const written = await eventMails(
        tx,
        asked.map(({ changeId, registrationId, userId, answerBy, ...intensive }) => ({
          key: `change ${changeId} ${registrationId}`,
          text: 'CHANGE_ASKED',
          userId,
          facts: { ...factsOf(intensive), registrationId, endsAt: answerBy.toISOString(), changeId },
        })),
      );
      const told = asked.filter(({ changeId, registrationId }) => written.has(`change ${changeId} ${registrationId}`));
      await raise(tx, { ids: told.map(({ registrationId }) => registrationId) });
    });
  }
}
