import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { moved } from '../../web/design/parts/rules.ts';
import {
  afterSave,
  type Change,
  chosen,
  openIn,
  ordered,
  paired,
  remaining,
  rightNeeded,
  savedState,
  spokenTime,
  stageOf,
  stillUnsent,
  timeLeft,
} from '../../web/quizzes/rules.ts';

describe('an order', () => {
  const list = fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 9 });
  const places = fc.tuple(list, fc.nat(8), fc.constantFrom(-1, 1));

  test('keeps every item through any move, and moves one by one place at most', () => {
    fc.assert(
      fc.property(places, ([items, from, by]) => {
        const after = moved(items, from, by);
        expect([...after].sort()).toEqual([...items].sort());
        const to = Math.min(items.length - 1, Math.max(0, from + by));
        if (from < items.length) expect(after[to]).toBe(items[from]);
        else expect(after).toEqual(items);
      }),
    );
  });

  test('is the same again after a move and its opposite, unless an end held the item', () => {
    fc.assert(
      fc.property(places, ([items, from, by]) => {
        fc.pre(from < items.length && from + by >= 0 && from + by < items.length);
        expect(moved(moved(items, from, by), from + by, -by)).toEqual(items);
      }),
    );
  });

  test('reaches every place by buttons alone', () => {
    fc.assert(
      fc.property(list, fc.nat(8), fc.nat(8), (items, from, to) => {
        fc.pre(from < items.length && to < items.length);
        let now = items;
        for (let at = from; at !== to; at += Math.sign(to - from)) now = moved(now, at, Math.sign(to - from));
        expect(now[to]).toBe(items[from]);
      }),
    );
  });
});

describe('an answer', () => {
  test('by radio replaces, by boxes gathers, and is none when the last box is empty', () => {
    const one = chosen(null, 'a', true, false);
    expect(chosen(one, 'b', true, false)?.optionIds).toEqual(['b']);
    const two = chosen(chosen(null, 'a', true, true), 'b', true, true);
    expect(two?.optionIds).toEqual(['a', 'b']);
    expect(chosen(two, 'a', false, true)?.optionIds).toEqual(['b']);
    expect(chosen(chosen(two, 'a', false, true), 'b', false, true)).toBeNull();
  });

  test('by pairs gives each left side one partner at most', () => {
    const first = paired(null, 'l1', 'r1');
    expect(paired(first, 'l1', 'r2')?.pairs).toEqual([{ leftId: 'l1', rightId: 'r2' }]);
    expect(paired(first, 'l2', 'r1')?.pairs).toHaveLength(2);
    expect(paired(first, 'l1', null)).toBeNull();
  });

  test('has one shape, as the API takes it', () => {
    expect(ordered(['b', 'a'])).toEqual({ optionIds: null, pairs: null, orderedIds: ['b', 'a'] });
  });
});

test('what is open are questions without an answer, and pairs of which some are missing', () => {
  const question = (id: string, type = 'SINGLE', lefts = 0) => ({
    ...{ id, type, position: 1 },
    lefts: Array.from({ length: lefts }, (_, at) => ({ id: `${id}${at}` })),
  });
  const questions = [question('a'), question('b'), question('m', 'MATCHING', 2), question('n', 'MATCHING', 1)];
  const answers = { a: chosen(null, 'x', true, false), m: paired(null, 'm0', 'r'), n: paired(null, 'n0', 'r') };
  const { unanswered, partly } = openIn(questions, { ...answers, b: null });
  expect(unanswered.map(({ id }) => id)).toEqual(['b']);
  expect(partly.map(({ id }) => id)).toEqual(['m']);
});

