import { GraphQLError } from 'graphql';
import type { Database } from '../../../drizzle/client.ts';
import { countAct } from '../../../schema/accounts/operations.ts';
import type { Context } from '../../../schema/context.ts';
import { keyedHash } from '../../http/keyedHash.ts';
import type { Log } from '../../http/logging.ts';
import { siteOf } from '../../http/network.ts';
import { secondsUntil } from '../../http/refuse.ts';
import { type Account, createAccounts, spentBy } from './accounts.ts';

const WINDOW_SECONDS = 60;
/** What parsing, context and answer cost, whatever the operation asks for. */
const EVERY_OPERATION = 50;
/** Those of a network who are not signed in have half as much, of their own: what they spend stops nobody who is signed in. */
const STRANGERS_SHARE = 2;
/** A person's share of what their network may spend. */
const PERSONS_SHARE = 10;
/** The part of a limit that a process may spend before it tells the others. */
const UNTOLD_SHARE = 20;
const TELL_EVERY_MS = 1_000;
/** So that strangers cannot fill the memory. */
const MOST_KEYS = 10_000;

/** Books the cost of an operation that is about to run. The error when the person or the network has spent its minute. */
export type Spend = (asker: Asker, cost: number) => GraphQLError | null;

type Asker = Pick<Context, 'viewer' | 'client' | 'now'>;

export type Budget = {
  spend: Spend;
  /** Books what turned out afterwards, and refuses nothing. */
  add: (asker: Asker, cost: number) => void;
};

export type BudgetOptions = { db: Database; secret: string; networkCostPerMinute: number; log: Log };

type Booking = { key: string; account: Account };

/**
 * What each person and each network may spend in a minute. Counts in this process, and settles with the database at most once a
 * second for a key, and only when a twentieth of the limit was spent: an ordinary reader causes no write. While the database is
 * away, the process counts alone.
 */
export function createBudget({ db, secret, networkCostPerMinute, log }: BudgetOptions): Budget {
  const accounts = createAccounts({ windowMs: WINDOW_SECONDS * 1000, most: MOST_KEYS });
  const booking = (purpose: string, subject: string, share: number, now: Date): Booking => {
    const key = keyedHash(secret, purpose, subject);
    return { key, account: accounts.of(key, networkCostPerMinute / share, now.getTime()) };
  };
  const bookingsOf = ({ viewer, client, now }: Asker): Booking[] => {
    const site = siteOf(client.ipAddress ?? undefined);
    return viewer === null
      ? [booking('cost of strangers', site, STRANGERS_SHARE, now)]
      : [booking('cost of network', site, 1, now), booking('cost of person', viewer.userId, PERSONS_SHARE, now)];
  };
  const book = (bookings: Booking[], amount: number, now: Date): void => {
    for (const { account } of bookings) account.untold += amount;
    for (const one of bookings) {
      if (isToTell(one, now))
        void settle(db, one, now).catch((error) => log.warn({ err: error }, 'budget not settled'));
    }
  };
  return {
    spend: (asker, cost) => {
      const amount = EVERY_OPERATION + cost;
      const bookings = bookingsOf(asker);
      const full = bookings.find(({ account }) => spentBy(account) + amount > account.limit);
      if (full !== undefined) return spent(full.account, asker.now);
      book(bookings, amount, asker.now);
      return null;
    },
    add: (asker, cost) => {
      if (cost > 0) book(bookingsOf(asker), cost, asker.now);
    },
  };
}

const isToTell = ({ account }: Booking, now: Date): boolean =>
  !account.telling && account.untold >= account.limit / UNTOLD_SHARE && now.getTime() - account.toldAt >= TELL_EVERY_MS;

/** Adds to the shared count, and learns what the other processes have added. */
async function settle(db: Database, { key, account }: Booking, now: Date): Promise<void> {
  const amount = account.untold;
  account.telling = true;
  account.toldAt = now.getTime();
  try {
    const { count, windowStartedAt } = await countAct(db, { key, seconds: WINDOW_SECONDS, now, amount });
    account.told = count;
    account.untold -= amount;
    account.opensAt = windowStartedAt.getTime();
  } finally {
    account.telling = false;
  }
}

function spent({ opensAt }: Account, now: Date): GraphQLError {
  const seconds = secondsUntil(new Date(opensAt + WINDOW_SECONDS * 1000), now);
  const message = `You asked for too much in one minute. Wait ${seconds} seconds and try again.`;
  const http = { status: 429, spec: false, headers: { 'Retry-After': String(seconds) } };
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', http } });
}
