import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type IntensiveId, newId, type OrderId, type RegistrationId, type UserId } from '../../../drizzle/ids.ts';
import { orderLines, registrations } from '../../../drizzle/schema.ts';
import { personByAddress } from '../../accounts/queries/people.ts';
import { type Address, comparableAddress } from '../../accounts/rules/address.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { type IntensiveRow, lockIntensive, segmentsOf } from '../../intensives/queries.ts';
import { spanOf } from '../../intensives/rules/agenda.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { AlreadyRegisteredError, PairsComeThemselvesError } from '../../registrations/errors.ts';
import { countMailOfMember } from '../../registrations/operations/mailToOther.ts';
import { registrationClosed } from '../../registrations/operations/registrationClosed.ts';
import { noSecret } from '../../registrations/operations/secrets.ts';
import { eventMail } from '../../registrations/operations/writeMail.ts';
import { liveOrWaiting } from '../../registrations/queries/own.ts';
import { factsOf } from '../../registrations/rules/mails.ts';
import { givePlace, sellPlace } from './givePlace.ts';
import type { Payer } from './makeOrder.ts';

type Registering = {
  intensiveId: IntensiveId | null;
  email: string;
  /** Who is invoiced; null: the place is free of charge. */
  payer: Payer | null;
  reason: string;
  /** Of the call, so that it can be repeated. */
  requestId: string;
};
type Registered = { registrationId: RegistrationId; orderId: OrderId | null };

/**
 * Registers a person for an event, for a member who manages registrations: free of charge, or on invoice. It takes a seat as everybody
 * does and passes nobody who waits, but registration need not be open. The person gets a link by mail and takes the place with their own
 * account and statement of age; nobody says that for them. The same request again answers the first's registration. Throws NotFound,
 * Forbidden, InvalidInput, PairsComeThemselves, RegistrationClosed, AlreadyRegistered, SoldOut, RateLimited, and what quotes throw.
 */
export async function registerPerson(db: Database, act: UserAct, asked: Registering): Promise<Registered> {
  const { intensiveId, email, payer, reason, requestId } = asked;
  const address = comparableAddress(email);
  if (!address.ok) throw new InvalidInputError([{ path: 'email', message: 'Write an e-mail address.' }]);
  return db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    const { organizationId } = intensive;
    const permission = { permission: 'MANAGE_REGISTRATIONS', organizationId, what: 'The intensive' } as const;
    const { as } = await requirePermission(tx, act, permission);
    const before = await registeredBy(tx, requestId, intensive.id);
    if (before !== null) return before;
    await requireGivable(tx, act, intensive);
    await countMailOfMember(tx, act);
    const userId = await newcomer(tx, address, intensive.id);
    const { hash: claimHash, facts: link } = noSecret();
    const place = { intensive, claimHash, requestId };
    const made =
      payer === null
        ? { registrationId: await givePlace(tx, act, place), orderId: null }
        : await sellPlace(tx, act, { ...place, payer, userId });
    const facts = { ...factsOf(intensive), registrationId: made.registrationId, ...link };
    const to = userId === null ? { address: address.typed } : { userId };
    await eventMail(tx, { key: `place ${newId()}`, text: 'PLACE_LINK', facts, ...to });
    const details = { settlement: payer === null ? 'FREE' : 'INVOICE' };
    await recordEvent(tx, act, 'REGISTRATION_GIVEN', {
      ...{ objectId: made.registrationId, organizationId, as, reason, details },
    });
    return made;
  });
}

/** What an earlier call of the same request made. Throws InvalidInput for one of another event. */
async function registeredBy(tx: Database, requestId: string, intensiveId: IntensiveId): Promise<Registered | null> {
  const [found] = await tx
    .select({ id: registrations.id, intensiveId: registrations.intensiveId, orderId: orderLines.orderId })
    .from(registrations)
    .leftJoin(orderLines, eq(orderLines.registrationId, registrations.id))
    .where(eq(registrations.requestId, requestId));
  if (found === undefined) return null;
  if (found.intensiveId === intensiveId) return { registrationId: found.id, orderId: found.orderId };
  throw new InvalidInputError([{ path: 'requestId', message: 'make a new UUID for each person; this one was used.' }]);
}

/** Throws PairsComeThemselves and RegistrationClosed. */
async function requireGivable(tx: Database, { now }: UserAct, intensive: IntensiveRow): Promise<void> {
  const { id, kind, publishedAt, cancelledAt } = intensive;
  if (kind === 'COUPLES') throw new PairsComeThemselvesError();
  if (cancelledAt !== null) throw registrationClosed('CANCELLED', intensive);
  if (publishedAt === null) throw registrationClosed('NOT_YET', intensive);
  const span = spanOf(await segmentsOf(tx, id));
  if (span !== null && span.endsAt <= now) throw registrationClosed('OVER', intensive);
}

/** The account of an address; null when nobody has signed in with it, or it is closed. Throws AlreadyRegistered. */
async function newcomer(tx: Database, address: Address, intensiveId: IntensiveId): Promise<UserId | null> {
  const person = await personByAddress(tx, address);
  if (person === null || person.disabled) return null;
  const { userId } = person;
  const known = await liveOrWaiting(tx, { intensiveId, userId });
  if (known !== null) throw new AlreadyRegisteredError(known, 'THEIRS');
  return userId;
}
