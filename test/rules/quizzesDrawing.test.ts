import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draw } from '../../schema/quizzes/rules/drawing.ts';
import { type Random, shuffle } from '../../schema/shuffle.ts';

/** Numbers that look random and can be had again. */
const seeded = (seed: number): Random => {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

const pools = fc
  .array(fc.constantFrom('o1', 'o2', 'o3'), { maxLength: 20 })
  .map((objectives) => objectives.map((objectiveKey, index) => ({ key: `q${index}`, objectiveKey })));
const cases = fc.record({ pool: pools, seen: fc.array(fc.nat(19)), count: fc.nat(25), seed: fc.integer() });

test('draws distinct items of the pool, as many as asked for or as there are', () => {
  fc.assert(
    fc.property(cases, ({ pool, seen, count, seed }) => {
      const drawn = draw(pool, new Set(seen.map((index) => `q${index}`)), count, seeded(seed));
      expect(drawn).toHaveLength(Math.min(count, pool.length));
      expect(new Set(drawn).size).toBe(drawn.length);
      for (const item of drawn) expect(pool).toContain(item);
    }),
  );
});

test('an item seen before is drawn only when no unseen one is left', () => {
  fc.assert(
    fc.property(cases, ({ pool, seen, count, seed }) => {
      const seenKeys = new Set(seen.map((index) => `q${index}`));
      const drawn = draw(pool, seenKeys, count, seeded(seed));
      const unseen = pool.filter((item) => !seenKeys.has(item.key)).length;
      expect(drawn.filter((item) => seenKeys.has(item.key))).toHaveLength(Math.max(0, drawn.length - unseen));
    }),
  );
});

test('objectives get equal shares while they have items', () => {
  fc.assert(
    fc.property(pools, fc.nat(20), fc.integer(), (pool, count, seed) => {
      const drawn = draw(pool, new Set(), count, seeded(seed));
      const of = (items: typeof pool, key: string) => items.filter((item) => item.objectiveKey === key).length;
      const shares = ['o1', 'o2', 'o3'].map((key) => ({ drawn: of(drawn, key), there: of(pool, key) }));
      const most = Math.max(...shares.map((share) => share.drawn));
      for (const share of shares) expect(share.drawn).toBeGreaterThanOrEqual(Math.min(share.there, most - 1));
    }),
  );
});

test('a shuffle contains every item once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      expect(shuffle(items, seeded(seed)).sort()).toEqual([...items].sort());
    }),
  );
});

test('every order is about as likely as any other, the right one too', () => {
  const counts = new Map<string, number>();
  const random = seeded(20261122);
  for (let round = 0; round < 24_000; round++) {
    const order = shuffle(['a', 'b', 'c', 'd'], random).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
});
