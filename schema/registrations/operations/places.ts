import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type RegistrationId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import type { IntensivePolicy } from '../../../drizzle/tables/intensives.ts';
import { comparableAddress } from '../../accounts/rules/address.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { type IntensiveRow, segmentsOf } from '../../intensives/queries.ts';
import { startsAt } from '../../intensives/rules/agenda.ts';
import { deadlineOf } from '../../intensives/rules/deadline.ts';
import { PaidPlaceError, pairStays, RegistrationStateError, TransferClosedError } from '../errors.ts';
import { isPaidPlace, letsIn } from '../queries/paid.ts';
import { factsOf } from '../rules/mails.ts';
import { isOwn, lockRegistration, type RegistrationRow } from './lock.ts';
import { countMailToOther } from './mailToOther.ts';
import { newSecret, noSecret } from './secrets.ts';
import { eventMail } from './writeMail.ts';

/** What orders know of a place for which money was paid. */
export type OfOrder = {
  /** The policy as the payer accepted it; null for a place without an order. */
  policyOf(tx: Database, row: RegistrationRow): Promise<IntensivePolicy | null>;
  /** Lets the order pay for the registration that took over. */
  moved(tx: Database, from: RegistrationId, to: RegistrationId): Promise<void>;
};

type Linking = { registrationId: RegistrationId | null; email: string | null; ofOrder?: OfOrder };

/**
 * Makes a link by which somebody takes a place with their own account: an unclaimed place of a group, for whoever bought it, or one's
 * own confirmed place, which then goes to the other person. A new link ends the one before. With an address the link is mailed there;
 * without, it is told once. Throws NotFound, InvalidInput, RegistrationState, TransferClosed, PaidPlace, RateLimited.
 */
export async function makePlaceLink(
  db: Database,
  act: UserAct,
  { registrationId, email, ofOrder }: Linking,
): Promise<{ registrationId: RegistrationId; secret: string | null }> {
  const address = email === null ? null : comparableAddress(email);
  if (address?.ok === false) throw new InvalidInputError([{ path: 'email', message: 'Write an e-mail address.' }]);
  return db.transaction(async (tx) => {
    const { row, intensive } = await requireOwn(tx, act, registrationId);
    if (row.userId !== null) await requireTransferable(tx, act, { row, intensive, ofOrder });
    if (row.endedAt !== null || !(await letsIn(tx, row.id))) throw new RegistrationStateError(row.state);
    const {
      hash,
      secret,
      facts: linkFacts,
    } = address === null ? { ...newSecret(), facts: {} } : { ...noSecret(), secret: null };
    await tx.update(registrations).set({ claimHash: hash, claimedAt: null }).where(eq(registrations.id, row.id));
    if (address !== null) {
      await countMailToOther(tx, act);
      const facts = { ...factsOf(intensive), registrationId: row.id, ...linkFacts };
      await eventMail(tx, { key: `place ${newId()}`, text: 'PLACE_LINK', address: address.typed, facts });
    }
    return { registrationId: row.id, secret };
  });
}

/** Ends the link to a place that nobody has used. A second call changes nothing. Throws NotFound. */
export async function revokePlaceLink(
  db: Database,
  act: UserAct,
  { registrationId }: { registrationId: RegistrationId | null },
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const { row } = await requireOwn(tx, act, registrationId);
    const unused = and(eq(registrations.id, row.id), isNull(registrations.claimedAt));
    await tx.update(registrations).set({ claimHash: null }).where(unused);
    return { registrationId: row.id };
  });
}

/** A registration of the person, or a place that they bought and nobody has claimed. Throws NotFound. */
export async function requireOwn(
  tx: Database,
  { userId }: UserAct,
  registrationId: RegistrationId | null,
): Promise<{ row: RegistrationRow; intensive: IntensiveRow }> {
  const found = await lockRegistration(tx, registrationId);
  if (!(await isOwn(tx, found.row, userId))) throw new NotFoundError('The registration');
  return found;
}

type Transfer = { row: RegistrationRow; intensive: IntensiveRow; ofOrder: OfOrder | undefined };

/** A confirmed place of one person goes to another, while its policy lets it. Throws RegistrationState, PaidPlace, TransferClosed. */
export async function requireTransferable(
  tx: Database,
  { now }: UserAct,
  { row, intensive, ofOrder }: Transfer,
): Promise<void> {
  if (row.pairId !== null) throw pairStays();
  if (row.state !== 'CONFIRMED' || intensive.cancelledAt !== null) throw new RegistrationStateError(row.state);
  if (ofOrder === undefined && (await isPaidPlace(tx, row.id))) throw new PaidPlaceError();
  const { transferUntil } = (await ofOrder?.policyOf(tx, row)) ?? intensive.policy;
  const start = startsAt(await segmentsOf(tx, intensive.id));
  if (transferUntil === null || start === null) throw new TransferClosedError(null);
  const until = deadlineOf(transferUntil, start, intensive.timeZone);
  if (now >= until) throw new TransferClosedError(until);
}
