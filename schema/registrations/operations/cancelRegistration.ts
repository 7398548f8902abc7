import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { PaidPlaceError } from '../errors.ts';
import { isPaidPlace } from '../queries/paid.ts';
import { endSeat } from './endSeat.ts';
import { requireOwn } from './places.ts';

/**
 * Ends a registration, an application or an offer of one's own for which no money was paid, and the pair with it. The seat goes to who
 * waits. A second call changes nothing. Throws NotFound, PaidPlace, and RegistrationState for one that has ended otherwise.
 */
export async function cancelRegistration(
  db: Database,
  act: UserAct,
  { registrationId }: { registrationId: RegistrationId | null },
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const { row, intensive } = await requireOwn(tx, act, registrationId);
    if (row.state === 'CANCELLED') return { registrationId: row.id };
    if (await isPaidPlace(tx, row.id)) throw new PaidPlaceError();
    const end = { to: 'CANCELLED', because: 'WITHDRAWN', by: 'user', at: act.now } as const;
    await endSeat(tx, { registrationId: row.id, ...end });
    const { organizationId } = intensive;
    await recordEvent(tx, act, 'REGISTRATION_CANCELLED', { objectId: row.id, organizationId });
    return { registrationId: row.id };
  });
}
