import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { AuthSessionId, UserId } from '../../drizzle/ids.ts';
import { statement } from '../../drizzle/statement.ts';
import type { PROFESSIONS } from '../../drizzle/tables/accounts.ts';
import type { Caller, SignInMethod } from '../context.ts';
import type { BounceReason } from './rules/bounces.ts';
import { SESSION_IDLE_SECONDS, SESSION_LIFETIME_SECONDS, SESSION_TOUCH_SECONDS } from './rules.ts';

const seconds = (count: number) => sql.raw(`interval '${count} seconds'`);
const now = sql`${sql.placeholder('now')}::timestamptz`;

const live = sql`s.expires_at > ${now} and s.created_at > ${now} - ${seconds(SESSION_LIFETIME_SECONDS)}
  and u.disabled_at is null and (u.passkey_required_at is null or s.signed_in_by <> 'EMAIL_CODE')`;

/** Whether a person has an open attempt whose time is over: for the row of a statement that finds people. */
const mayBeOverdue = (userId: string) => sql`exists (select 1 from quiz_attempts a
  where a.user_id = ${sql.raw(userId)} and a.submitted_at is null and a.due_at <= ${now}) as "mayBeOverdue"`;

// A request extends the idle deadline, at most once in SESSION_TOUCH_SECONDS and never past the absolute deadline.
const viewerByToken = statement<{ tokenHash: string; now: Date }, Caller>(
  'viewer_by_token',
  (p) => sql`with found as (
      select s.id, s.user_id, s.signed_in_by from sessions s join users u on u.id = s.user_id
      where s.token = ${p('tokenHash')} and ${live}
    ), touched as (
      update sessions t set updated_at = ${now}, expires_at = least(${now} + ${seconds(SESSION_IDLE_SECONDS)},
        t.created_at + ${seconds(SESSION_LIFETIME_SECONDS)})
      from found where t.id = found.id
        and t.expires_at < least(${now} + ${seconds(SESSION_IDLE_SECONDS - SESSION_TOUCH_SECONDS)},
          t.created_at + ${seconds(SESSION_LIFETIME_SECONDS)})
    )
    select user_id as "userId", id as "sessionId", signed_in_by as "signedInBy", ${mayBeOverdue('found.user_id')} from found`,
);

/** The person who holds this session, or null if it has expired or the user is disabled. Extends its idle deadline. */
export async function viewerOfSession(db: Database, tokenHash: string, at: Date): Promise<Caller | null> {
  return (await viewerByToken(db, { tokenHash, now: at }))[0] ?? null;
}

const viewerAsStored = statement<{ tokenHash: string; now: Date }, Caller>(
  'viewer_as_stored',
  (
    p,
  ) => sql`select s.user_id as "userId", s.id as "sessionId", s.signed_in_by as "signedInBy", ${mayBeOverdue('s.user_id')}
    from sessions s join users u on u.id = s.user_id where s.token = ${p('tokenHash')} and ${live}`,
);

/** As viewerOfSession, for a database that cannot write at present: the idle deadline stays. */
export async function viewerOfStoredSession(db: Database, tokenHash: string, at: Date): Promise<Caller | null> {
  return (await viewerAsStored(db, { tokenHash, now: at }))[0] ?? null;
}

export type SessionRow = {
  id: AuthSessionId;
  signedInBy: SignInMethod;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
};

const sessionRows = statement<{ userId: UserId; now: Date }, SessionRow>(
  'sessions_of',
  (p) => sql`select s.id, s.signed_in_by as "signedInBy", s.created_at as "createdAt", s.updated_at as "lastSeenAt",
      s.expires_at as "expiresAt", nullif(s.ip_address, '') as "ipAddress", nullif(s.user_agent, '') as "userAgent"
    from sessions s join users u on u.id = s.user_id
    where s.user_id = ${p('userId')} and ${live} order by s.created_at desc limit 100`,
);

