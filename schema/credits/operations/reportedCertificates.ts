import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ReportedCertificateId } from '../../../drizzle/ids.ts';
import { reportedCertificates, users } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { countOfReported, ownReportedCertificate, sameReported } from '../queries/reportedCertificates.ts';
import { latestDay, MOST_REPORTED } from '../rules/reported.ts';
import type { ReportedFacts } from '../rules/transcriptFacts.ts';

/** What a holder states of a certificate of another provider. */
export type Statement = Omit<ReportedFacts, 'id'>;

function requirePast(earnedOn: string | undefined, { now }: UserAct): void {
  if (earnedOn !== undefined && earnedOn > latestDay(now))
    throw new InvalidInputError([{ path: 'earnedOn', message: 'Write a day that has come.' }]);
}

/**
 * Lists a certificate of another provider. It is marked as stated by its holder and counts in no total. Stated twice, it is listed
 * once. Throws InvalidInput.
 */
export async function addReportedCertificate(db: Database, act: UserAct, stated: Statement): Promise<ReportedFacts> {
  const { userId, now } = act;
  requirePast(stated.earnedOn, act);
  return db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const known = await sameReported(tx, { ...stated, userId });
    if (known !== null) return known;
    if ((await countOfReported(tx, userId)) >= MOST_REPORTED)
      throw new InvalidInputError([{ path: 'title', message: `You may list ${MOST_REPORTED}; remove one first.` }]);
    const [row] = await tx
      .insert(reportedCertificates)
      .values({ ...stated, userId, addedAt: now, changedAt: now })
      .returning();
    if (row === undefined) throw new Error('an insert returned no row');
    return required(await ownReportedCertificate(tx, { userId, id: row.id }));
  });
}

type Change = { id: ReportedCertificateId | null } & { [Field in keyof Statement]?: Statement[Field] | undefined };

/** Changes an entry. A field that is left out does not change. Throws NotFound, InvalidInput. */
export async function updateReportedCertificate(
  db: Database,
  act: UserAct,
  { id, ...changes }: Change,
): Promise<ReportedFacts> {
  const { userId, now } = act;
  requirePast(changes.earnedOn, act);
  if (id === null) throw new NotFoundError('The certificate');
  const changed = await db
    .update(reportedCertificates)
    .set({ ...changes, changedAt: now })
    .where(and(eq(reportedCertificates.id, id), eq(reportedCertificates.userId, userId)))
    .returning({ id: reportedCertificates.id });
  if (changed.length === 0) throw new NotFoundError('The certificate');
  return required(await ownReportedCertificate(db, { userId, id }));
}

/** Deletes an entry. Throws NotFound. */
export async function removeReportedCertificate(
  db: Database,
  { userId }: UserAct,
  { id }: { id: ReportedCertificateId | null },
): Promise<{ id: ReportedCertificateId }> {
  if (id === null) throw new NotFoundError('The certificate');
  const gone = await db
    .delete(reportedCertificates)
    .where(and(eq(reportedCertificates.id, id), eq(reportedCertificates.userId, userId)))
    .returning({ id: reportedCertificates.id });
  if (gone.length === 0) throw new NotFoundError('The certificate');
  return { id };
}

function required(row: ReportedFacts | null): ReportedFacts {
  if (row === null) throw new NotFoundError('The certificate');
  return row;
}
