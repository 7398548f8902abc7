import { describe, expect, test } from '@jest/globals';
import { timeInWords as asTheServerSaysIt } from '../../schema/intensives/rules/times.ts';
import { isPaymentPage, timeInWords, wayTo } from '../../web/intensives/rules.ts';

describe('a time', () => {
  const times = [
    ['2027-03-12T17:30:00Z', 'America/Los_Angeles'],
    ['2026-11-01T05:30:00Z', 'America/New_York'],
    ['2026-11-01T06:30:00Z', 'America/New_York'],
    ['2027-07-01T00:00:00Z', 'Pacific/Auckland'],
    ['2027-01-01T00:15:00Z', 'Asia/Kathmandu'],
  ] as const;

  test.each(times)('%s in %s has its zone, and the offset where the wall shows it twice', (at, zone) => {
    const words = timeInWords(at, zone, 'en');
    expect(words).toContain(`(${zone}`);
    // The hours that come twice, by the server's reckoning.
    expect(words.includes('GMT')).toBe(asTheServerSaysIt(new Date(at), zone).includes('UTC'));
    const clock = /\d\d:\d\d/.exec(asTheServerSaysIt(new Date(at), zone))?.[0];
    expect(words).toContain(clock);
  });
});

describe('the way to a place', () => {
  const event = {
    admission: 'OPEN',
    cancelledAt: null,
    seats: { left: 3 },
    price: { amount: { amountMinor: 100 } },
    grantedPrice: null,
  };
  test.each([
    ['PAY', {}],
    ['FREE', { price: { amount: { amountMinor: 0 } } }],
    ['WAIT', { seats: { left: 0 } }],
    ['APPLY', { admission: 'APPLICATION', seats: { left: 0 } }],
    ['NO_PRICE', { price: null }],
    ['PAY', { price: null, grantedPrice: { amountMinor: 0 } }],
    ['CANCELED', { cancelledAt: '2027-01-01T00:00:00Z', admission: 'APPLICATION' }],
  ])('is %s with %j', (way, changes) => {
    expect(wayTo({ ...event, ...changes })).toBe(way);
  });
});

test('the browser is sent to pay only by https', () => {
  expect(isPaymentPage('https://checkout.stripe.com/c/pay/cs_test_1')).toBe(true);
  for (const bad of ['javascript:alert(1)', 'http://checkout.example.org/', '/local', ''])
    expect(isPaymentPage(bad)).toBe(false);
});
