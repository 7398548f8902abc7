import { describe, expect, test } from '@jest/globals';
import { signingOf } from '../../web/enrollments/statementRules.ts';
import { answersOf, faultsOf, grouped, type Item, itemOfPath, openingOf } from '../../web/evaluations/rules.ts';

const item = (key: string, over: Partial<Item> = {}): Item => ({
  ...{ key, kind: 'SCALE', group: 'COURSE', text: key, required: true, options: ['No', 'Yes'], maxLength: null },
  ...over,
});
const items = [
  item('objective:o1', { group: 'OBJECTIVE' }),
  item('item:level', { kind: 'CHOICE' }),
  item('item:words', { kind: 'TEXT', required: false, options: [], maxLength: 10 }),
];

describe('an evaluation', () => {
  test('is sent by the kind of each item, without what was left empty', () => {
    const draft = { 'objective:o1': '2', 'item:level': 'Yes', 'item:words': '  ' };
    expect(answersOf(items, draft)).toEqual([
      { itemKey: 'objective:o1', scale: 2 },
      { itemKey: 'item:level', choice: 'Yes' },
    ]);
    expect(answersOf(items, { 'item:words': ' Thank you ' })).toEqual([{ itemKey: 'item:words', text: 'Thank you' }]);
  });

  test('names every fault in the order of the items', () => {
    expect(faultsOf(items, { 'item:words': 'more than ten' })).toEqual([
      { key: 'objective:o1', fault: 'MISSING' },
      { key: 'item:level', fault: 'MISSING' },
      { key: 'item:words', fault: 'TOO_LONG' },
    ]);
    expect(faultsOf(items, { 'objective:o1': '1', 'item:level': 'No' })).toEqual([]);
  });

  test('finds the item that a fault of the server speaks of', () => {
    const sent = answersOf(items, { 'objective:o1': '1', 'item:level': 'No' });
    expect(itemOfPath('answers.1', sent)).toBe('item:level');
    expect(itemOfPath('answers.1.choice', sent)).toBe('item:level');
    expect(itemOfPath('answers.item:words', sent)).toBe('item:words');
    expect(itemOfPath('answers.7', sent)).toBeNull();
  });

  test('comes in groups that keep the order', () => {
    expect(grouped(items).map(({ group, items: own }) => [group, own.length])).toEqual([
      ['OBJECTIVE', 1],
      ['COURSE', 2],
    ]);
  });

  const at = '2026-11-26T10:42:00.000Z';
  const round = {
    ...{ purpose: 'CREDIT', contentDoneAt: null, passedAt: null, evaluatedAt: null, claimedAt: null },
    basis: 'LEARNER',
    ...{ withdrawnAt: null, attestedAt: null, blockers: [] as { code: string; message: string }[] },
  };

  test('opens after the content and, for credit, the test', () => {
    expect(openingOf(round)).toEqual({ missing: ['CONTENT', 'TEST'] });
    expect(openingOf({ ...round, purpose: 'PERSONAL' })).toEqual({ missing: ['CONTENT'] });
    expect(openingOf({ ...round, contentDoneAt: at, passedAt: at })).toBe('OPEN');
    expect(openingOf({ ...round, evaluatedAt: at })).toBe('DONE');
    expect(openingOf({ ...round, contentDoneAt: at, passedAt: at, claimedAt: at })).toBe('CLOSED');
  });

  test('comes before the statement, which is signed again when the signature no longer counts', () => {
    const done = { ...round, contentDoneAt: at, passedAt: at, evaluatedAt: at };
    const unsigned = { code: 'ATTESTATION_MISSING', message: 'Sign it.' };
    expect(signingOf({ ...done, evaluatedAt: null })).toEqual({ state: 'NOT_YET', missing: ['EVALUATION'] });
    expect(signingOf({ ...done, blockers: [unsigned] })).toEqual({ state: 'OPEN' });
    expect(signingOf({ ...done, attestedAt: at })).toEqual({ state: 'SIGNED' });
    expect(signingOf({ ...done, attestedAt: at, blockers: [unsigned] })).toEqual({
      state: 'AGAIN',
      because: ['Sign it.'],
    });
    expect(signingOf({ ...done, purpose: 'PERSONAL' })).toEqual({ state: 'NOT_ASKED' });
    expect(signingOf({ ...done, withdrawnAt: at })).toEqual({ state: 'CLOSED' });
  });

  test('is not asked of whoever taught: the statement waits for what the organization states', () => {
    const taught = { ...round, basis: 'INSTRUCTOR' };
    const unsigned = { code: 'ATTESTATION_MISSING', message: 'Sign it.' };
    const unstated = { code: 'TEACHING_UNSTATED', message: 'Nothing is stated.' };
    expect(signingOf({ ...taught, blockers: [unstated, unsigned] })).toEqual({
      state: 'NOT_TAUGHT',
      because: ['Nothing is stated.'],
    });
    expect(signingOf({ ...taught, blockers: [unsigned] })).toEqual({ state: 'OPEN' });
    expect(signingOf({ ...taught, attestedAt: at, blockers: [unsigned] })).toMatchObject({ state: 'AGAIN' });
  });
});
