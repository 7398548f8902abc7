import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';

export type EventMail = {
  key: string;
  to: { userId: UserId } | { address: string };
  text: string;
  facts: Record<string, string | number | string[] | null>;
};

export async function eventMail(_tx: Database, _mail: EventMail): Promise<void> {
  throw new Error('of another part');
}
