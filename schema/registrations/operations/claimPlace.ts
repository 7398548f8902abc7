import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { type IntensiveRow, lockIntensive } from '../../intensives/queries.ts';
import { AlreadyRegisteredError, RegistrationStateError } from '../errors.ts';
import { liveRegistration } from '../queries/own.ts';
import { letsIn } from '../queries/paid.ts';
import { secretHash } from '../rules/secrets.ts';
import { changeState, changeStates } from './changeState.ts';
import type { RegistrationRow } from './lock.ts';
import { type OfOrder, requireTransferable } from './places.ts';
import { openRegistration, requireAdult } from './register.ts';

type Claim = { secret: string; adult: boolean; ofOrder?: OfOrder };

/**
 * Takes a place by the secret of its link, with one's own account and statement of age: an unclaimed place of a group, or the place of
 * somebody who gives it up. No seat is taken anew. The link works once; a second call of the same person answers their registration.
 * Throws NotFound, InvalidInput, AlreadyRegistered, RegistrationState, TransferClosed, PaidPlace.
 */
export async function claimPlace(
  db: Database,
  act: UserAct,
  { secret, adult, ofOrder }: Claim,
): Promise<{ registrationId: RegistrationId }> {
  requireAdult(adult);
  const claimHash = secretHash(secret);
  if (claimHash === null) throw new NotFoundError('The link');
  return db.transaction(async (tx) => {
    const find = () => tx.select().from(registrations).where(eq(registrations.claimHash, claimHash));
    const [seen] = await find();
    if (seen === undefined) throw new NotFoundError('The link');
    const intensive = await lockIntensive(tx, seen.intensiveId);
    const [row] = await find();
    if (row === undefined || row.endedAt !== null) throw new NotFoundError('The link');
    if (row.claimedAt !== null) {
      if (row.userId === act.userId) return { registrationId: row.id };
      throw new NotFoundError('The link');
    }
    const live = await liveRegistration(tx, { intensiveId: row.intensiveId, userId: act.userId });
    if (live !== null) throw new AlreadyRegisteredError(live.id);
    if (!(await letsIn(tx, row.id))) throw new RegistrationStateError(row.state);
    const place = { row, intensive };
    return row.userId === null ? claim(tx, act, place) : takeOver(tx, act, { ...place, claimHash, ofOrder });
  });
}

type Place = { row: RegistrationRow; intensive: IntensiveRow };

async function claim(
  tx: Database,
  act: UserAct,
  { row, intensive }: Place,
): Promise<{ registrationId: RegistrationId }> {
  const { userId, now } = act;
  const claimed = { userId, adultStatedAt: now, claimedAt: now };
  await tx.update(registrations).set(claimed).where(eq(registrations.id, row.id));
  const note = { to: row.state, from: [row.state], because: 'CLAIMED', by: 'user', at: now } as const;
  await changeStates(tx, { ids: [row.id], ...note });
  const { organizationId } = intensive;
  await recordEvent(tx, act, 'PLACE_CLAIMED', { objectId: row.id, organizationId });
  return { registrationId: row.id };
}

type TakeOver = Place & { claimHash: Buffer; ofOrder: OfOrder | undefined };

async function takeOver(
  tx: Database,
  act: UserAct,
  { row, intensive, claimHash, ofOrder }: TakeOver,
): Promise<{ registrationId: RegistrationId }> {
  await requireTransferable(tx, act, { row, intensive, ofOrder });
  const { userId, now } = act;
  const gone = { to: 'TRANSFERRED', because: 'TRANSFERRED', by: 'user', at: now } as const;
  await changeState(tx, { registrationId: row.id, ...gone });
  const opening = { intensive, userId, holdId: row.holdId, state: 'CONFIRMED', claimHash, adult: true } as const;
  const because = 'TOOK_OVER';
  const registrationId = await openRegistration(tx, act, { ...opening, transferredFrom: row.id, because });
  await tx.update(registrations).set({ claimedAt: now }).where(eq(registrations.id, registrationId));
  await ofOrder?.moved(tx, row.id, registrationId);
  const { organizationId } = intensive;
  const details = { from: row.id };
  await recordEvent(tx, act, 'PLACE_TRANSFERRED', { objectId: registrationId, organizationId, details });
  return { registrationId };
}
