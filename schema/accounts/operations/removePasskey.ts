import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { passkeys } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { tell } from './accountNotice.ts';
import { lockAccount } from './recovery.ts';

/** Removes one passkey of the person and tells them. The last one of an account that requires a passkey stays, also when two go at once. */
export async function removePasskey(
  db: Database,
  act: UserAct,
  { passkeyId }: { passkeyId: string },
): Promise<'REMOVED' | 'NOT_FOUND' | 'LAST_PASSKEY'> {
  const { userId } = act;
  return db.transaction(async (tx) => {
    const { passkeyRequiredAt } = await lockAccount(tx, userId);
    const own = await tx.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.userId, userId));
    const named = own.find(({ id }) => id === passkeyId);
    if (named === undefined) return 'NOT_FOUND';
    if (passkeyRequiredAt !== null && own.length === 1) return 'LAST_PASSKEY';
    await tx.delete(passkeys).where(eq(passkeys.id, named.id));
    await tell(tx, act, 'PASSKEY_REMOVED');
    return 'REMOVED';
  });
}
