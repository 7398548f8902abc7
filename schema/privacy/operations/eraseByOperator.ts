import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { accountOf } from '../../accounts/queries.ts';
import type { Act } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { reasonText, speaksOf } from '../../plainText.ts';
import { RecordKeptError } from '../errors.ts';
import { decideUnderLock, erasePerson } from './erasePerson.ts';

const Order = z.object({ reason: reasonText });

/**
 * An operator deletes a person's data, by the same rules. The reason goes into the audit trail and may not name the person.
 * Throws InvalidInput, NotFound, RecordKept.
 */
export async function eraseByOperator(
  db: Database,
  act: Act,
  { userId, ...terms }: { userId: UserId; reason: string },
): Promise<void> {
  const { reason } = parseInput(Order, terms);
  await db.transaction(async (tx) => {
    const decision = await decideUnderLock(tx, { userId, now: act.now });
    await requireNameless(tx, userId, reason);
    if (!decision.ok) throw new RecordKeptError(decision);
    await erasePerson(tx, { userId, now: act.now });
    await recordEvent(tx, act, 'PERSON_ERASED', { objectId: userId, organizationId: null, reason });
  });
}

async function requireNameless(tx: Database, userId: UserId, reason: string): Promise<void> {
  const account = await accountOf(tx, userId);
  const names = [account?.email, account?.profile.legalName].filter((text) => text !== undefined && text !== null);
  if (!speaksOf(reason, names)) return;
  const message = 'Remove the name and the address: the reason stays on record permanently.';
  throw new InvalidInputError([{ path: 'reason', message }]);
}
