import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import { personById } from '../../accounts/queries/people.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { AlreadyRegisteredError, RegistrationStateError } from '../errors.ts';
import { liveRegistration } from '../queries/own.ts';
import { organizationOf } from '../queries/registrations.ts';
import { changeStates } from './changeState.ts';
import { lockRegistration, type RegistrationRow } from './lock.ts';
import { requireScreened } from './noteScreening.ts';
import { reopenPairs } from './pairEnds.ts';
import { registrationClosed } from './registrationClosed.ts';
import { takeHold } from './takeHold.ts';

type Reinstate = { registrationId: RegistrationId | null; reason: string };

/**
 * Confirms a registration again that lapsed or was cancelled, for a member of the organization. It takes a seat as everybody does, two
 * for a pair, and passes nobody who waits. Money is not touched. A second call changes nothing. Throws NotFound, Forbidden,
 * RegistrationState, RegistrationClosed for a cancelled event, AlreadyRegistered, ScreeningNeeded, SoldOut.
 */
export async function reinstateRegistration(
  db: Database,
  act: UserAct,
  { registrationId, reason }: Reinstate,
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const found = await organizationOf(tx, registrationId);
    const asked = { permission: 'MANAGE_REGISTRATIONS', organizationId: found, what: 'The registration' } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    if (registrationId === null) throw new NotFoundError('The registration');
    const { row, intensive } = await lockRegistration(tx, registrationId);
    if (row.state === 'CONFIRMED') return { registrationId };
    if (row.state !== 'LAPSED' && row.state !== 'CANCELLED') throw new RegistrationStateError(row.state);
    if (intensive.cancelledAt !== null) throw registrationClosed('CANCELLED', intensive);
    const both = await rowsWith(tx, row);
    for (const one of both) await requireFree(tx, one);
    await requireScreened(tx, { intensive, ids: both.map(({ id }) => id), asked: 'BY_MEMBER' });
    const ends = { expiresInSeconds: null, marginSeconds: 0, used: true, given: true, own: false };
    const userId = row.userId ?? act.userId;
    const hold = await takeHold(tx, act, { intensive, userId, kind: 'INVOICE', seats: both.length, ...ends });
    const change = { to: 'CONFIRMED', because: 'REINSTATED', by: 'member', at: act.now, holdId: hold.id } as const;
    await reopenPairs(tx, await changeStates(tx, { ids: both.map(({ id }) => id), ...change }));
    await recordEvent(tx, act, 'REGISTRATION_REINSTATED', { objectId: registrationId, organizationId, as, reason });
    return { registrationId };
  });
}

/** Nothing comes back for an account that is closed, nor for somebody who has another registration. */
async function requireFree(tx: Database, { userId, intensiveId, state }: RegistrationRow): Promise<void> {
  if (userId === null) return;
  if ((await personById(tx, userId))?.disabled !== false) throw new RegistrationStateError(state);
  const live = await liveRegistration(tx, { intensiveId, userId });
  if (live !== null) throw new AlreadyRegisteredError(live.id, 'THEIRS');
}

async function rowsWith(tx: Database, row: RegistrationRow): Promise<RegistrationRow[]> {
  if (row.pairId === null) return [row];
  const ended = inArray(registrations.state, ['LAPSED', 'CANCELLED']);
  return tx
    .select()
    .from(registrations)
    .where(and(eq(registrations.pairId, row.pairId), ended));
}