/** A person's active sessions, newest first, without tokens. */
export function sessionsOf(db: Database, userId: UserId, at: Date): Promise<SessionRow[]> {
  return sessionRows(db, { userId, now: at });
}

export type SessionEnds = { createdAt: Date; idleEndsAt: Date };

const endsOf = statement<{ sessionId: AuthSessionId }, SessionEnds>(
  'session_ends',
  (p) => sql`select created_at as "createdAt", expires_at as "idleEndsAt" from sessions where id = ${p('sessionId')}`,
);

/** What decides when a session ends; null when it has ended. */
export async function sessionEnds(db: Database, sessionId: AuthSessionId): Promise<SessionEnds | null> {
  return (await endsOf(db, { sessionId }))[0] ?? null;
}

const sessionAddresses = statement<{ email: string; now: Date }, { address: string }>(
  'session_addresses',
  (p) => sql`select distinct s.ip_address as address from sessions s join users u on u.id = s.user_id
    where u.email = ${p('email')} and s.ip_address is not null and ${live} limit 100`,
);

/** The addresses of the network from which the person with this address is signed in now. */
export async function sessionAddressesOf(db: Database, email: string, at: Date): Promise<string[]> {
  return (await sessionAddresses(db, { email, now: at })).map(({ address }) => address);
}

const passkeyCounts = statement<{ userId: UserId }, { count: number }>(
  'passkeys_of',
  (p) => sql`select count(*)::int as count from passkeys where user_id = ${p('userId')}`,
);

/** How many passkeys a person has. */
export async function passkeyCountOf(db: Database, userId: UserId): Promise<number> {
  return (await passkeyCounts(db, { userId }))[0]?.count ?? 0;
}

export type Profession = (typeof PROFESSIONS)[number];

export type ProfileRow = {
  legalName: string | null;
  country: string | null;
  timeZone: string | null;
  profession: Profession | null;
};
/** `email` is where mail goes: the address as its person typed it. */
export type AccountRow = {
  userId: UserId;
  email: string;
  profile: ProfileRow;
  /** When mail there did not arrive, and why, if so. */
  bouncedAt: Date | null;
  bounceReason: BounceReason | null;
};

const accountsById = statement<{ userIds: readonly UserId[] }, AccountRow, Omit<AccountRow, 'profile'> & ProfileRow>(
  'accounts_by_id',
  (p) => sql`select u.id as "userId", coalesce(u.mail_address, u.email) as email,
      p.legal_name as "legalName", p.country, p.time_zone as "timeZone", p.profession,
      b.bounced_at as "bouncedAt", b.reason as "bounceReason"
    from users u left join profiles p on p.user_id = u.id left join mail_bounces b on b.user_id = u.id where u.id = any(${p('userIds')}::uuid[])`,
  ({ userId, email, bouncedAt, bounceReason, ...profile }) => ({ userId, email, bouncedAt, bounceReason, profile }),
);

/** The e-mail addresses and profiles of these people, in no order. */
export function accountsOf(db: Database, userIds: readonly UserId[]): Promise<AccountRow[]> {
  return accountsById(db, { userIds });
}

/** The e-mail address and profile of one person. */
export async function accountOf(db: Database, userId: UserId): Promise<AccountRow | null> {
  return (await accountsOf(db, [userId]))[0] ?? null;
}

type Subject = { userId: UserId; mayBeOverdue: boolean };

const userByAccount = statement<{ issuer: string; subject: string; now: Date }, Subject>(
  'user_by_account',
  (p) => sql`select u.id as "userId", ${mayBeOverdue('u.id')} from accounts c join users u on u.id = c.user_id
    where c.provider_id = ${p('issuer')} and c.account_id = ${p('subject')}
      and u.disabled_at is null`,
);

/** The person with this subject at an outside issuer, unless disabled. */
export async function userOfSubject(
  db: Database,
  facts: { issuer: string; subject: string; now: Date },
): Promise<Subject | null> {
  return (await userByAccount(db, facts))[0] ?? null;
}
