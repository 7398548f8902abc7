import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { LicenseId } from '../../../drizzle/ids.ts';
import { licenses } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { ownLicensesByIds } from '../queries.ts';
import { lockHolder } from './holding.ts';

/**
 * Takes a license off its holder's list. Its history and the awards that it is joined to stay. A second call changes nothing.
 * Throws NotFound.
 */
export async function removeLicense(
  db: Database,
  act: UserAct,
  { licenseId }: { licenseId: LicenseId | null },
): Promise<{ licenseId: LicenseId }> {
  if (licenseId === null) throw new NotFoundError('The license');
  const { userId, now } = act;
  return db.transaction(async (tx) => {
    await lockHolder(tx, userId);
    const [license] = await ownLicensesByIds(tx, { userId, ids: [licenseId] });
    if (license === undefined) throw new NotFoundError('The license');
    if (license.removedAt !== null) return { licenseId };
    await tx.update(licenses).set({ removedAt: now }).where(eq(licenses.id, licenseId));
    await recordEvent(tx, act, 'LICENSE_REMOVED', { objectId: licenseId, organizationId: null });
    return { licenseId };
  });
}
