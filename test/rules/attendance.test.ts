import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PARTIAL_CREDIT } from '../../schema/accreditation/rules/values.ts';
import { type AttendanceRule, creditedMinutes } from '../../schema/attendance/rules/credited.ts';
import { attendedOf, type Doors, type Part } from '../../schema/attendance/rules/minutes.ts';
import { type Point, presenceOf } from '../../schema/attendance/rules/presence.ts';
import { lengthOf, type Span, united, without } from '../../schema/attendance/rules/spans.ts';

const MINUTE = 60_000;
/** Minutes after nine o’clock. */
const at = (minutes: number): number => Date.parse('2026-10-31T13:00:00Z') + minutes * MINUTE;
const span = (from: number, until: number): Span => ({ from: at(from), until: at(until) });
const part = (id: string, from: number, until: number, counts = true): Part<string> => ({
  ...{ id, counts },
  ...span(from, until),
});
const day = (...spans: Span[]): Doors<string> => ({ day: spans, parts: new Map() });

// Nine to half past ten, a break, then to noon; lunch; one to four.
const AGENDA = [
  part('a', 0, 90),
  part('break', 90, 105, false),
  part('b', 105, 180),
  part('lunch', 180, 240, false),
  part('c', 240, 420),
];
const APA: AttendanceRule = { partial: 'NONE', graceMinutes: 15, gapMinutes: 15, percent: null };
const SHORT: AttendanceRule = { ...APA, gapMinutes: 5 };
const NEW_YORK: AttendanceRule = { partial: 'NONE', graceMinutes: 0, gapMinutes: 0, percent: null };
const NAADAC: AttendanceRule = { partial: 'ACTUAL_TIME', graceMinutes: 0, gapMinutes: 0, percent: null };
const HOURLY: AttendanceRule = { partial: 'PER_HOUR', graceMinutes: 0, gapMinutes: 15, percent: null };
const SESSIONS: AttendanceRule = { partial: 'PER_SESSION', graceMinutes: 5, gapMinutes: 5, percent: null };
const PERCENT: AttendanceRule = { partial: 'PER_SESSION', graceMinutes: 90, gapMinutes: 90, percent: 85 };

const credited = (doors: Doors<string>, rule: AttendanceRule) => [
  ...creditedMinutes(attendedOf(AGENDA, doors), rule).values(),
];

describe('signing in and out', () => {
  const table: [string, [Point['kind'], number][], [number, number][], number | null, number[]][] = [
    [
      'once',
      [
        ['IN', 0],
        ['OUT', 60],
      ],
      [[0, 60]],
      null,
      [],
    ],
    [
      'a rejoin',
      [
        ['IN', 0],
        ['OUT', 30],
        ['IN', 35],
        ['OUT', 60],
      ],
      [
        [0, 30],
        [35, 60],
      ],
      null,
      [],
    ],
    ['no sign-out', [['IN', 0]], [], 0, []],
    [
      'no sign-out after a rejoin',
      [
        ['IN', 0],
        ['OUT', 30],
        ['IN', 35],
      ],
      [[0, 30]],
      35,
      [],
    ],
    [
      'twice in',
      [
        ['IN', 0],
        ['IN', 10],
        ['OUT', 60],
      ],
      [[0, 60]],
      null,
      [],
    ],
    [
      'twice out',
      [
        ['IN', 0],
        ['OUT', 50],
        ['OUT', 60],
      ],
      [[0, 50]],
      null,
      [60],
    ],
    [
      'out first',
      [
        ['OUT', 5],
        ['IN', 10],
        ['OUT', 60],
      ],
      [[10, 60]],
      null,
      [5],
    ],
    [
      'out and in within one moment',
      [
        ['IN', 0],
        ['OUT', 30],
        ['IN', 30],
        ['OUT', 60],
      ],
      [
        [0, 30],
        [30, 60],
      ],
      null,
      [],
    ],
    [
      'in and out within one moment',
      [
        ['IN', 30],
        ['OUT', 30],
      ],
      [],
      null,
      [],
    ],
    ['nothing', [], [], null, []],
  ];
  test.each(table)('%s', (_, points, spans, openSince, strayOuts) => {
    const found = presenceOf(points.map(([kind, minutes]) => ({ kind, at: at(minutes) })));
    expect(found).toEqual({
      spans: spans.map(([from, until]) => span(from, until)),
      openSince: openSince === null ? null : at(openSince),
      strayOuts: strayOuts.map(at),
    });
  });
});

