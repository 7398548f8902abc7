import { dateInWords } from '../../../certificates/words.ts';
import type { DisclosedOffer } from '../../courses/rules.ts';
import type { OfferRow } from '../queries/offers.ts';
import { lastDayOf } from './approval.ts';
import { amountText } from './arithmetic.ts';

type Open = Pick<
  OfferRow,
  'body' | 'number' | 'statement' | 'totalHundredths' | 'rules' | 'approval' | 'lastEnrollmentOn' | 'lastCompletionOn'
>;

/** What a learner is told of an open offer before enrolling: body, number, amount, sentence and days. */
export function disclosedOffer(offer: Open): DisclosedOffer {
  const { body, number, statement, totalHundredths, rules, approval, lastEnrollmentOn, lastCompletionOn } = offer;
  const { startsOn } = approval;
  const endsOn = lastDayOf(approval);
  const until = (what: string, day: string | null) => (day === null ? [] : [`${what} until ${dateInWords(day)}.`]);
  const period = endsOn === null ? '' : ` to ${dateInWords(endsOn)}`;
  return {
    body,
    number,
    amount: rules.unit === undefined ? null : amountText(totalHundredths, rules.unit.value),
    statement,
    days: [
      `Approved from ${dateInWords(startsOn)}${period}.`,
      ...until('Enrollment', lastEnrollmentOn),
      ...until('Completion', lastCompletionOn),
    ].join(' '),
  };
}
