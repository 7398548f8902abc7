import type { REFUNDS_AFTER_CREDIT } from '../../../drizzle/tables/organizations.ts';

/** What stands on a place: nothing, a certificate, or credit that was reported to a board. */
export const CREDIT_STANDINGS = ['NONE', 'ISSUED', 'REPORTED'] as const;
export type CreditStanding = (typeof CREDIT_STANDINGS)[number];
/** GIVE_BACK: somebody gives money back or ends the place. MOVE: the place goes to another date. BANK_TAKES: a dispute is lost. */
export const MONEY_ACTS = ['GIVE_BACK', 'MOVE', 'BANK_TAKES'] as const;
export type MoneyAct = (typeof MONEY_ACTS)[number];
/** FREE: it goes on, and nothing stands on the place. LIST: it goes on, the certificate stands, and members see it at the dispute. */
type Consequence = 'FREE' | 'REFUSE' | 'REVOKE' | 'LIST';
type Policy = (typeof REFUNDS_AFTER_CREDIT)[number];

const TABLE: Record<Exclude<CreditStanding, 'NONE'>, Record<MoneyAct, Record<Policy, Consequence>>> = {
  ISSUED: {
    GIVE_BACK: { REFUSE: 'REFUSE', REVOKE: 'REVOKE' },
    // Nothing of the money goes back, so that the policy has no say.
    MOVE: { REFUSE: 'REFUSE', REVOKE: 'REFUSE' },
    // Nobody can refuse a bank.
    BANK_TAKES: { REFUSE: 'LIST', REVOKE: 'REVOKE' },
  },
  // What a board counts already is not taken back by machine.
  REPORTED: {
    GIVE_BACK: { REFUSE: 'REFUSE', REVOKE: 'REFUSE' },
    MOVE: { REFUSE: 'REFUSE', REVOKE: 'REFUSE' },
    BANK_TAKES: { REFUSE: 'LIST', REVOKE: 'LIST' },
  },
};

/** What becomes of an act on the money of a place, and of the credit that stands on the place. */
export function consequenceOf(credit: CreditStanding, act: MoneyAct, policy: Policy): Consequence {
  return credit === 'NONE' ? 'FREE' : TABLE[credit][act][policy];
}
