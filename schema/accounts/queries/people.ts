import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AddressChangeId, RecoveryId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { isLanguage, type Language } from '../../languages.ts';
import { type Address, comparableAddress } from '../rules/address.ts';
import { type Loss, type Recovery, stateOf } from '../rules/recovery.ts';

/** How a person can sign in, as far as their address leads. */
export type Person = {
  userId: UserId;
  /** The stored form of their address, by which the identity library finds them. */
  email: string;
  /** Where mail goes. */
  mailAddress: string;
  disabled: boolean;
  passkeyRequired: boolean;
  recovery: Recovery | null;
};

type Row = Omit<Person, 'recovery'> & { lost: Loss | null; startedAt: Date; opensAt: Date };

const COLUMNS = sql`u.id as "userId", u.email, coalesce(u.mail_address, u.email) as "mailAddress",
  u.disabled_at is not null as disabled, u.passkey_required_at is not null as "passkeyRequired",
  r.lost, r.started_at as "startedAt", r.opens_at as "opensAt"`;

const personOf = ({ lost, startedAt, opensAt, ...person }: Row): Person => ({
  ...person,
  recovery: lost === null ? null : { lost, startedAt, opensAt },
});

const byAddress = statement<{ forms: readonly string[] }, Person, Row>(
  'person_by_address',
  (p) => sql`select ${COLUMNS} from users u left join recoveries r on r.user_id = u.id
    where u.email = any(${p('forms')}::text[]) order by array_position(${p('forms')}::text[], u.email) limit 1`,
  personOf,
);

/** The person of this mailbox, disabled or not. Null when no one has signed in with it. */
export async function personByAddress(db: Database, { forms }: Pick<Address, 'forms'>): Promise<Person | null> {
  return (await byAddress(db, { forms }))[0] ?? null;
}

const languageAt = statement<{ forms: readonly string[] }, { language: string | null }>(
  'language_at_address',
  (p) => sql`select p.language from users u join profiles p on p.user_id = u.id
    where u.email = any(${p('forms')}::text[]) order by array_position(${p('forms')}::text[], u.email) limit 1`,
);

/** The language that the person with this address has chosen; null when there is none, or they leave it to their browser. */
export async function languageAtAddress(db: Database, email: string): Promise<Language | null> {
  const address = comparableAddress(email);
  const [found] = address.ok ? await languageAt(db, { forms: address.forms }) : [];
  return isLanguage(found?.language) ? found.language : null;
}

/** The person with this address, in any spelling, disabled or not. Null when no one has signed in with it. */
export async function userByEmail(db: Database, email: string): Promise<UserId | null> {
  const address = comparableAddress(email);
  return address.ok ? ((await personByAddress(db, address))?.userId ?? null) : null;
}

const byId = statement<{ userId: UserId }, Person, Row>(
  'person_by_id',
  (p) => sql`select ${COLUMNS} from users u left join recoveries r on r.user_id = u.id where u.id = ${p('userId')}`,
  personOf,
);

export async function personById(db: Database, userId: UserId): Promise<Person | null> {
  return (await byId(db, { userId }))[0] ?? null;
}

/** Whether this recovery of the person is open now. */
export function recoveryIsOpen({ recovery }: Pick<Person, 'recovery'>, lost: Loss, now: Date): boolean {
  return recovery?.lost === lost && stateOf(recovery, now) === 'OPEN';
}

export type SignInPolicy = { userId: UserId; requiredSince: Date | null; passkeys: number };

const policyOf = statement<{ userId: UserId }, SignInPolicy>(
  'sign_in_policy',
  (p) => sql`select u.id as "userId", u.passkey_required_at as "requiredSince",
      (select count(*)::int from passkeys k where k.user_id = u.id) as passkeys
    from users u where u.id = ${p('userId')}`,
);

export async function signInPolicyOf(db: Database, userId: UserId): Promise<SignInPolicy> {
  return (await policyOf(db, { userId }))[0] ?? { userId, requiredSince: null, passkeys: 0 };
}

export type RunningRecovery = Recovery & { id: RecoveryId; userId: UserId; mailsSent: number };

/** How many recoveries a statement reads at once. */
export const RECOVERIES_READ = 1_000;

const waiting = statement<{ now: Date; after: string }, RunningRecovery>(
  'recoveries_waiting',
  (
    p,
  ) => sql`select id, user_id as "userId", lost, started_at as "startedAt", opens_at as "opensAt", mails_sent as "mailsSent"
    from recoveries where opens_at > ${p('now')}::timestamptz and id > ${p('after')}::uuid
    order by id limit ${sql.raw(String(RECOVERIES_READ))}`,
);

/** Some of the recoveries that have not opened yet, in the order of their ids, after one of them. */
export function waitingRecoveries(
  db: Database,
  { now, after }: { now: Date; after: string },
): Promise<RunningRecovery[]> {
  return waiting(db, { now, after });
}

type Former = { address: string; language: Language | null };

const formerAddress = statement<{ changeId: AddressChangeId }, Former, { address: string; language: string | null }>(
  'former_address',
  (
    p,
  ) => sql`select c.former_address as address, p.language from address_changes c left join profiles p on p.user_id = c.user_id
    where c.id = ${p('changeId')}`,
  ({ address, language }) => ({ address, language: isLanguage(language) ? language : null }),
);

/** The address that a person had before this change, and the language that they have chosen; null when the person was erased meanwhile. */
export async function formerAddressOf(db: Database, changeId: AddressChangeId): Promise<Former | null> {
  return (await formerAddress(db, { changeId }))[0] ?? null;
}

const byFormerAddress = statement<{ forms: readonly string[] }, { userId: UserId }>(
  'user_by_former_address',
  (p) => sql`select user_id as "userId" from address_changes where lower(former_address) = any(${p('forms')}::text[])
    order by changed_at desc limit 1`,
);

/** The person who had this address before their last change of it, as long as that is kept. */
export async function userByFormerAddress(db: Database, email: string): Promise<UserId | null> {
  const address = comparableAddress(email);
  return address.ok ? ((await byFormerAddress(db, address))[0]?.userId ?? null) : null;
}
