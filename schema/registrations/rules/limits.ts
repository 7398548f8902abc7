/** How long a checkout keeps a seat. Stripe ends no session within less than 30 minutes. */
export const CHECKOUT_SECONDS = 31 * 60;
/** How long after that the seat is kept while nobody could ask Stripe. */
export const MARGIN_SECONDS = 10 * 60;
/** How much later an offer ends when its person asks once for more time. */
export const MORE_OFFER_SECONDS = 24 * 3600;
/** How long before its end a hold is announced. */
export const ANNOUNCED_SECONDS = 5 * 60;

/** The most checkouts of one person at once, over all intensives, and the most in an hour. */
export const MOST_HOLDS = 5;
export const HOLDS_AN_HOUR = 20;
/** The most seats in the checkouts of one person at once, which is one group; and in their unpaid invoices. */
export const MOST_SEATS = 50;
export const MOST_INVOICED_SEATS = 100;
/** The most seats of which one person begins the taking within a day, over all intensives, whether or not anybody has them yet. */
export const SEATS_A_DAY = 200;
/** The most groups of one person for an intensive in a day whose hold ended unpaid, or still runs. */
export const MOST_GROUPS_A_DAY = 3;
/** Unpaid invoices of one person keep at most half of an event, or this many places of a small one. */
export const MOST_INVOICED_OF_SMALL = 4;
/** The most registrations, and entries of a waitlist, that one person begins for an intensive within a day. */
export const BEGUN_A_DAY = 10;

/** When what is counted by the day may be done again. */
export const dayAfter = (at: Date): Date => new Date(at.getTime() + 24 * 3_600_000);
