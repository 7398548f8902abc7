import { createHmac, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import { newId, type OrganizationId } from '../../drizzle/ids.ts';
import { organizations } from '../../drizzle/schema.ts';
import { sessionCookie } from '../../server/auth/cookies.ts';
import { tokenHash } from '../../server/http/keyedHash.ts';
import { addOrganization } from '../../test/support/seatRows.ts';
import { type BenchDatabase, onBenchDatabase } from '../database.ts';
import { type StandIn, startStandIn } from './standIn.ts';

/** Who buys: the session cookie of a production server. */
export type Buyer = { cookie: string };

/** A throw-away database with an organization that sells by a stand-in of Stripe, which is a process of its own. */
export type Shop = BenchDatabase & {
  sessionSecret: string;
  pool: Pool;
  standIn: StandIn;
  organizationId: OrganizationId;
  /** The settings by which a server sells. */
  more: Record<string, string>;
};

export const openShop = async (log: (line: string) => void): Promise<Shop> => {
  const database = await onBenchDatabase({ log, owner: { max: 2 } }, async ({ owner, appUrl }) => {
    const pool = connect(appUrl, { max: 2 });
    const organizationId = await addOrganization(pool.db);
    const [seller] = await pool.db.select().from(organizations).where(eq(organizations.id, organizationId));
    const standIn = await startStandIn({ appUrl, organizationId });
    await owner.unsafe(BY_HAND);
    const more = {
      STRIPE_SECRET_KEY: standIn.secretKey,
      STRIPE_WEBHOOK_SECRET: standIn.webhookSecret,
      STRIPE_API_BASE: standIn.url,
      STRIPE_SELLER: seller?.slug ?? '',
    };
    return { pool, organizationId, standIn, more, sessionSecret: randomBytes(32).toString('base64url') };
  });
  const close = async () => {
    await Promise.all([database.pool.close(), database.standIn.stop()]);
    await database.close();
  };
  return { ...database, close };
};

/** What the hand-written servers need beside the product's tables. */
const BY_HAND = `
  create table by_hand_events (id uuid primary key, capacity int not null);
  create table by_hand_seats (id uuid primary key default uuidv7(), event_id uuid not null references by_hand_events,
    user_id uuid not null references users, taken_at timestamptz not null default now(), unique (event_id, user_id));
  create table by_hand_stripe_events (id uuid primary key default uuidv7(), event_id text not null unique, type text not null,
    object_id text not null, received_at timestamptz not null default now(), done_at timestamptz);
  create table by_hand_jobs (id uuid primary key default uuidv7(), event_key uuid not null references by_hand_stripe_events);
  create table by_hand_mails (id uuid primary key default uuidv7(), key text not null unique, user_id uuid references users,
    address text, text text not null, facts jsonb not null, sent_at timestamptz);
  grant select, insert, update, delete on by_hand_events, by_hand_seats, by_hand_stripe_events, by_hand_jobs, by_hand_mails to attune_app`;

/** So many people with sessions. */
export const addBuyers = async ({ owner, sessionSecret }: Shop, count: number): Promise<Buyer[]> => {
  const all = Array.from({ length: count }, () => ({ id: newId(), token: randomBytes(24).toString('base64url') }));
  await owner`insert into users ${owner(all.map(({ id }) => ({ id, email: `${id}@example.org`, email_verified: true })))}`;
  const profiles = all.map(({ id }) => ({ id: newId(), user_id: id, legal_name: 'Robin Example' }));
  await owner`insert into profiles ${owner(profiles)}`;
  const expiresAt = new Date(Date.now() + 86_400_000);
  const sessions = all.map(({ id, token }) => ({
    ...{ id: newId(), user_id: id, token: tokenHash(token), expires_at: expiresAt },
  }));
  await owner`insert into sessions ${owner(sessions)}`;
  return all.map(({ token }) => {
    const signature = createHmac('sha256', sessionSecret).update(token).digest('base64');
    return { cookie: `${sessionCookie(true)}=${encodeURIComponent(`${token}.${signature}`)}` };
  });
};
