import type { Database } from '../../../drizzle/client.ts';
import type { AccommodationRequestId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { dayIn } from '../../intensives/rules/deadline.ts';
import { eventMail, eventMails } from '../../registrations/operations/writeMail.ts';
import { factsOf } from '../../registrations/rules/mails.ts';
import { whoActs } from '../queries/deciders.ts';

/** Tells whoever may act that a request waits: once a day for each event, without a name and without what is needed. */
export async function tellThoseWhoAct(tx: Database, { now }: UserAct, intensive: IntensiveRow): Promise<void> {
  const key = `accommodation waits ${intensive.id} ${dayIn(now, intensive.timeZone)}`;
  const told = { text: 'ACCOMMODATION_WAITS', facts: factsOf(intensive) } as const;
  const who = await whoActs(tx, intensive.id);
  await eventMails(
    tx,
    who.map((userId) => ({ ...told, key: `${key} ${userId}`, userId })),
  );
}

type Answered = { id: AccommodationRequestId; ordinal: number; userId: UserId; registrationId: RegistrationId };

/** Tells the person that a request has an answer, and nothing of it. */
export async function tellPerson(tx: Database, intensive: IntensiveRow, answered: Answered): Promise<void> {
  const { id, ordinal, userId, registrationId } = answered;
  const facts = { ...factsOf(intensive), registrationId };
  await eventMail(tx, { key: `accommodation ${id} ${ordinal}`, text: 'ACCOMMODATION_ANSWERED', userId, facts });
}
