import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { carePlans } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { type Keeper, recordFor, requireOwnPlace } from './ownRecord.ts';
import { sealPlan } from './sealing.ts';

type Saving = Keeper & { registrationId: RegistrationId | null; text: string };

/** Stores a person's own part of the action plan, which nobody else reads. Throws NotFound, CareNotSetUp, TherapyConsentRequired. */
export async function savePlan(
  db: Database,
  act: UserAct,
  { registrationId, text, vault, legal }: Saving,
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const place = await requireOwnPlace(tx, act, { registrationId, legal });
    const record = await recordFor(tx, place, { vault, now: act.now });
    const saved = { sealedText: sealPlan(vault, record, text), savedAt: act.now };
    await tx
      .insert(carePlans)
      .values({ recordId: record.recordId, ...saved })
      .onConflictDoUpdate({ target: carePlans.recordId, set: saved });
    return { registrationId: place.registrationId };
  });
}
