import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { users } from '../../../drizzle/schema.ts';
import type { LegalText } from '../../legalText.ts';
import { TherapyConsentRequiredError } from '../errors.ts';
import { standingAgreements } from '../queries/agreements.ts';

type Writer = { userId: UserId; legal: readonly LegalText[] };

/**
 * Lets a person write what may tell of therapy, health or relationships: they gave the consent in the version that holds, and did
 * not take it back. Until the transaction ends they cannot take it back, so nothing is written after what they wrote was emptied.
 * Throws TherapyConsentRequired.
 */
export async function requireTherapyConsent(tx: Database, { userId, legal }: Writer): Promise<void> {
  const text = legal.find(({ kind }) => kind === 'THERAPY_DATA');
  if (text === undefined) throw new Error('there is no text of the consent to therapy data');
  // Whoever takes a consent back locks the account against this.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('share');
  const last = (await standingAgreements(tx, userId)).find(({ kind }) => kind === text.kind);
  if (last?.given !== true || last.version !== text.version) throw new TherapyConsentRequiredError(text);
}
