import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { newId, type UserId } from '../../../drizzle/ids.ts';
import { agreements, users } from '../../../drizzle/schema.ts';
import { standingAgreements } from '../../accounts/queries/agreements.ts';
import type { UserAct } from '../../act.ts';
import { destroyCareOf } from '../../care/operations/destroyRecords.ts';
import { TextChangedError } from '../../enrollments/errors.ts';
import { emptyReflections } from '../../enrollments/operations/emptyReflections.ts';
import { NotFoundError } from '../../errors.ts';
import type { AgreementKind, LegalText } from '../../legalText.ts';
import { currentTexts, type ReadText } from '../rules/agreements.ts';

/** Two calls of one person must not both find that nothing stands, and none may race with an erasure. */
async function lockAccount(tx: Database, userId: UserId): Promise<void> {
  const open = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
    .for('no key update');
  if (open.length === 0) throw new NotFoundError('Your account');
}

/**
 * Records that a person agreed to the versions of texts that they read, each with its own row. What they agreed to already is not
 * recorded again. Throws TextChanged when one of them is not the current version, and NotFound when the account was closed.
 */
export async function agreeToTexts(
  db: Database,
  { userId, now }: UserAct,
  { read, texts }: { read: readonly ReadText[]; texts: readonly LegalText[] },
): Promise<void> {
  const decision = currentTexts(texts, read);
  if (!decision.ok) throw new TextChangedError(decision.version);
  await db.transaction(async (tx) => {
    await lockAccount(tx, userId);
    const standing = await standingAgreements(tx, userId);
    const stands = ({ kind, version }: ReadText) =>
      standing.some((one) => one.kind === kind && one.version === version && one.given);
    const fresh = read.filter((text) => !stands(text));
    if (fresh.length === 0) return;
    const rows = fresh.map(({ kind, version }) => ({ id: newId(), userId, kind, version, given: true, at: now }));
    await tx.insert(agreements).values(rows as (typeof agreements.$inferInsert)[]);
  });
}

type Emptied = { reflections: number; records: number };
const NOTHING: Emptied = { reflections: 0, records: 0 };

/**
 * Takes a consent back, and empties what was kept because of it. Answers how many reflections and how many records of care that were. A
 * second call changes nothing. Throws NotFound when the account was closed.
 */
export function withdrawAgreement(
  db: Database,
  { userId, now }: UserAct,
  { kind, vault }: { kind: AgreementKind; vault: Vault },
): Promise<Emptied> {
  return db.transaction(async (tx) => {
    await lockAccount(tx, userId);
    const last = (await standingAgreements(tx, userId)).find((one) => one.kind === kind);
    if (last?.given !== true) return NOTHING;
    await tx.insert(agreements).values({ id: newId(), userId, kind, version: last.version, given: false, at: now });
    if (kind !== 'THERAPY_DATA') return NOTHING;
    const reflections = await emptyReflections(tx, { userId, now, vault });
    return { reflections, records: await destroyCareOf(tx, { userId }) };
  });
}