describe('time', () => {
  test('is said in whole minutes, never more than there are, and in seconds at the end', () => {
    expect(timeLeft(1_859.9)).toEqual({ count: 30, unit: 'minute' });
    expect(timeLeft(60)).toEqual({ count: 1, unit: 'minute' });
    expect(timeLeft(59.9)).toEqual({ count: 59, unit: 'second' });
    expect(timeLeft(-5)).toEqual({ count: 0, unit: 'second' });
  });

  test('counts from what the server said: a clock set back or one that slept does not give more', () => {
    const day = 86_400_000;
    expect(remaining(600, [60_000, 60_000])).toBe(540);
    expect(remaining(600, [60_000 - day, 60_000])).toBe(540);
    expect(remaining(600, [3_000_000, 20_000])).toBe(0);
  });

  test('is spoken three times, also when the mark was passed in a jump, and never before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 4_000 }), (a, b) => {
        const [before, now] = a > b ? [a, b] : [b, a];
        const passed = [600, 300, 60].filter((mark) => before > mark && now <= mark);
        expect(spokenTime(before, now) !== null).toBe(passed.length > 0);
      }),
    );
    expect(spokenTime(601, 600)).toEqual({ count: 10, unit: 'minute' });
    expect(spokenTime(700, 10)).toEqual({ count: 1, unit: 'minute' });
  });
});

describe('saving', () => {
  const change = (sequence: number): Change => ({ answer: null, sequence });

  test('is said as it is', () => {
    const at = '2026-11-26T10:42:00.000Z';
    expect(savedState({ waits: false, trouble: true, savedAt: at })).toEqual({ state: 'SAVED', at });
    expect(savedState({ waits: false, trouble: false, savedAt: null })).toEqual({ state: 'EMPTY' });
    expect(savedState({ waits: true, trouble: false, savedAt: at })).toEqual({ state: 'SAVING' });
    expect(savedState({ waits: true, trouble: true, savedAt: at })).toEqual({ state: 'WAITING' });
  });

  test('leaves waiting what changed while it was on its way', () => {
    expect(afterSave({ a: change(1), b: change(3) }, { a: change(1), b: change(2) })).toEqual({ b: change(3) });
  });

  test('takes up again only what the server has not seen, and nothing that is not an answer', () => {
    const questions = [
      { id: 'a', sequence: null },
      { id: 'b', sequence: 4 },
      { id: 'c', sequence: 4 },
    ];
    const kept = { a: change(0), b: change(5), c: change(4), other: change(9) };
    expect(stillUnsent(kept, questions)).toEqual({ a: change(0), b: change(5) });
    for (const nonsense of [null, 'x', 7, { a: 1 }, { a: { sequence: 1 } }, { a: { answer: null, sequence: 'x' } }])
      expect(stillUnsent(nonsense, questions)).toEqual({});
  });
});

test('a page shows the attempt that is open here, the result of the last one here, or what comes before', () => {
  const attempt = (over: object) => ({
    ...{ id: 'a', quiz: { id: 'q' }, submittedAt: '2026-11-26T10:42:00.000Z', passed: false },
    ...over,
  });
  const quiz = { id: 'q', passed: false, openNow: true, openAttempt: null, latestAttempt: null };
  expect(stageOf(quiz)).toBe('BEFORE');
  expect(stageOf({ ...quiz, latestAttempt: attempt({ quiz: { id: 'earlier round' } }) })).toBe('BEFORE');
  expect(stageOf({ ...quiz, latestAttempt: attempt({}) })).toBe('FAILED');
  expect(stageOf({ ...quiz, latestAttempt: attempt({ passed: true }) })).toBe('PASSED');
  const open = attempt({ submittedAt: null, passed: null });
  expect(stageOf({ ...quiz, latestAttempt: open, openAttempt: { id: 'a' } })).toBe('RUNNING');
  expect(stageOf({ ...quiz, latestAttempt: open })).toBe('BEFORE');
});

test('how many must be right is never rounded down', () => {
  expect(rightNeeded(20, 80)).toBe(16);
  expect(rightNeeded(19, 80)).toBe(16);
  expect(rightNeeded(1, 80)).toBe(1);
});
