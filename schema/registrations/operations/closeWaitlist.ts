import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId, UserId, WaitlistEntryId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { entryWaits } from '../../intensives/queries/seats.ts';
import { lockIntensive } from '../../intensives/queries.ts';
import { factsOf } from '../rules/mails.ts';
import { registrationWindow } from '../rules/window.ts';
import { changeStates } from './changeState.ts';
import { endEntry } from './endEntry.ts';
import { endPairs } from './pairEnds.ts';
import { lapseHold } from './releaseHold.ts';
import { eventMail } from './writeMail.ts';

type Open = { id: WaitlistEntryId; userId: UserId; applied: RegistrationId[] };

const entries = statement<{ intensiveId: IntensiveId; all: boolean }, Open>(
  'entries_to_close',
  (p) => sql`select e.id, e.user_id as "userId", array(select r.id from registrations r
      where r.intensive_id = e.intensive_id and r.state = 'APPLIED'
        and (r.user_id = e.user_id or (e.pair_id is not null and r.pair_id = e.pair_id)) order by r.id) as applied
    from waitlist_entries e
    where e.intensive_id = ${p('intensiveId')} and e.ended_at is null and (${p('all')}::boolean or ${entryWaits('e')})
    order by e.turn limit 200`,
);

/**
 * Ends the entries of a waitlist whose registration is over, with the accepted applications that waited, and tells their people. An
 * offer that still stands ends by the clock, or at once when the event was cancelled. Answers how many ended, at most 200.
 */
export async function closeWaitlist(tx: Database, intensiveId: IntensiveId, at: Date): Promise<number> {
  const intensive = await lockIntensive(tx, intensiveId);
  if (registrationWindow(intensive, at).ok) return 0;
  const open = await entries(tx, { intensiveId, all: intensive.cancelledAt !== null });
  for (const { id, userId, applied } of open) {
    const ended = await endEntry(tx, { entryId: id, endedBy: 'CLOSED', at });
    if (ended?.holdId != null) await lapseHold(tx, { holdId: ended.holdId, because: 'EVENT_CANCELLED', at });
    const change = { to: 'CANCELLED', because: 'WAITLIST_CLOSED', by: 'system', at } as const;
    const { because } = change;
    await endPairs(tx, await changeStates(tx, { ids: applied, ...change }), { because, whose: null, at });
    if (applied.length > 0 || ended?.holdId != null) continue;
    const facts = { ...factsOf(intensive), intensiveId };
    await eventMail(tx, { key: `closed ${id}`, text: 'WAITLIST_CLOSED', userId, facts });
  }
  return open.length;
}
