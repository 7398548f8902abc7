import type { Database } from '../../../drizzle/client.ts';
import type { LicenseId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { type Change, changeLicense } from '../../licenses/operations/changeLicense.ts';
import { type Replacement, replacePrinted } from './replacePrinted.ts';

export type Updated = { licenseId: LicenseId; replacements: Replacement[] };

/**
 * Changes a license of the signed-in person. A correction says that the license always was so: every certificate that prints
 * another number of it is replaced in the same transaction, so that no valid certificate disagrees with the license. A renewal and
 * a changed name replace nothing, because what was printed was true. Throws what changeLicense and replacePrinted throw.
 */
export async function updateLicense(
  db: Database,
  act: UserAct,
  { publicUrl, ...change }: Change & { publicUrl: string },
): Promise<Updated> {
  return db.transaction(async (tx) => {
    const { licenseId, reason, versionId } = await changeLicense(tx, act, change);
    if (reason !== 'CORRECTED') return { licenseId, replacements: [] };
    const { note, vault } = change;
    return {
      licenseId,
      replacements: await replacePrinted(tx, act, { licenseId, versionId, reason: note, vault, publicUrl }),
    };
  });
}
