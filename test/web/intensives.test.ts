import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { timeInWords as asTheServerSaysIt } from '../../schema/intensives/rules/times.ts';
import { LANGUAGE_CODES } from '../../schema/languages.ts';
import { givesBack, isPaymentPage, timeInWords, wayTo } from '../../web/intensives/rules.ts';
import type { intensives as Intensives } from '../../web/words/en/intensives.ts';
import type { privacy as Privacy } from '../../web/words/en/privacy.ts';

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

describe('before a place ends', () => {
  test.each([
    ['YOU', { refund: { words: 'USD 100.00' }, percent: 50 }],
    ['PAYER', { refund: null, percent: 100 }],
    ['NOBODY', { refund: null, percent: 0 }],
    ['NOBODY', { refund: { words: 'USD 0.00' }, percent: 0 }],
  ] as const)('what is paid back goes to %s with %j', (whom, cancellation) => {
    expect(givesBack(cancellation)).toBe(whom);
  });

  const wordsIn = async (code: string, noun: string) =>
    import(fileURLToPath(new URL(`../../web/words/${code}/${noun}.ts`, import.meta.url)));

  test.each(LANGUAGE_CODES)('two people are told whom to ask instead, in %s', async (code) => {
    const say = (await wordsIn(code, 'intensives')).intensives as typeof Intensives;
    expect(say.unsafe('care@example.org')).toContain('care@example.org');
    expect(new Set([say.back('1'), say.backToPayer, say.nothingBack]).size).toBe(3);
  });

  test.each([
    ['en', /reflection/, /event/],
    ['es', /reflexi/, /evento/],
    ['mi', /huritao/, /hui/],
  ])('reflections and records are counted apart, in %s', async (code, ofReflections, ofEvents) => {
    const { texts } = (await wordsIn(code, 'privacy')).privacy as typeof Privacy;
    const counts: [reflections: number, events: number][] = [
      [0, 0],
      [1, 0],
      [0, 1],
      [2, 3],
    ];
    for (const [reflections, events] of counts) {
      const told = texts.emptied(reflections, events);
      expect([reflections, ofReflections.test(told)]).toEqual([reflections, reflections > 0]);
      expect([events, ofEvents.test(told)]).toEqual([events, events > 0]);
    }
    expect(new Set(counts.map(([one, other]) => texts.emptied(one, other))).size).toBe(counts.length);
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
