import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { REFUND_STATES } from '../../drizzle/tables/payments.ts';
import { statementSuffix } from '../../schema/orders/rules/checkout.ts';
import { priceOrder } from '../../schema/orders/rules/lines.ts';
import { policyRefund } from '../../schema/orders/rules/refundPolicy.ts';
import { mayBecome, standingOf } from '../../schema/orders/rules/standing.ts';
import { percentInWords, showsTax, taxFor, taxLabel } from '../../schema/orders/rules/tax.ts';
import { taxChoice } from '../support/orders.ts';

const tax = (rateHundredths: number) => ({
  treatment: rateHundredths > 0 ? ('STANDARD' as const) : ('EXEMPT' as const),
  rateHundredths,
  registrationNumber: 'EX-1',
  words: 'Words.',
  source: 'Example Code, section 1',
});

test.each([
  ['one place', { priceMinor: 12_000, places: 1, code: null, rate: 2000 }, [12_000], 2_000],
  [
    'a percentage lowers each place',
    { priceMinor: 12_500, places: 2, code: { percent: 10, amountMinor: null }, rate: 0 },
    [11_250, 11_250],
    0,
  ],
  [
    'an amount lowers the order once',
    { priceMinor: 10_000, places: 3, code: { percent: null, amountMinor: 100 }, rate: 0 },
    [9_966, 9_967, 9_967],
    0,
  ],
  [
    'an early price of 50 and a code of 50 is free',
    { priceMinor: 5_000, places: 1, code: { percent: null, amountMinor: 5_000 }, rate: 1900 },
    [0],
    0,
  ],
  [
    'a code above the price makes it free, never negative',
    { priceMinor: 5_000, places: 1, code: { percent: null, amountMinor: 9_000 }, rate: 1900 },
    [0],
    0,
  ],
  ['100 percent', { priceMinor: 5_001, places: 2, code: { percent: 100, amountMinor: null }, rate: 700 }, [0, 0], 0],
  [
    'yen have no cents',
    { priceMinor: 999, places: 1, code: { percent: 33, amountMinor: null }, rate: 1000 },
    [669],
    61,
  ],
])('%s', (_, { rate, ...order }, totals, taxMinor) => {
  const priced = priceOrder({ ...order, tax: tax(rate) });
  expect(priced.lines.map(({ totalMinor }) => totalMinor)).toEqual(totals);
  expect(priced.taxMinor).toBe(taxMinor);
});

test('lines always add up to the order, and no line is below nothing', () => {
  const code = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 1, max: 100 }).map((percent) => ({ percent, amountMinor: null })),
    fc.integer({ min: 1, max: 99_999_999 }).map((amountMinor) => ({ percent: null, amountMinor })),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.integer({ min: 1, max: 50 }),
      code,
      fc.integer({ min: 0, max: 10_000 }),
      (priceMinor, places, one, rate) => {
        const { lines, netMinor, taxMinor, totalMinor } = priceOrder({ priceMinor, places, code: one, tax: tax(rate) });
        expect(lines).toHaveLength(places);
        expect(netMinor + taxMinor).toBe(totalMinor);
        for (const line of lines) {
          expect(line.totalMinor).toBe(line.priceMinor - line.discountMinor);
          expect(line.totalMinor).toBe(line.netMinor + line.taxMinor);
          expect(Math.min(line.totalMinor, line.netMinor, line.taxMinor, line.discountMinor)).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
});

const standing = (
  totalMinor: number,
  paid: number[],
  refunds: [number, (typeof REFUND_STATES)[number]][] = [],
  cancelledAt: Date | null = null,
) =>
  standingOf({
    ...{ totalMinor, cancelledAt },
    payments: paid.map((amountMinor) => ({ amountMinor })),
    refunds: refunds.map(([amountMinor, state]) => ({ amountMinor, state })),
  });

test.each([
  ['nothing came', standing(100, []), 'UNPAID', 0, 100],
  ['a part came', standing(100, [40]), 'PARTLY_PAID', 40, 60],
  ['all came', standing(100, [40, 60]), 'PAID', 100, 0],
  ['a payment was undone', standing(100, [100, -100]), 'UNPAID', 0, 100],
  ['too much came', standing(100, [130]), 'OVERPAID', 130, 0],
  [
    '30 and then 20 of 100 went back',
    standing(
      100,
      [100],
      [
        [30, 'SUCCEEDED'],
        [20, 'SUCCEEDED'],
      ],
    ),
    'PARTLY_REFUNDED',
    50,
    0,
  ],
  ['a refund was only asked for', standing(100, [100], [[100, 'REQUESTED']]), 'REFUND_REQUESTED', 0, 0],
  ['a refund waits for balance', standing(100, [100], [[100, 'WAITING_FOR_BALANCE']]), 'REFUND_REQUESTED', 0, 0],
  ['a refund failed', standing(100, [100], [[100, 'FAILED']]), 'PAID', 100, 0],
  ['all went back', standing(100, [100], [[100, 'SUCCEEDED']], new Date()), 'REFUNDED', 0, 0],
  ['two payments, one refunded', standing(100, [100, 100], [[100, 'SUCCEEDED']]), 'PARTLY_REFUNDED', 100, 0],
  ['cancelled before any money', standing(100, [], [], new Date()), 'CANCELLED', 0, 0],
  ['nothing to pay', standing(0, []), 'FREE', 0, 0],
])('%s', (_, { state, leftMinor, dueMinor }, expected, left, due) => {
  expect([state, leftMinor, dueMinor]).toEqual([expected, left, due]);
});

