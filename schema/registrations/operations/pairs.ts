import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type PairId, type RegistrationId } from '../../../drizzle/ids.ts';
import { pairs, registrations } from '../../../drizzle/schema.ts';
import { personById } from '../../accounts/queries/people.ts';
import { comparableAddress, sharesMailbox } from '../../accounts/rules/address.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { lockIntensive } from '../../intensives/queries.ts';
import {
  AlreadyRegisteredError,
  InvitedElsewhereError,
  RegistrationStateError,
  SharedMailboxError,
} from '../errors.ts';
import { liveRegistration } from '../queries/own.ts';
import { factsOf } from '../rules/mails.ts';
import { secretHash } from '../rules/secrets.ts';
import { mailboxSha256, takesInvitations } from './invitationStops.ts';
import { lockRegistration, type RegistrationRow } from './lock.ts';
import { countInvitation } from './mailToOther.ts';
import { openRegistration, requireAdult } from './register.ts';
import { noSecret } from './secrets.ts';
import { tellOfApplication } from './tellOfApplication.ts';
import { eventMail } from './writeMail.ts';

type Invite = { registrationId: RegistrationId | null; email: string };

/**
 * Invites the second person of a pair by a mail with a secret link; a further call sends a new link and ends the one before. Only an
 * applicant of an event for couples invites, and only somebody with a mailbox of their own. A mailbox that takes none from this person
 * gets no mail, and the answer is the same. Throws NotFound, InvalidInput, SharedMailbox, RegistrationState, RateLimited.
 */
export async function invitePartner(
  db: Database,
  act: UserAct,
  { registrationId, email }: Invite,
): Promise<{ registrationId: RegistrationId }> {
  const address = comparableAddress(email);
  if (!address.ok) throw new InvalidInputError([{ path: 'email', message: 'Write an e-mail address.' }]);
  return db.transaction(async (tx) => {
    const { row, intensive } = await lockRegistration(tx, registrationId);
    if (row.userId !== act.userId) throw new NotFoundError('The registration');
    if (intensive.kind !== 'COUPLES' || row.state !== 'APPLIED') throw new RegistrationStateError(row.state);
    const own = await personById(tx, act.userId);
    if (own !== null && sharesMailbox(own.email, email)) throw new SharedMailboxError();
    await countInvitation(tx, act, address.typed);
    const mailbox = mailboxSha256(act.userId, address.email);
    const { pairId, link } = await invitationOf(tx, act, { row, email: address.email, mailbox });
    if (!(await takesInvitations(tx, { from: act.userId, mailbox, now: act.now }))) return { registrationId: row.id };
    const facts = { ...factsOf(intensive), pairId, ...link };
    await eventMail(tx, { key: `pair ${newId()}`, text: 'PAIR_INVITED', address: address.typed, facts });
    return { registrationId: row.id };
  });
}

/** The pair that waits for its second person, new or as it is. Links of earlier mails open it no longer. */
async function invitationOf(tx: Database, { userId, now }: UserAct, { row, email, mailbox }: Invited) {
  const { hash, facts: link } = noSecret();
  const pairId = row.pairId ?? newId<PairId>();
  const invitedSha256 = addressSha256(pairId, email);
  const invited = { inviteHash: hash, invitedSha256, mailboxSha256: mailbox, invitedAt: now };
  if (row.pairId === null) {
    await tx.insert(pairs).values({ id: pairId, intensiveId: row.intensiveId, firstUserId: userId, ...invited });
    await tx.update(registrations).set({ pairId }).where(eq(registrations.id, row.id));
    return { pairId, link };
  }
  const waiting = and(eq(pairs.id, row.pairId), eq(pairs.firstUserId, userId), isNull(pairs.joinedAt));
  const again = await tx.update(pairs).set(invited).where(waiting).returning({ id: pairs.id });
  if (again.length === 0) throw new RegistrationStateError(row.state);
  return { pairId, link };
}

type Invited = { row: RegistrationRow; email: string; mailbox: Buffer };

/** Of an address as sign-in compares it. The pair's id makes the hashes of one address differ. */
const addressSha256 = (pairId: PairId, email: string): Buffer =>
  createHash('sha256').update(`${pairId} ${email}`).digest();

/** Whether the account has the address that was invited. An invitation from before addresses were compared is anybody's. */
export async function isInvited(
  tx: Database,
  { id, invitedSha256 }: Pick<typeof pairs.$inferSelect, 'id' | 'invitedSha256'>,
  userId: UserId,
): Promise<boolean> {
  if (invitedSha256 === null) return true;
  const person = await personById(tx, userId);
  const address = person === null ? null : comparableAddress(person.email);
  return address?.ok === true && addressSha256(id, address.email).equals(invitedSha256);
}

type Accept = { secret: string; adult: boolean };

/**
 * Joins a pair with an account, a consent and a statement of age of one's own: the link of the mail opens it, once, for the
 * account that has the address of the mail. A second call of the same person answers their registration. Throws NotFound, InvalidInput,
 * SharedMailbox, InvitedElsewhere, AlreadyRegistered.
 */
export async function acceptPair(
  db: Database,
  act: UserAct,
  { secret, adult }: Accept,
): Promise<{ registrationId: RegistrationId }> {
  requireAdult(adult);
  const hash = secretHash(secret);
  if (hash === null) throw new NotFoundError('The invitation');
  return db.transaction(async (tx) => {
    const find = () => tx.select().from(pairs).where(eq(pairs.inviteHash, hash));
    const [seen] = await find();
    if (seen === undefined) throw new NotFoundError('The invitation');
    const intensive = await lockIntensive(tx, seen.intensiveId);
    const [pair] = await find();
    const over = pair === undefined || pair.endedAt !== null || intensive.cancelledAt !== null;
    if (over) throw new NotFoundError('The invitation');
    const { userId } = act;
    const live = await liveRegistration(tx, { intensiveId: pair.intensiveId, userId });
    if (pair.secondUserId === userId && live?.pairId === pair.id) return { registrationId: live.id };
    if (pair.joinedAt !== null) throw new NotFoundError('The invitation');
    if (pair.firstUserId === userId || (await shareMailbox(tx, pair.firstUserId, userId)))
      throw new SharedMailboxError();
    if (!(await isInvited(tx, pair, userId))) throw new InvitedElsewhereError();
    if (live !== null) throw new AlreadyRegisteredError(live.id);
    const opening = { intensive, userId, holdId: null, state: 'APPLIED', pairId: pair.id, adult } as const;
    const registrationId = await openRegistration(tx, act, opening);
    await tx
      .update(pairs)
      .set({ secondUserId: userId, joinedAt: act.now, invitedSha256: null })
      .where(eq(pairs.id, pair.id));
    const { organizationId } = intensive;
    await recordEvent(tx, act, 'REGISTRATION_OPENED', { objectId: registrationId, organizationId });
    await tellOfApplication(tx, act, intensive);
    return { registrationId };
  });
}

type UserId = UserAct['userId'];

async function shareMailbox(tx: Database, one: UserId, other: UserId): Promise<boolean> {
  const [first, second] = [await personById(tx, one), await personById(tx, other)];
  return first !== null && second !== null && sharesMailbox(first.email, second.email);
}
