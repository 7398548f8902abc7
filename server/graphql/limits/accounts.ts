/**
 * What one key has spent in its window. `told` is what all processes have spent together as far as we know; `untold` is what this
 * process spent since.
 */
export type Account = {
  opensAt: number;
  limit: number;
  told: number;
  untold: number;
  toldAt: number;
  telling: boolean;
};

export const spentBy = ({ told, untold }: Account): number => told + untold;

type Bounds = { windowMs: number; most: number };

/**
 * The accounts of one process, at most so many. When they are full, half of them make room at once: first those whose window has
 * passed, then those that have spent the smallest share of their limit. So nobody who is over their budget begins anew because
 * many others came.
 */
export function createAccounts({ windowMs, most }: Bounds) {
  const accounts = new Map<string, Account>();
  const isOver = ({ opensAt }: Account, at: number) => Math.abs(at - opensAt) >= windowMs;

  function makeRoom(at: number): void {
    for (const [key, account] of accounts) if (isOver(account, at)) accounts.delete(key);
    const kept = Math.floor(most / 2);
    if (accounts.size <= kept) return;
    const emptiestFirst = [...accounts].sort(([, one], [, other]) => shareOf(one) - shareOf(other));
    for (const [key] of emptiestFirst.slice(0, accounts.size - kept)) accounts.delete(key);
  }

  return {
    /** The account of this key in the present window; a new one when there is none. */
    of: (key: string, limit: number, at: number): Account => {
      const known = accounts.get(key);
      if (known !== undefined && !isOver(known, at)) return known;
      if (known === undefined && accounts.size >= most) makeRoom(at);
      const account = { opensAt: at, limit, told: 0, untold: 0, toldAt: 0, telling: false };
      accounts.set(key, account);
      return account;
    },
    size: () => accounts.size,
  };
}

const shareOf = (account: Account): number => spentBy(account) / account.limit;
