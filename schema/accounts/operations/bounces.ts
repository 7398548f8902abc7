import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type MailBounceId, newId, type UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { comparableAddress } from '../rules/address.ts';
import { AddressRefusedError, type BounceReason, type BounceSource } from '../rules/bounces.ts';

type Bounce = { address: string; reason: BounceReason; source: BounceSource; sentAt: Date | null };
type Written = Omit<Bounce, 'address'> & { id: MailBounceId; forms: readonly string[] };

const mark = statement<Written, { userId: UserId }>(
  'mark_bounce',
  (p) => sql`insert into mail_bounces as b (id, user_id, reason, source, bounced_at)
    select ${p('id')}::uuid, u.id, ${p('reason')}::text, ${p('source')}::text, clock_timestamp()
    from users u where u.email = any(${p('forms')}::text[]) and u.disabled_at is null
      and not exists (select from sessions s where s.user_id = u.id and s.signed_in_by = 'EMAIL_CODE'
        and s.created_at > ${p('sentAt')}::timestamptz)
    on conflict (user_id) do update
      set reason = excluded.reason, source = excluded.source, bounced_at = excluded.bounced_at
    returning user_id as "userId"`,
);

/**
 * Marks the person whose address it is now. Answers who that is; null when nobody has it, or when they read a code there after
 * `sentAt`.
 */
export async function markBounced(db: Database, { address, ...bounce }: Bounce): Promise<UserId | null> {
  const read = comparableAddress(address);
  if (!read.ok) return null;
  const [marked] = await mark(db, { ...bounce, id: newId(), forms: read.forms });
  return marked?.userId ?? null;
}

const taken = statement<{ forms: readonly string[] }, never>(
  'clear_refusal',
  (p) => sql`delete from mail_bounces b using users u
    where b.user_id = u.id and u.email = any(${p('forms')}::text[]) and b.source = 'REFUSED'`,
);
const proved = statement<{ email: string }, never>(
  'clear_bounce',
  (p) => sql`delete from mail_bounces b using users u where b.user_id = u.id and u.email = ${p('email')}`,
);

/** Whoever used a code that was mailed reads that mailbox. */
export async function mailboxProved(db: Database, email: string): Promise<void> {
  await proved(db, { email });
}

/** Sends a mail. Answers the error when the address was refused for good, and throws every other one. */
export async function refusalOf(send: () => Promise<void>): Promise<AddressRefusedError | null> {
  try {
    await send();
    return null;
  } catch (error) {
    if (error instanceof AddressRefusedError) return error;
    throw error;
  }
}

type Outcome = { to: string; refused: AddressRefusedError | null };

/**
 * Notes what became of a mail, after the transaction that it was sent in: this takes the person's lock. A mail that was taken ends
 * an earlier refusal. It ends no report, because a relay takes mail for every address and reports later.
 */
export async function noteOutcome(db: Database, { to, refused }: Outcome): Promise<void> {
  if (refused !== null) {
    await markBounced(db, { address: to, reason: refused.reason, source: 'REFUSED', sentAt: null });
    return;
  }
  const read = comparableAddress(to);
  if (read.ok) await taken(db, { forms: read.forms });
}
