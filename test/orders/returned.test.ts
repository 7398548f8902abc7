import { describe, expect, test } from '@jest/globals';
import { CHECKOUT_STATES } from '../../drizzle/tables/checkouts.ts';
import { REGISTRATION_STATES } from '../../drizzle/tables/registrations.ts';
import type { ReturnedCheckout } from '../../schema/orders/queries/returned.ts';
import { moneyBack, returnStateOf } from '../../schema/orders/rules/returned.ts';
import type { Because } from '../../schema/registrations/rules/states.ts';

const NOW = new Date('2027-01-10T17:00:00Z');
type Place = (typeof REGISTRATION_STATES)[number];
const facts = (state: ReturnedCheckout['state'], places: Place[], causes: string[] = [], minutes = 20) => ({
  state,
  expiresAt: new Date(NOW.getTime() + minutes * 60_000),
  places: places.map((place) => ({
    ...{ id: 'x' as never, state: place, because: (place === 'CONFIRMED' ? 'PAID' : 'HOLD_ENDED') as Because },
    ...{ mine: true, passed: false, letsIn: true },
  })),
  ...{ moved: false, calledOff: false },
  refunds: causes.map((cause) => ({ cause, state: 'PENDING', amountMinor: 100, here: true }) as never),
});
const came = (of: ReturnType<typeof facts>, coming = {}) =>
  returnStateOf(of, { now: NOW, left: false, asked: true, ...coming });

test.each([
  ['COMPLETE', ['CONFIRMED'], [], 'CONFIRMED'],
  ['COMPLETE', ['CONFIRMED', 'CONFIRMED'], ['DOUBLE_PAYMENT'], 'TWICE'],
  ['COMPLETE', ['CONFIRMED'], ['POLICY'], 'CONFIRMED'],
  ['COMPLETE', ['LAPSED'], ['LATE_PAYMENT'], 'LATE'],
  ['COMPLETE', ['HELD'], [], 'PART'],
  ['COMPLETE', ['AWAITING_PAYMENT'], [], 'PART'],
  ['COMPLETE', ['CANCELLED'], [], 'GONE'],
  ['COMPLETE', ['TRANSFERRED'], ['DOUBLE_PAYMENT'], 'GONE'],
  ['PROCESSING', ['AWAITING_PAYMENT'], [], 'PROCESSING'],
  ['FAILED', ['LAPSED'], [], 'FAILED'],
  ['FAILED', ['AWAITING_PAYMENT'], [], 'AGAIN'],
  ['EXPIRED', ['LAPSED'], [], 'ENDED'],
  ['EXPIRED', ['CANCELLED'], [], 'ENDED'],
  ['EXPIRED', ['HELD'], [], 'AGAIN'],
  ['EXPIRED', ['CONFIRMED'], [], 'CONFIRMED'],
  ['OPEN', ['HELD'], [], 'OPEN'],
  ['PLANNED', ['HELD'], [], 'OPEN'],
] as const)('a checkout %s with places %j and refunds %j is told as %s', (state, places, causes, told) => {
  expect(came(facts(state, [...places], [...causes]))).toBe(told);
});

test('a confirmed place whose money went back is not called confirmed', () => {
  const back = facts('COMPLETE', ['CONFIRMED']);
  expect(came({ ...back, places: back.places.map((place) => ({ ...place, letsIn: false })) })).toBe('WITHHELD');
});

describe('it tells today’s truth', () => {
  const paid = facts('COMPLETE', ['CONFIRMED']);
  const ended = facts('EXPIRED', ['CANCELLED']);
  const because = (of: typeof paid, reason: Because, rest = {}) =>
    came({ ...of, places: of.places.map((place) => ({ ...place, because: reason, ...rest })) });

  test('of a place that moved, or went to another person', () => {
    expect(came({ ...paid, moved: true })).toBe('MOVED');
    expect(because(paid, 'TOOK_OVER', { mine: false, passed: true })).toBe('PASSED');
    // Whoever takes a place over and paid for others has one of their own.
    expect(because(paid, 'TOOK_OVER', { mine: true, passed: true })).toBe('CONFIRMED');
  });

  test('of an event that was canceled, before and after its job has been there', () => {
    expect(came({ ...paid, calledOff: true })).toBe('CALLED_OFF');
    expect(because({ ...facts('COMPLETE', ['CANCELLED']), calledOff: true }, 'EVENT_CANCELLED')).toBe('CALLED_OFF');
    expect(because({ ...ended, calledOff: true }, 'EVENT_CANCELLED')).toBe('CALLED_OFF');
    expect(because({ ...ended, calledOff: true }, 'WITHDRAWN')).toBe('WITHDRAWN');
  });

  test('of an order that was canceled, by its buyer or by the organizer', () => {
    for (const state of ['EXPIRED', 'FAILED', 'OPEN', 'PLANNED'] as const) {
      expect(because(facts(state, ['CANCELLED']), 'WITHDRAWN')).toBe('WITHDRAWN');
      expect(because(facts(state, ['CANCELLED']), 'BY_ORGANIZER')).toBe('STOPPED');
    }
    expect(because(facts('PROCESSING', ['CANCELLED']), 'WITHDRAWN')).toBe('PROCESSING');
  });
});

test('while nothing is recorded, it counts how somebody came, whether Stripe answered, and the time', () => {
  const open = facts('OPEN', ['HELD']);
  expect(came(open, { left: true })).toBe('LEFT');
  expect(came(open, { asked: false })).toBe('UNSURE');
  expect(came(open, { asked: false, left: true })).toBe('UNSURE');
  const over = facts('OPEN', ['HELD'], [], 0);
  for (const coming of [{}, { left: true }, { asked: false }]) expect(came(over, coming)).toBe('OVER');
});

test('nothing is called confirmed without a confirmed place', () => {
  for (const state of CHECKOUT_STATES)
    for (const place of REGISTRATION_STATES)
      for (const left of [true, false])
        for (const asked of [true, false]) {
          const told = came(facts(state, [place]), { left, asked });
          expect([state, place, told === 'CONFIRMED' || told === 'TWICE']).toEqual([
            state,
            place,
            place === 'CONFIRMED',
          ]);
        }
});

test('money on its way back is not called sent, and what failed and was sent again is not called failed', () => {
  const refund = (state: string, amountMinor: number) => ({ cause: 'POLICY', state, amountMinor, here: true }) as never;
  expect(moneyBack([refund('PENDING', 1), refund('REQUESTED', 2), refund('WAITING_FOR_BALANCE', 4)])).toEqual({
    comingMinor: 7,
    sentMinor: 0,
    failedMinor: 0,
  });
  expect(moneyBack([refund('FAILED', 5)])).toEqual({ comingMinor: 0, sentMinor: 0, failedMinor: 5 });
  expect(moneyBack([refund('FAILED', 5), refund('SUCCEEDED', 5)])).toMatchObject({ sentMinor: 5, failedMinor: 0 });
  expect(moneyBack([refund('CANCELED', 5)])).toEqual({ comingMinor: 0, sentMinor: 0, failedMinor: 0 });
});
