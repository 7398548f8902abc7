import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { organizations, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { RegistrationStateError, ScreeningNeededError } from '../errors.ts';
import { mayWithdrawScreening } from '../rules/screening.ts';
import { lockRegistration } from './lock.ts';

type Screened = { registrationId: RegistrationId; screenedAt: Date };

/** Notes when a person was met alone. The first note stays. The caller has asked who may. Throws NotFound, InvalidInput. */
export async function noteScreening(
  tx: Database,
  { now }: UserAct,
  { registrationId, screenedAt }: Screened,
): Promise<Date> {
  const { row } = await lockRegistration(tx, registrationId);
  if (row.screenedAt !== null) return row.screenedAt;
  if (screenedAt > now) {
    const message = 'Write when it happened, not a time to come.';
    throw new InvalidInputError([{ path: 'screenedAt', message }]);
  }
  await tx.update(registrations).set({ screenedAt }).where(eq(registrations.id, registrationId));
  return screenedAt;
}

const PLACE_TAKEN =
  'Their joint place was taken after this was recorded, so it stays. Cancel the place first if it should not stand.';

/**
 * Takes back that a person was met alone. An offer stays, and is not taken before both were met. A second call changes nothing. The
 * caller has asked who may. Throws NotFound, RegistrationState once the joint place is taken.
 */
export async function withdrawScreening(tx: Database, registrationId: RegistrationId): Promise<void> {
  const { row } = await lockRegistration(tx, registrationId);
  if (row.screenedAt === null) return;
  if (!mayWithdrawScreening(row).ok) throw new RegistrationStateError(row.state, PLACE_TAKEN);
  await tx.update(registrations).set({ screenedAt: null }).where(eq(registrations.id, registrationId));
}

type Places = { intensive: IntensiveRow; ids: readonly RegistrationId[] };

/**
 * Lets two people have a joint place: where the organization meets each of them alone first, it has met both. The caller holds the
 * event's lock. Throws ScreeningNeeded.
 */
export async function requireScreened(tx: Database, { intensive, ids }: Places): Promise<void> {
  if (intensive.kind !== 'COUPLES' || ids.length === 0) return;
  const waiting = await tx
    .select({ id: registrations.id })
    .from(registrations)
    .innerJoin(organizations, and(eq(organizations.id, intensive.organizationId), eq(organizations.screensPairs, true)))
    .where(and(inArray(registrations.id, [...ids]), isNotNull(registrations.pairId), isNull(registrations.screenedAt)));
  if (waiting.length > 0) throw new ScreeningNeededError(waiting.length);
}
