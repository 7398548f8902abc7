import { desc, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveChangeId, RegistrationId } from '../../../drizzle/ids.ts';
import { changeAnswers, intensiveChanges } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { AnswerTooLateError, PaidPlaceError, RegistrationStateError } from '../errors.ts';
import { isPaidPlace } from '../queries/paid.ts';
import { endSeat } from './endSeat.ts';
import { isOwn, lockRegistration, type RegistrationRow } from './lock.ts';

export type ChangeAnswer = 'STAYS' | 'LEAVES';
/** Gives money back in the transaction in which its seat ends. */
export type Refunding = (tx: Database, row: RegistrationRow) => Promise<void>;

type Answering = {
  changeId: IntensiveChangeId | null;
  registrationId: RegistrationId | null;
  answer: ChangeAnswer;
  /** Without it, a place for which money was paid cannot leave here. */
  refund?: Refunding;
  /** Whether leaving ends the place here; false when the caller ends it with its order. */
  ends?: boolean;
};

/**
 * Answers a change that asks, for one's own place or one that one bought and nobody has claimed: whoever stays keeps the seat, whoever leaves ends it. The newest answer counts, until the change's last
 * moment; leaving is final. Throws NotFound, AnswerTooLate, RegistrationState, PaidPlace.
 */
export async function answerChange(
  db: Database,
  act: UserAct,
  { changeId, registrationId, answer, refund, ends = true }: Answering,
): Promise<{ registrationId: RegistrationId }> {
  if (changeId === null || registrationId === null) throw new NotFoundError('The change');
  return db.transaction(async (tx) => {
    const { row } = await lockRegistration(tx, registrationId);
    const [change] = await tx.select().from(intensiveChanges).where(eq(intensiveChanges.id, changeId));
    const mine = (await isOwn(tx, row, act.userId)) && change?.intensiveId === row.intensiveId;
    if (!mine || change === undefined) throw new NotFoundError('The change');
    const before = await lastAnswer(tx, changeId, row.id);
    if (before === answer) return { registrationId };
    if (change.answerBy === null || act.now > change.answerBy) throw new AnswerTooLateError();
    if (row.state !== 'CONFIRMED' && row.state !== 'AWAITING_PAYMENT') throw new RegistrationStateError(row.state);
    await tx.insert(changeAnswers).values({ changeId, registrationId, answer, answeredAt: act.now });
    if (answer === 'LEAVES' && ends) {
      if (refund === undefined && (await isPaidPlace(tx, row.id))) throw new PaidPlaceError();
      const end = { to: 'CANCELLED', because: 'EVENT_CHANGED', by: 'user', at: act.now } as const;
      await endSeat(tx, { registrationId: row.id, ...end });
      await refund?.(tx, row);
    }
    return { registrationId };
  });
}

async function lastAnswer(tx: Database, changeId: IntensiveChangeId, registrationId: RegistrationId) {
  const answers = await tx
    .select()
    .from(changeAnswers)
    .where(eq(changeAnswers.registrationId, registrationId))
    .orderBy(desc(changeAnswers.id));
  return answers.find((one) => one.changeId === changeId)?.answer ?? null;
}
