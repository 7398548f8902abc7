import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, RegistrationId } from '../../../drizzle/ids.ts';
import { registrationStates, registrations } from '../../../drizzle/schema.ts';
import { LIVE_STATES, type RegistrationState } from '../../../drizzle/tables/registrations.ts';

export type Change = {
  to: RegistrationState;
  because: string;
  by: 'user' | 'member' | 'operator' | 'system';
  at: Date;
};

/** Brings the registrations of a hold that are in one of these states into another, with their line of the history. */
export async function changeStatesOf(
  tx: Database,
  { holdId, from, to, because, by, at }: Change & { holdId: HoldId; from: readonly RegistrationState[] },
): Promise<RegistrationId[]> {
  const live = (LIVE_STATES as readonly RegistrationState[]).includes(to);
  const moved = await tx
    .update(registrations)
    .set({
      state: to,
      endedAt: live ? null : at,
      ...(to === 'CONFIRMED' && { confirmedAt: at }),
      ...(to === 'CONFIRMED' && { calendarSequence: sql`${registrations.calendarSequence} + 1` }),
    })
    .where(and(eq(registrations.holdId, holdId), inArray(registrations.state, [...from])))
    .returning({ id: registrations.id });
  for (const { id } of moved) {
    const ordinal = sql<number>`(select 1 + coalesce(max(s.ordinal), 0) from registration_states s where s.registration_id = ${id})`;
    await tx.insert(registrationStates).values({ registrationId: id, ordinal, state: to, because, by, at });
  }
  return moved.map(({ id }) => id);
}
