import { expect, test } from '@jest/globals';
import { newId } from '../../drizzle/ids.ts';
import { codeVerdict, priceNow, takenAtPrices } from '../../schema/intensives/rules/pricing.ts';
import { isDiscreet, soldAs } from '../../schema/intensives/rules/shown.ts';

const midnight = new Date('2027-01-01T08:00:00Z');
const just = (ms: number) => new Date(midnight.getTime() + ms);
const price = (position: number, changes: object = {}) => ({
  ...{ id: newId<never>(), kind: 'STANDARD' as const, position, amountMinor: position * 100 },
  ...{ startsAt: null, endsAt: null, removedAt: null, places: null },
  ...changes,
});

test('an early price ends at its instant, and then the next stands', () => {
  const prices = [price(2, { startsAt: midnight }), price(1, { endsAt: midnight })];
  expect(priceNow(prices, just(-1))?.position).toBe(1);
  expect(priceNow(prices, midnight)?.position).toBe(2);
  expect(priceNow(prices, just(1))?.position).toBe(2);
});

test('a price whose places are sold gives way to the next', () => {
  const few = price(1, { places: 2 });
  const prices = [few, price(2)];
  expect(priceNow(prices, midnight, new Map([[few.id, 1]]))?.position).toBe(1);
  expect(priceNow(prices, midnight, new Map([[few.id, 2]]))?.position).toBe(2);
});

test('free places count at the free prices in their order, each up to its own, and those that were sold at theirs', () => {
  const [first, second, paid] = [
    price(1, { amountMinor: 0, places: 2 }),
    price(2, { amountMinor: 0, places: 5 }),
    price(3, { places: 4 }),
  ];
  const taken = (free: number) => [...takenAtPrices([second, paid, first], { sold: new Map([[paid.id, 3]]), free })];
  expect(new Map(taken(4))).toEqual(
    new Map([
      [paid.id, 3],
      [first.id, 2],
      [second.id, 2],
    ]),
  );
  expect(new Map(taken(1)).get(second.id)).toBe(0);
});

test('scholarships and removed prices are never the standing one', () => {
  expect(priceNow([price(1, { kind: 'SCHOLARSHIP' }), price(2, { removedAt: midnight })], midnight)).toBeNull();
});

const code = (changes: object = {}) => ({ startsAt: null, endsAt: null, removedAt: null, mostUses: null, ...changes });
test.each([
  ['that stands', code(), 0, true],
  ['that nobody made', null, 0, 'UNKNOWN'],
  ['that was removed', code({ removedAt: midnight }), 0, 'UNKNOWN'],
  ['a millisecond early', code({ startsAt: just(1) }), 0, 'NOT_YET'],
  ['at its first instant', code({ startsAt: midnight }), 0, true],
  ['at its end', code({ endsAt: midnight }), 0, 'OVER'],
  ['a millisecond before its end', code({ endsAt: just(1) }), 0, true],
  ['with its last use left', code({ mostUses: 3 }), 2, true],
  ['used up', code({ mostUses: 3 }), 3, 'USED_UP'],
])('a code %s', (_, one, uses, expected) => {
  const verdict = codeVerdict(one, { uses, places: 1, now: midnight });
  expect(verdict.ok || verdict.because).toBe(expected);
});

const couples = {
  kind: 'COUPLES' as const,
  title: 'After an affair: a weekend for couples',
  neutralName: 'Sample Studio workshop',
};

test('only a training shows its title to others', () => {
  expect(soldAs(couples)).toBe('Sample Studio workshop');
  expect(soldAs({ ...couples, kind: 'TRAINING', neutralName: null })).toBe(couples.title);
  expect([isDiscreet(couples), isDiscreet({ kind: 'TRAINING' })]).toEqual([true, false]);
});
