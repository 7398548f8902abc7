import type { PlaceMoney } from '../../../../drizzle/tables/eventEnrollments.ts';
import type { Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

type PaymentDue = BlockerBase<'PAYMENT_DUE'> & { payment: PlaceMoney };
type PlaceEnded = BlockerBase<'PLACE_ENDED'>;
export type PaymentBlocker = PaymentDue | PlaceEnded;

export const PAYMENT_WORDS = {
  PAYMENT_DUE: {
    type: 'PaymentDueBlocker',
    meaning: 'The place at the training is not paid: money is owed, a bank disputes it, or it went back.',
    facts: { payment: { type: 'PlaceMoney', description: 'How the place is paid.' } },
  } satisfies BlockerWords<PaymentDue>,
  PLACE_ENDED: {
    type: 'PlaceEndedBlocker',
    meaning: 'The place at the training was canceled, or went to somebody else.',
    facts: {},
  } satisfies BlockerWords<PlaceEnded>,
};

const MESSAGES: Partial<Record<PlaceMoney, string>> = {
  DUE: 'Your place at the training is not paid yet.',
  DISPUTED: 'A bank disputes the payment for your place at the training. Wait until it is decided.',
  REFUNDED: 'What was paid for your place at the training went back, so it earns no certificate.',
};

/** Whoever attends a training has a place that stands and owes nothing for it. */
export function paymentBlockers({ training }: Pick<Standing, 'training'>): PaymentBlocker[] {
  if (training === null) return [];
  const { confirmed, payment } = training;
  const owed = MESSAGES[payment];
  const message = 'Your place at the training was canceled, or went to somebody else.';
  return [
    ...(confirmed ? [] : [{ code: 'PLACE_ENDED' as const, message, deadline: null }]),
    ...(owed === undefined ? [] : [{ code: 'PAYMENT_DUE' as const, message: owed, payment, deadline: null }]),
  ];
}
