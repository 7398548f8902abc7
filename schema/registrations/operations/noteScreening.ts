import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { organizations, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { ScreeningNeededError } from '../errors.ts';
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

/**
 * Takes back the note that a person was met alone at this time. Answers the note that holds then, and whether this one was taken back:
 * one of another time stays. The seat stays as it is; `requireScreened` asks again before the next step. Throws NotFound.
 */
export async function withdrawNote(
  tx: Database,
  { registrationId, screenedAt }: Screened,
): Promise<{ withdrawn: boolean; screenedAt: Date | null }> {
  const { row } = await lockRegistration(tx, registrationId);
  if (row.screenedAt?.getTime() !== screenedAt.getTime()) return { withdrawn: false, screenedAt: row.screenedAt };
  await tx.update(registrations).set({ screenedAt: null }).where(eq(registrations.id, registrationId));
  return { withdrawn: true, screenedAt: null };
}

type Places = {
  intensive: IntensiveRow;
  ids: readonly RegistrationId[];
  /** Who reads the refusal. */
  asked: 'BY_MEMBER' | 'BY_ONE_OF_THEM';
};

/**
 * Lets two people have a joint place: where the organization meets each of them alone first, it has met both. The caller holds the
 * event's lock. Throws ScreeningNeeded.
 */
export async function requireScreened(tx: Database, { intensive, ids, asked }: Places): Promise<void> {
  if (intensive.kind !== 'COUPLES' || ids.length === 0) return;
  const { waiting } = await metAlone(tx, { intensive, ids });
  if (waiting > 0) throw new ScreeningNeededError(asked === 'BY_MEMBER' ? waiting : null);
}

/** Of two people, how many were met alone, and how many not; 0 and 0 where the organization meets nobody alone. */
export async function metAlone(tx: Database, { intensive, ids }: Pick<Places, 'intensive' | 'ids'>) {
  const rows = await tx
    .select({ screenedAt: registrations.screenedAt })
    .from(registrations)
    .innerJoin(organizations, and(eq(organizations.id, intensive.organizationId), eq(organizations.screensPairs, true)))
    .where(and(inArray(registrations.id, [...ids]), isNotNull(registrations.pairId)));
  const met = rows.filter(({ screenedAt }) => screenedAt !== null).length;
  return { met, waiting: rows.length - met };
}
