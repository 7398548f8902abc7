import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { eventMails } from '../../../drizzle/schema.ts';

export type EventMail = {
  key: string;
  to: { userId: UserId } | { address: string };
  text: string;
  facts: Record<string, string | number | string[] | null>;
  at?: Date;
};

/** Writes a mail into the outbox. A key that stands there already adds nothing. */
export async function eventMail(tx: Database, { to, at = new Date(0), ...mail }: EventMail): Promise<void> {
  await tx
    .insert(eventMails)
    .values({ ...mail, ...to, madeAt: at })
    .onConflictDoNothing();
}
