import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensiveCodes } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { CodeTakenError } from '../errors.ts';
import { codeOf } from '../queries.ts';
import { lockOwn } from './updateIntensive.ts';

type NewCode = {
  intensiveId: IntensiveId | null;
  /** In capitals. */
  code: string;
  percent: number | null;
  amountMinor: number | null;
  mostUses: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
};

/** Adds a code that lowers the price. Its amount is in the currency of the intensive. Throws NotFound, Forbidden, InvalidInput, CodeTaken, IntensiveClosed. */
export async function addIntensiveCode(
  db: Database,
  act: UserAct,
  { intensiveId, ...code }: NewCode,
): Promise<{ intensiveId: IntensiveId }> {
  if ((code.percent === null) === (code.amountMinor === null))
    throw new InvalidInputError([{ path: 'percent', message: 'give either percent or amountMinor.' }]);
  if (code.startsAt !== null && code.endsAt !== null && code.endsAt <= code.startsAt)
    throw new InvalidInputError([{ path: 'endsAt', message: 'it ends after it starts.' }]);
  return db.transaction(async (tx) => {
    const { row, as } = await lockOwn(tx, act, { intensiveId, revision: null });
    const [made] = await tx
      .insert(intensiveCodes)
      .values({ ...code, intensiveId: row.id, createdAt: act.now })
      .onConflictDoNothing()
      .returning({ id: intensiveCodes.id });
    if (made === undefined) throw new CodeTakenError();
    await recordEvent(tx, act, 'INTENSIVE_CODE_ADDED', {
      ...{ objectId: row.id, organizationId: row.organizationId, as },
      details: { codeId: made.id, percent: code.percent, amountMinor: code.amountMinor, mostUses: code.mostUses },
    });
    return { intensiveId: row.id };
  });
}

/** Ends a code for new orders; orders that have it keep their price. A second call changes nothing. Throws NotFound, Forbidden, IntensiveClosed. */
export async function removeIntensiveCode(
  db: Database,
  act: UserAct,
  { intensiveId, code }: { intensiveId: IntensiveId | null; code: string },
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockOwn(tx, act, { intensiveId, revision: null });
    const found = await codeOf(tx, row.id, code);
    if (found === null) throw new NotFoundError('The code');
    const [ended] = await tx
      .update(intensiveCodes)
      .set({ removedAt: act.now })
      .where(and(eq(intensiveCodes.id, found.id), isNull(intensiveCodes.removedAt)))
      .returning({ id: intensiveCodes.id });
    if (ended !== undefined)
      await recordEvent(tx, act, 'INTENSIVE_CODE_REMOVED', {
        ...{ objectId: row.id, organizationId: row.organizationId, as },
        details: { codeId: found.id },
      });
    return { intensiveId: row.id };
  });
}
