import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { careIntakes } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import type { IntakeAnswers } from '../rules/form.ts';
import { type Keeper, recordFor, requireOwnPlace } from './ownRecord.ts';
import { sealAnswers } from './sealing.ts';

type Saving = Keeper & {
  registrationId: RegistrationId | null;
  answers: IntakeAnswers;
  /** Whether the named instructors may read it from now on. */
  submit: boolean;
};

/**
 * Stores a person's intake, whole and sealed; it replaces what was there. One that is saved and not submitted is read by its person
 * alone, and one that was submitted is taken back until it is submitted again. Throws NotFound, CareNotSetUp, TherapyConsentRequired.
 */
export async function saveIntake(
  db: Database,
  act: UserAct,
  { registrationId, answers, submit, vault, legal }: Saving,
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const place = await requireOwnPlace(tx, act, { registrationId, legal });
    const record = await recordFor(tx, place, { vault, now: act.now });
    const { recordId } = record;
    const sealedAnswers = sealAnswers(vault, record, answers);
    const saved = { sealedAnswers, savedAt: act.now, submittedAt: submit ? act.now : null };
    await tx
      .insert(careIntakes)
      .values({ recordId, ...saved })
      .onConflictDoUpdate({ target: careIntakes.recordId, set: saved });
    return { registrationId: place.registrationId };
  });
}
