import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EnrollmentId } from '../../drizzle/ids.ts';
import { inForceOn } from '../../schema/accreditation/rules/approval.ts';
import { markStanding } from '../../schema/enrollments/rules/offers/mark.ts';
import type { Offer, Sitting } from '../../schema/enrollments/rules/offers/offer.ts';

const enrollmentId = 'here' as EnrollmentId;
const at = (text: string) => new Date(text);

const sitting = (ordinal: number, correctCount: number, more: Partial<Sitting> = {}): Sitting => ({
  enrollmentId,
  ordinal,
  submittedAt: new Date(Date.UTC(2026, 10, 20, ordinal)),
  passedAt: new Date(Date.UTC(2026, 10, 20, ordinal)),
  correctCount,
  raises: [],
  questionCount: 20,
  ...more,
});

describe('an offer’s own mark', () => {
  const mark = { passPercent: 80, maxAttempts: 2 };
  const cases: [string, Sitting[], number | null][] = [
    ['nothing was submitted', [], null],
    ['exactly 80 percent', [sitting(1, 16)], 1],
    ['one question short', [sitting(1, 15)], null],
    ['the second of two attempts', [sitting(1, 10), sitting(2, 18)], 2],
    ['the third of two attempts comes too late', [sitting(1, 10), sitting(2, 10), sitting(3, 20)], null],
    ['passed twice: the first counts', [sitting(1, 17), sitting(2, 20)], 1],
    ['in whatever order the rows come', [sitting(2, 18), sitting(1, 10)], 2],
    [
      'an attempt of another enrollment does not pass here',
      [sitting(1, 20, { enrollmentId: 'there' as EnrollmentId })],
      null,
    ],
    [
      'failures of an earlier round use up attempts',
      [
        sitting(1, 1, { enrollmentId: 'there' as EnrollmentId }),
        sitting(2, 1, { enrollmentId: 'there' as EnrollmentId }),
        sitting(3, 20),
      ],
      null,
    ],
    [
      'a round that reached the mark begins a new count',
      [
        sitting(1, 1, { enrollmentId: 'there' as EnrollmentId }),
        sitting(2, 20, { enrollmentId: 'there' as EnrollmentId }),
        sitting(3, 20),
      ],
      3,
    ],
  ];
  test.each(cases)('%s', (_name, sittings, ordinal) => {
    const { passedAt } = markStanding(mark, { sittings, grants: [], enrollmentId });
    expect(passedAt).toEqual(ordinal === null ? null : new Date(Date.UTC(2026, 10, 20, ordinal)));
  });

  test('a regrade passes at the time of the regrade, a granted attempt counts, 79.9 percent is no 80', () => {
    const raisedAt = at('2026-11-25T00:00:00Z');
    const raised = [sitting(1, 15, { raises: [{ correctCount: 16, at: raisedAt }] })];
    expect(markStanding(mark, { sittings: raised, grants: [], enrollmentId }).passedAt).toEqual(raisedAt);
    const third = [sitting(1, 1), sitting(2, 1), sitting(3, 20)];
    const grants = [{ count: 1, grantedAt: at('2026-11-20T02:30:00Z') }];
    expect(markStanding(mark, { sittings: third, grants, enrollmentId }).passedAt).not.toBeNull();
    const close = [sitting(1, 799, { questionCount: 1000 })];
    expect(markStanding(mark, { sittings: close, grants: [], enrollmentId }).passedAt).toBeNull();
  });

  test('of several regrades the first that reaches the mark dates it: none before, and none that came later', () => {
    const days = [25, 26, 27].map((day) => at(`2026-11-${day}T00:00:00Z`));
    const raises = days.map((day, index) => ({ correctCount: 15 + index, at: day }));
    const passed = (sittings: Sitting[]) => markStanding(mark, { sittings, grants: [], enrollmentId }).passedAt;
    expect(passed([sitting(1, 14, { raises })])).toEqual(days[1]);
    expect(passed([sitting(1, 14, { raises: raises.toReversed() })])).toEqual(days[1]);
    expect(passed([sitting(1, 16, { raises })])).toEqual(new Date(Date.UTC(2026, 10, 20, 1)));
  });

  test('never passes by an attempt beyond those allowed, and a lower mark never passes later', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 99 }),
        (scores, maxAttempts, passPercent) => {
          const sittings = scores.map((correct, index) => sitting(index + 1, correct));
          const facts = { sittings, grants: [], enrollmentId };
          const { passedAt } = markStanding({ passPercent, maxAttempts }, facts);
          const within = sittings
            .slice(0, maxAttempts)
            .find(({ correctCount }) => correctCount * 100 >= passPercent * 20);
          expect(passedAt).toEqual(within?.submittedAt ?? null);
          const lower = markStanding({ passPercent: passPercent - 1, maxAttempts }, facts).passedAt;
          if (passedAt !== null) expect(Number(lower)).toBeLessThanOrEqual(Number(passedAt));
        },
      ),
    );
  });
});

describe('an approval on a day', () => {
  const approval: Offer['approval'] = {
    startsOn: '2026-02-28',
    endsOn: '2028-02-29',
    endedOn: null,
    confirmed: true,
    states: [{ state: 'IN_FORCE', from: '2026-02-28' }],
  };
  const on = (day: string, changes: Partial<Offer['approval']> = {}) => {
    const decision = inForceOn({ ...approval, ...changes }, day);
    return decision.ok ? 'OK' : decision.because;
  };
  test.each([
    ['2026-02-27', {}, 'NOT_BEGUN'],
    ['2026-02-28', {}, 'OK'],
    ['2028-02-29', {}, 'OK'],
    ['2028-03-01', {}, 'OVER'],
    ['2099-01-01', { endsOn: null }, 'OK'],
    ['2027-06-01', { endedOn: '2027-06-01' }, 'ENDED'],
    ['2027-05-31', { endedOn: '2027-06-01' }, 'OK'],
    ['2027-01-01', { confirmed: false }, 'UNCONFIRMED'],
    ['2027-01-01', { states: [] }, 'NOT_BEGUN'],
    ['2027-01-01', { states: [{ state: 'APPLIED', from: '2026-02-28' }] }, 'NOT_BEGUN'],
    ['2027-01-01', { states: [{ state: 'PROBATION', from: '2026-02-28' }] }, 'OK'],
    [
      '2027-03-01',
      {
        states: [
          ...approval.states,
          { state: 'SUSPENDED', from: '2027-03-01' },
          { state: 'IN_FORCE', from: '2027-04-01' },
        ],
      },
      'SUSPENDED',
    ],
    [
      '2027-04-01',
      {
        states: [
          ...approval.states,
          { state: 'SUSPENDED', from: '2027-03-01' },
          { state: 'IN_FORCE', from: '2027-04-01' },
        ],
      },
      'OK',
    ],
  ] as [string, Partial<Offer['approval']>, string][])('%s with %j: %s', (day, changes, expected) => {
    expect(on(day, changes)).toBe(expected);
  });
});
