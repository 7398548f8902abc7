import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DrawRules, drawShortfalls } from '../../schema/courses/rules/draws.ts';
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
  .map((objectives) => objectives.map((objectiveKey, index) => ({ key: `q${index}`, objectiveKey, type: 'SINGLE' })));
const cases = fc.record({ pool: pools, seen: fc.array(fc.nat(19)), count: fc.nat(25), seed: fc.integer() });

test('draws distinct items of the pool, as many as asked for or as there are', () => {
  fc.assert(
    fc.property(cases, ({ pool, seen, count, seed }) => {
      const drawn = draw(pool, new Set(seen.map((index) => `q${index}`)), { draw: count }, seeded(seed));
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
      const drawn = draw(pool, seenKeys, { draw: count }, seeded(seed));
      const unseen = pool.filter((item) => !seenKeys.has(item.key)).length;
      expect(drawn.filter((item) => seenKeys.has(item.key))).toHaveLength(Math.max(0, drawn.length - unseen));
    }),
  );
});

test('objectives get equal shares while they have items', () => {
  fc.assert(
    fc.property(pools, fc.nat(20), fc.integer(), (pool, count, seed) => {
      const drawn = draw(pool, new Set(), { draw: count }, seeded(seed));
      const of = (items: typeof pool, key: string) => items.filter((item) => item.objectiveKey === key).length;
      const shares = ['o1', 'o2', 'o3'].map((key) => ({ drawn: of(drawn, key), there: of(pool, key) }));
      const most = Math.max(...shares.map((share) => share.drawn));
      for (const share of shares) expect(share.drawn).toBeGreaterThanOrEqual(Math.min(share.there, most - 1));
    }),
  );
});

describe('what is asked of each draw', () => {
  const rules: fc.Arbitrary<DrawRules> = fc.record({
    draw: fc.integer({ min: 1, max: 20 }),
    required: fc.uniqueArray(
      fc.record({ objectiveKey: fc.constantFrom('o1', 'o2', 'o3'), of: fc.integer({ min: 1, max: 6 }) }),
      { maxLength: 2, selector: ({ objectiveKey }) => objectiveKey },
    ),
    trueFalsePercent: fc.constantFrom(null, 0, 10, 30, 60),
  });
  const mixed = fc
    .array(
      fc.record({ objectiveKey: fc.constantFrom('o1', 'o2', 'o3'), type: fc.constantFrom('SINGLE', 'TRUE_FALSE') }),
      {
        maxLength: 30,
      },
    )
    .map((items) => items.map((item, index) => ({ ...item, key: `q${index}` })));

  test('is kept by every draw that the pool can give, whatever was seen', () => {
    fc.assert(
      fc.property(mixed, rules, fc.array(fc.nat(29)), fc.integer(), (pool, asked, seen, seed) => {
        fc.pre(pool.length >= asked.draw && drawShortfalls(pool, asked).length === 0);
        const drawn = draw(pool, new Set(seen.map((index) => `q${index}`)), asked, seeded(seed));
        expect(new Set(drawn).size).toBe(asked.draw);
        for (const { objectiveKey, of } of asked.required ?? [])
          expect(drawn.filter((item) => item.objectiveKey === objectiveKey)).toHaveLength(of);
        const most = asked.trueFalsePercent == null ? asked.draw : (asked.draw * asked.trueFalsePercent) / 100;
        expect(drawn.filter(({ type }) => type === 'TRUE_FALSE').length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500 },
    );
  });

  const items = (objectiveKey: string, type: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ key: `${objectiveKey}-${type}-${index}`, objectiveKey, type }));
  test.each<[string, ReturnType<typeof items>, DrawRules, string[]]>([
    [
      'enough of everything',
      [...items('o1', 'SINGLE', 4), ...items('o2', 'SINGLE', 6)],
      { draw: 10, required: [{ objectiveKey: 'o1', of: 4 }] },
      [],
    ],
    [
      'too few of the objective',
      [...items('o1', 'SINGLE', 3), ...items('o2', 'SINGLE', 7)],
      { draw: 10, required: [{ objectiveKey: 'o1', of: 4 }] },
      ['TOO_FEW_REQUIRED'],
    ],
    [
      'too few of the others',
      [...items('o1', 'SINGLE', 8), ...items('o2', 'SINGLE', 2)],
      { draw: 10, required: [{ objectiveKey: 'o1', of: 4 }] },
      ['TOO_FEW_OTHERS'],
    ],
    [
      'more required than drawn',
      items('o1', 'SINGLE', 8),
      { draw: 5, required: [{ objectiveKey: 'o1', of: 6 }] },
      ['REQUIRED_EXCEED_DRAW'],
    ],
    [
      'true/false as many as allowed',
      [...items('o1', 'SINGLE', 9), ...items('o1', 'TRUE_FALSE', 3)],
      { draw: 10, trueFalsePercent: 10 },
      [],
    ],
    [
      'one true/false too many',
      [...items('o1', 'SINGLE', 8), ...items('o1', 'TRUE_FALSE', 3)],
      { draw: 10, trueFalsePercent: 10 },
      ['TOO_MANY_TRUE_FALSE'],
    ],
    [
      'true/false forced by a required objective',
      [...items('o1', 'TRUE_FALSE', 2), ...items('o2', 'SINGLE', 20)],
      { draw: 10, required: [{ objectiveKey: 'o1', of: 2 }], trueFalsePercent: 10 },
      ['TOO_MANY_TRUE_FALSE'],
    ],
  ])('%s', (_name, pool, asked, because) => {
    expect(drawShortfalls(pool, asked).map((short) => short.because)).toEqual(because);
  });
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
