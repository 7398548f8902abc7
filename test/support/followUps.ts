import { and, eq, sql } from 'drizzle-orm';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { enrollments, followUpMails, profiles } from '../../drizzle/schema.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { userAct } from '../../schema/act.ts';
import { followUpsDue } from '../../schema/followUps/operations/followUpsDue.ts';
import { optIn } from '../../schema/followUps/operations/optIn.ts';
import { followUpMail } from '../../schema/followUps/operations/sendFollowUp.ts';
import type { Mail } from '../../server/mail/send.ts';
import { followUpMail as mailText } from '../../server/mail/texts/followUps.ts';
import { enrolled, newLearner, type World } from './world.ts';

/** When the people of these tests completed the course, at noon in New York: their rounds open on 15 March and 26 April 2027. */
export const COMPLETED = new Date('2027-03-01T17:00:00Z');
/** By day on the first day of the round of two weeks. */
export const DAY = new Date('2027-03-15T14:30:00Z');

type Made = { purpose?: Purpose; asks?: boolean; timeZone?: string | null; completedAt?: Date | null };

/** Somebody who completed the course, and wants to be asked. */
export async function follower(world: World, made: Made = {}): Promise<{ userId: UserId; enrollmentId: EnrollmentId }> {
  const { purpose = 'CREDIT', asks = true, timeZone = 'America/New_York', completedAt = COMPLETED } = made;
  const { db } = world;
  const userId = await newLearner(db);
  await db.insert(profiles).values({ userId, legalName: 'Ana Example', timeZone });
  const enrollmentId = await enrolled(world, userId, { purpose });
  if (completedAt !== null) await db.update(enrollments).set({ completedAt }).where(eq(enrollments.id, enrollmentId));
  if (asks) await optIn(db, userAct(userId, COMPLETED), { enrollmentId });
  return { userId, enrollmentId };
}

export type Sent = { to: string; mail: Mail };

/** A mail server that keeps what it took. */
export function postbox(): {
  sent: Sent[];
  mail: { followUp(to: string, one: Parameters<typeof mailText>[2]): Promise<void> };
} {
  const sent: Sent[] = [];
  const followUp = async (to: string, one: Parameters<typeof mailText>[2]) => {
    sent.push({ to, mail: mailText(to, 'https://attune.example.org', one, 'en') });
  };
  return { sent, mail: { followUp } };
}

/** What the hourly job does at a moment. */
export const look = ({ db }: World, now: Date): Promise<void> => followUpsDue.run({ db, clock: () => now }, null);

/** What both jobs do at a moment, for everybody whose mail waits. */
export async function deliver(world: World, now: Date, to = postbox()): Promise<Sent[]> {
  const { db, vault } = world;
  await look(world, now);
  for (const { id } of await waiting(world))
    await followUpMail.run({ db, vault, clock: () => now, mail: to.mail }, { mailId: id });
  return to.sent;
}

export const waiting = ({ db }: World) =>
  db
    .select({ id: followUpMails.id })
    .from(followUpMails)
    .where(and(sql`${followUpMails.sentAt} is null`, sql`${followUpMails.droppedAt} is null`));

/** The secret in the link that stops the mails. */
export const stopSecret = ({ mail }: Sent): string => /\/later\/stop\/([\w-]{22})\b/.exec(mail.text)?.[1] ?? '';
