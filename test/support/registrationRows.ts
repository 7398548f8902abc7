import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { registrationStates, registrations } from '../../drizzle/schema.ts';
import { LIVE_STATES, type RegistrationState } from '../../drizzle/tables/registrations.ts';

const isLive = (state: RegistrationState): boolean => (LIVE_STATES as readonly RegistrationState[]).includes(state);

/** A registration in a state, as the verbs of its noun leave it. */
export const addRegistration = async (
  db: Database,
  { intensiveId, userId, at }: { intensiveId: IntensiveId; userId: UserId; at: Date },
  state: RegistrationState = 'CONFIRMED',
): Promise<RegistrationId> => {
  const [row] = await db
    .insert(registrations)
    .values({ intensiveId, userId, state: 'HELD', adultStatedAt: at, createdAt: at })
    .returning({ id: registrations.id });
  if (row === undefined) throw new Error('no registration was inserted');
  const first = {
    registrationId: row.id,
    ordinal: 1,
    state: 'HELD',
    because: 'CHECKOUT_STARTED',
    by: 'user',
    at,
  } as const;
  await db.insert(registrationStates).values(first);
  if (state !== 'HELD') await moveRegistration(db, row.id, state, at);
  return row.id;
};

/** Brings a registration into a state: row, history, SEQUENCE. */
export const moveRegistration = async (
  db: Database,
  id: RegistrationId,
  state: RegistrationState,
  at: Date,
): Promise<void> => {
  const [row] = await db.select().from(registrations).where(eq(registrations.id, id));
  if (row === undefined) throw new Error('there is no such registration');
  await db
    .update(registrations)
    .set({
      state,
      endedAt: isLive(state) ? null : at,
      confirmedAt: state === 'CONFIRMED' ? at : row.confirmedAt,
      calendarSequence: row.calendarSequence + (state === 'CONFIRMED' || row.state === 'CONFIRMED' ? 1 : 0),
    })
    .where(eq(registrations.id, id));
  const count = await db.$count(registrationStates, eq(registrationStates.registrationId, id));
  await db
    .insert(registrationStates)
    .values({ registrationId: id, ordinal: count + 1, state, because: 'PAID', by: 'system', at });
};
