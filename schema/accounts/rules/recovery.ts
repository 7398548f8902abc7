import { createHash } from 'node:crypto';
import type { UserId } from '../../../drizzle/ids.ts';
import type { LOSSES } from '../../../drizzle/tables/recovery.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long a recovery waits before it opens. The table refuses a shorter wait. */
export const RECOVERY_WAIT_MS = 72 * HOUR_MS;
/** How long it stays open. A recovery that nobody uses must not weaken the account for good. */
export const RECOVERY_OPEN_MS = 7 * DAY_MS;
/** When the mails that announce a recovery are due, counted from its start. */
const RECOVERY_MAILS_MS = [0, 24 * HOUR_MS, 48 * HOUR_MS] as const;
/** How often a day a person may start one. Each start sends a mail and adds a line to the audit trail. */
export const RECOVERIES = { max: 5, seconds: 24 * 3600 };
/** How often a day a person may switch the requirement of a passkey. */
export const REQUIREMENTS = { max: 10, seconds: 24 * 3600 };

/** The keys under which they are counted: hashes, so that the table of counts leads to nobody. */
export const recoveriesKey = (userId: UserId): string => hashOf(`recoveries of ${userId}`);
export const requirementsKey = (userId: UserId): string => hashOf(`requirements of ${userId}`);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** How long the address before a change is kept. */
export const FORMER_ADDRESS_MS = 30 * DAY_MS;

export type Loss = (typeof LOSSES)[number];
export type Recovery = { lost: Loss; startedAt: Date; opensAt: Date };

export function closesAt({ opensAt }: Pick<Recovery, 'opensAt'>): Date {
  return new Date(opensAt.getTime() + RECOVERY_OPEN_MS);
}

/** WAITING until it opens, OPEN until it is used or closes, then OVER. */
export function stateOf(recovery: Pick<Recovery, 'opensAt'>, now: Date): 'WAITING' | 'OPEN' | 'OVER' {
  if (now < recovery.opensAt) return 'WAITING';
  return now < closesAt(recovery) ? 'OPEN' : 'OVER';
}

/** How many of the mails are due by now. */
export function mailsDue({ startedAt }: Pick<Recovery, 'startedAt'>, now: Date): number {
  return RECOVERY_MAILS_MS.filter((after) => now.getTime() >= startedAt.getTime() + after).length;
}