test.each([
  ['an inquiry takes nothing', 'warning_needs_response', 'PAID', 0],
  ['an open dispute takes its money', 'needs_response', 'DISPUTED', 60],
  ['a word that nobody knows yet, too', 'newly_invented', 'DISPUTED', 60],
  ['one that is won gives it back', 'won', 'PAID', 0],
  ['one that is lost has it for good', 'lost', 'CHARGED_BACK', 60],
])('disputes: %s', (_, status, state, disputedMinor) => {
  const money = { totalMinor: 100, cancelledAt: null, payments: [{ amountMinor: 100 }], refunds: [] };
  const standing = standingOf({ ...money, disputes: [{ amountMinor: 60, status }] });
  expect(standing).toMatchObject({ state, disputedMinor, leftMinor: 100 - disputedMinor });
});

test('a refund never goes back to an earlier state, but a success can fail', () => {
  for (const from of REFUND_STATES) expect(mayBecome(from, 'REQUESTED')).toBe(false);
  expect(mayBecome('SUCCEEDED', 'FAILED')).toBe(true);
  expect(mayBecome('SUCCEEDED', 'PENDING')).toBe(false);
  expect(mayBecome('FAILED', 'SUCCEEDED')).toBe(false);
  expect(mayBecome('TO_CONFIRM', 'PENDING')).toBe(false);
});

test.each([
  ['every country', taxChoice({}), { country: null, taxId: null }, true],
  ['a listed country', taxChoice({ buyerCountries: ['US', 'NZ'] }), { country: 'NZ', taxId: null }, true],
  ['another country', taxChoice({ buyerCountries: ['US'] }), { country: 'FR', taxId: null }, 'COUNTRY_NOT_COVERED'],
  ['no country', taxChoice({ buyerCountries: ['US'] }), { country: null, taxId: null }, 'COUNTRY_MISSING'],
  [
    'a reverse charge without the buyer’s id',
    taxChoice({ treatment: 'REVERSE_CHARGE' }),
    { country: 'DE', taxId: null },
    'TAX_ID_MISSING',
  ],
  ['a reverse charge with it', taxChoice({ treatment: 'REVERSE_CHARGE' }), { country: 'DE', taxId: 'DE1' }, true],
  ['a choice that has not begun', taxChoice({ startsOn: '2027-01-02' }), { country: null, taxId: null }, 'NOT_YET'],
])('tax for %s', (_, choice, buyer, expected) => {
  const verdict = taxFor(choice, buyer, '2027-01-01');
  expect(verdict.ok || verdict.because).toBe(expected);
});

test('tax is shown by a registered seller only', () => {
  const shown = (changes: Parameters<typeof taxChoice>[0]) => showsTax(taxChoice(changes));
  expect(shown({ treatment: 'STANDARD', rateHundredths: 1900 })).toBe(true);
  expect(shown({ treatment: 'EXEMPT' })).toBe(true);
  expect(shown({ treatment: 'NOT_REGISTERED', registrationNumber: null })).toBe(false);
  expect(shown({ treatment: 'OUT_OF_SCOPE', registrationNumber: null })).toBe(false);
  expect(showsTax(null)).toBe(false);
  expect(taxLabel(tax(1900))).toBe('Tax, 19 %');
  expect([725, 2000, 50, 1].map(percentInWords)).toEqual(['7.25 %', '20 %', '0.5 %', '0.01 %']);
});

const policy = {
  refundTiers: [
    { until: { unit: 'CALENDAR_DAYS' as const, count: 30 }, percent: 100 },
    { until: { unit: 'HOURS' as const, count: 48 }, percent: 50 },
  ],
  transferUntil: null,
  text: 'Words.',
};
const refund = (now: string, paidMinor = 10_001) =>
  policyRefund({
    ...{ policy, paidMinor, now: new Date(now) },
    startsAt: new Date('2027-03-12T17:30:00Z'),
    timeZone: 'America/Los_Angeles',
  });

test.each([
  ['long before', '2027-01-01T00:00:00Z', 100, 10_001],
  ['in the last millisecond of the first tier', '2027-02-11T07:59:59.999Z', 100, 10_001],
  ['at the deadline itself', '2027-02-11T08:00:00Z', 50, 5_001],
  ['in the last millisecond of the second tier', '2027-03-10T17:29:59.999Z', 50, 5_001],
  ['after every tier', '2027-03-10T17:30:00Z', 0, 0],
])('what the policy gives %s', (_, now, percent, amountMinor) => {
  expect(refund(now)).toMatchObject({ percent, amountMinor });
});

test('a preview says the rule', () => {
  expect(refund('2027-03-01T00:00:00Z').rule).toBe('The policy gives 50 % back until 48 hours before the start.');
  expect(refund('2027-03-11T00:00:00Z').rule).toBe('The policy gives nothing back any more.');
});

test.each([
  ['Sample Studio workshop', 'SAMPLE STU'],
  ['Été à Genève', 'ETE A GENE'],
  ['工作坊', null],
  ['2027', null],
  ['A*B "C" <D>', 'AB C D'],
])('%s ends the line of a statement as %s', (soldAs, suffix) => {
  expect(statementSuffix(soldAs)).toBe(suffix);
});
