import type { Database } from '../../drizzle/client.ts';
import { type Person, personByAddress } from '../../schema/accounts/queries/people.ts';
import { type Address, comparableAddress } from '../../schema/accounts/rules/address.ts';

/** Whom a typed address means. */
export type Whom = Address & {
  /** Null when no one has signed in with it. */
  person: Person | null;
  /** What the library looks the account up by, and limits are counted by. */
  account: string;
  /** Where a mail goes: a mailbox that proved to be the person's, else what was typed. */
  mailTo: string;
};

/** Reads a typed address and looks up its account, by one statement whether or not there is one. Null when it is no address. */
export async function whom(db: Database, text: string): Promise<Whom | null> {
  const address = comparableAddress(text);
  if (!address.ok) return null;
  const person = await personByAddress(db, address);
  return { ...address, person, account: person?.email ?? address.email, mailTo: person?.mailAddress ?? address.typed };
}
