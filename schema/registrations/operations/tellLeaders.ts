import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import { isNamedInstructor } from '../../intensives/queries/named.ts';
import { type EventText, factsOf } from '../rules/mails.ts';
import { eventMails } from './writeMail.ts';

const named = statement<{ ids: readonly IntensiveId[] }, { intensiveId: IntensiveId; userId: UserId }>(
  'named_instructors_of',
  (p) => sql`select distinct t.intensive_id as "intensiveId", t.user_id as "userId" 
    from unnest(${p('ids')}::uuid[]) as asked (id) join intensive_instructors t on t.intensive_id = asked.id
    where ${isNamedInstructor(sql`t.intensive_id`, sql`t.user_id`)}
    order by t.intensive_id, t.user_id`,
);

type Told = {
  /** Names what happened, so that it is told once. */
  key: string;
  text: EventText;
  intensiveId: IntensiveId;
  kind: IntensiveKind;
  title: string;
  neutralName: string | null;
  timeZone: string;
};

/** Tells the instructors named on consultations what became of a time of theirs, and neither whose it is nor which one. */
export async function tellLeaders(tx: Database, all: readonly Told[]): Promise<void> {
  const told = all.filter(({ kind }) => kind === 'CONSULTATION');
  if (told.length === 0) return;
  const leaders = await named(tx, { ids: [...new Set(told.map(({ intensiveId }) => intensiveId))] });
  await eventMails(
    tx,
    told.flatMap(({ key, text, intensiveId, ...about }) =>
      leaders
        .filter((one) => one.intensiveId === intensiveId)
        .map(({ userId }) => ({ key: `${key} leads ${userId}`, text, userId, facts: factsOf(about) })),
    ),
  );
}