describe('what a body credits', () => {
  const table: [string, Span[], Record<string, number[]>][] = [
    [
      'all of it',
      [span(-10, 430)],
      { apa: [90, 75, 180], ny: [90, 75, 180], naadac: [90, 75, 180], hourly: [90, 75, 180] },
    ],
    [
      'fifteen minutes late',
      [span(15, 430)],
      { apa: [90, 75, 180], ny: [0, 0, 0], naadac: [75, 75, 180], hourly: [90, 75, 180] },
    ],
    [
      'sixteen minutes late',
      [span(16, 430)],
      { apa: [0, 0, 0], ny: [0, 0, 0], naadac: [74, 75, 180], hourly: [30, 75, 180] },
    ],
    ['gone at two', [span(0, 300)], { apa: [0, 0, 0], ny: [0, 0, 0], naadac: [90, 75, 60], hourly: [90, 75, 60] }],
    [
      'away for the breaks',
      [span(0, 90), span(105, 180), span(240, 420)],
      { apa: [90, 75, 180], ny: [90, 75, 180], naadac: [90, 75, 180] },
    ],
    [
      'a rejoin after ten minutes',
      [span(0, 40), span(50, 420)],
      { apa: [90, 75, 180], ny: [0, 0, 0], naadac: [80, 75, 180], sessions: [0, 75, 180] },
    ],
    ['ten minutes away in the middle', [span(0, 300), span(310, 420)], { apa: [90, 75, 180], short: [0, 0, 0] }],
    ['back within the grace', [span(0, 1), span(14, 420)], { apa: [90, 75, 180], short: [90, 75, 180] }],
    ['not there', [], { apa: [0, 0, 0], naadac: [0, 0, 0], hourly: [0, 0, 0] }],
  ];
  const rules: Record<string, AttendanceRule> = {
    apa: APA,
    short: SHORT,
    ny: NEW_YORK,
    naadac: NAADAC,
    hourly: HOURLY,
    sessions: SESSIONS,
  };
  test.each(table)('%s', (_, spans, expected) => {
    const found = Object.keys(expected).map((name) => [name, credited(day(...spans), rules[name] ?? APA)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test.each([
    [76, 0],
    [76.49, 0],
    [76.5, 90],
    [77, 90],
  ])('of ninety minutes, 85 percent are 76.5: %d earns %d', (minutes, earned) => {
    expect(credited(day(span(0, minutes)), PERCENT)[0]).toBe(earned);
  });
});

test('parts side by side: their own doors count, and a minute counts once', () => {
  const agenda = [part('a', 0, 60), part('b', 0, 60)];
  const doors = {
    day: [span(0, 60)],
    parts: new Map([
      ['a', [span(0, 40)]],
      ['b', [span(30, 60)]],
    ]),
  };
  expect(attendedOf(agenda, doors).map(({ id, attended }) => [id, attended])).toEqual([
    ['a', 40],
    ['b', 20],
  ]);
});

describe('laws', () => {
  const minute = fc.integer({ min: -60, max: 500 });
  const point = fc.record({ kind: fc.constantFrom('IN' as const, 'OUT' as const), at: minute.map(at) });
  const points = fc.array(point, { maxLength: 30 });
  const spans = fc.array(
    fc.tuple(minute, minute).map(([a, b]) => span(Math.min(a, b), Math.max(a, b))),
    { maxLength: 20 },
  );
  const rule = fc.record({
    partial: fc.constantFrom(...PARTIAL_CREDIT),
    graceMinutes: fc.integer({ min: 0, max: 60 }),
    gapMinutes: fc.integer({ min: 0, max: 60 }),
    percent: fc.option(fc.integer({ min: 1, max: 100 })),
  });

  test('the order in which sign-ins arrive means nothing', () => {
    const shuffled = points.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(fc.property(shuffled, ([all, other]) => expect(presenceOf(other)).toEqual(presenceOf(all))));
  });

  test('the order of reports, and the same report twice, mean nothing', () => {
    fc.assert(
      fc.property(spans, spans, (one, other) => {
        const found = attendedOf(AGENDA, day(...one, ...other));
        expect(attendedOf(AGENDA, day(...other, ...one, ...other))).toEqual(found);
      }),
    );
  });

  test('minutes never exceed the part, nor credit what the rule gives for all of it', () => {
    fc.assert(
      fc.property(points, spans, rule, (signed, reported, by) => {
        const attended = attendedOf(AGENDA, day(...presenceOf(signed).spans, ...reported));
        const earned = creditedMinutes(attended, by);
        for (const one of attended) {
          expect(one.attended).toBeLessThanOrEqual(one.minutes);
          expect(earned.get(one.id) ?? -1).toBeLessThanOrEqual(one.minutes);
          if (by.partial === 'ACTUAL_TIME') expect(earned.get(one.id)).toBe(one.attended);
          if (!one.seen) expect(earned.get(one.id)).toBe(0);
        }
      }),
    );
  });

  test('more presence never earns less', () => {
    fc.assert(
      fc.property(spans, spans, rule, (one, more, by) => {
        const sum = (all: Span[]) => credited(day(...all), by).reduce((total, minutes) => total + minutes, 0);
        expect(sum([...one, ...more])).toBeGreaterThanOrEqual(sum(one));
      }),
    );
  });

  test('parts side by side never count more minutes than passed', () => {
    const agenda = [part('a', 0, 60), part('b', 30, 120), part('c', 0, 90)];
    fc.assert(
      fc.property(spans, spans, spans, (a, b, c) => {
        const doors = {
          day: [],
          parts: new Map([
            ['a', a],
            ['b', b],
            ['c', c],
          ]),
        };
        const sum = attendedOf(agenda, doors).reduce((total, { attended }) => total + attended, 0);
        expect(sum).toBeLessThanOrEqual(120);
      }),
    );
  });

  test('united stretches are apart and as long; taking away leaves the rest', () => {
    fc.assert(
      fc.property(spans, spans, (one, other) => {
        const all = united(one);
        expect(united(all)).toEqual(all);
        expect(lengthOf(without(one, other)) + lengthOf(other)).toBe(lengthOf([...one, ...other]));
      }),
    );
  });
});
