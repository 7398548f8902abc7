import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IntensiveId } from '../../drizzle/ids.ts';
import { type ItemReport, openMonth, reportOf } from '../../schema/evaluations/rules/report.ts';
import { FEWEST, type Tally } from '../../schema/evaluations/rules/units.ts';
import type { EvaluationItem } from '../../schema/evaluations/rules.ts';

const item = (key: string, kind: EvaluationItem['kind'], options: string[] = []): EvaluationItem => ({
  ...{ key, kind, options, group: 'COURSE', text: key, required: false },
});
const OPTIONS = ['Too basic', 'About right', 'Too advanced'];
const ITEMS = [
  item('clear', 'SCALE', ['1', '2', '3', '4', '5']),
  item('level', 'CHOICE', OPTIONS),
  item('words', 'TEXT'),
];
const MONTHS = Array.from({ length: 8 }, (_, at) => `2027-0${at + 1}-01`);

const TRAININGS = ['A', 'B', 'C'] as IntensiveId[];

/** One person's answers: an item that they left out is null. `training`: null for who studied alone. */
type Response = {
  month: string;
  training: IntensiveId | null;
  clear: number | null;
  level: string | null;
  words: string | null;
};
const response = fc.record<Response>({
  month: fc.constantFrom(...MONTHS),
  training: fc.constantFrom(null, ...TRAININGS),
  clear: fc.option(fc.integer({ min: 1, max: 5 })),
  level: fc.option(fc.constantFrom(...OPTIONS)),
  words: fc.option(fc.uuid()),
});

/** The counted rows of the months before one, as the database gives them, in the order of the responses. */
function talliesOf(responses: readonly Response[], before: string): Tally[] {
  const rows = responses
    .filter(({ month }) => month < before)
    .flatMap(({ month, training: intensiveId, clear, level, words }) => {
      const of = { intensiveId, month };
      return [
        ...(clear === null ? [] : [{ ...of, itemKey: 'clear', scale: clear, choice: null, text: null }]),
        ...(level === null ? [] : [{ ...of, itemKey: 'level', scale: null, choice: level, text: null }]),
        ...(words === null ? [] : [{ ...of, itemKey: 'words', scale: null, choice: null, text: words }]),
      ];
    });
  const same = Map.groupBy(rows, ({ text: _, ...row }) => JSON.stringify(row));
  return [...same.values()].flatMap((group) => {
    const [{ text, ...row } = { text: null }] = group;
    return 'itemKey' in row
      ? [{ ...row, count: group.length, texts: text === null ? null : group.flatMap((one) => one.text ?? []) }]
      : [];
  });
}

/** The report of the version, or of one training from its own answers alone, as a request reads them. */
const reportAt = (responses: readonly Response[], before: string, training?: IntensiveId) => {
  const asked = { before, random: () => 0, ...(training === undefined ? {} : { intensiveId: training }) };
  const own = responses.filter((one) => training === undefined || one.training === training);
  return reportOf(ITEMS, talliesOf(own, before), asked);
};
/** Every number that a report shows. */
const numbersOf = ({ answers, options, texts }: ItemReport): number[] => [
  ...[answers ?? 0, ...options.map((option) => option.answers), texts.length],
];
const isNothingOrLarge = (number: number): boolean => number === 0 || number >= FEWEST;

describe('whatever people answered, and whenever somebody looks', () => {
  test('no number is below five, and no two reports differ by fewer', () => {
    fc.assert(
      fc.property(
        fc.array(response, { maxLength: 90 }),
        fc.constantFrom(...MONTHS),
        fc.constantFrom(...MONTHS, '2027-09-01'),
        (responses, one, other) => {
          const [before = one, after = other] = [one, other].toSorted();
          const [earlier, later] = [reportAt(responses, before), reportAt(responses, after)];
          for (const [at, shown] of later.entries()) {
            const known = earlier[at] as ItemReport;
            expect([...numbersOf(shown), ...numbersOf(known)].every(isNothingOrLarge)).toBe(true);
            const empty = [0, ...shown.options.map(() => 0), 0];
            const were = known.answers === null ? empty : numbersOf(known);
            expect(
              numbersOf(shown)
                .map((number, place) => number - (were[place] ?? 0))
                .every(isNothingOrLarge),
            ).toBe(true);
            // What was shown stays: nothing is taken away, so that nothing shows by its absence.
            expect(known.texts.filter((text) => !shown.texts.includes(text))).toEqual([]);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test('the order of the answers tells nothing', () => {
    const shuffled = fc
      .array(response, { maxLength: 60 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    const said = (responses: readonly Response[]) =>
      reportAt(responses, '2027-09-01').map(({ texts, ...shown }) => ({ ...shown, texts: texts.toSorted() }));
    fc.assert(
      fc.property(shuffled, ([one, other]) => expect(said(other)).toEqual(said(one))),
      { numRuns: 100 },
    );
  });
});

/** Every moment at which somebody looks, until nothing waits any more. */
const TIMES = Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2027, at + 1)).toISOString().slice(0, 10));
/** Answers as trainings get them: several in a month, few months, some of them late; some people study alone. */
const told = fc
  .array(
    fc.record({
      month: fc.constantFrom(...MONTHS.slice(0, 5)),
      training: fc.constantFrom(null, ...TRAININGS),
      level: fc.constantFrom('Too basic', 'About right', 'About right'),
      many: fc.integer({ min: 1, max: 8 }),
    }),
    { maxLength: 14 },
  )
  .map((all) => all.flatMap(({ many, ...one }) => Array.from({ length: many }, () => one)));

describe('reports of trainings and of their version together', () => {
  /** Which answers each report shows at each time. */
  const shownIn = (responses: readonly Response[]): Set<string>[] =>
    TIMES.flatMap((before) =>
      [undefined, ...TRAININGS].map(
        (training) => new Set(reportAt(responses, before, training).flatMap(({ texts }) => texts)),
      ),
    );

  test('whatever is added and subtracted of any of them, read at any times, is nothing or five and more', () => {
    fc.assert(
      fc.property(told, (given) => {
        const responses = given.map((one, at): Response => ({ ...one, clear: null, words: `text ${at}` }));
        const reports = shownIn(responses);
        // Whom no report tells apart from another stands in the same reports; sums and differences are made of these groups.
        const alike = Map.groupBy(responses, ({ words }) => reports.map((one) => one.has(words ?? '')).join());
        for (const [signature, group] of alike)
          if (signature.includes('true')) expect(group.length).toBeGreaterThanOrEqual(FEWEST);
      }),
      { numRuns: 300 },
    );
  });

  test('nor does any option of a question show fewer, in a training, in the version, or in what is between them', () => {
    const counts = (responses: readonly Response[], before: string, training?: IntensiveId): number[] => {
      const level = reportAt(responses, before, training)[1] as ItemReport;
      return [
        level.answers ?? 0,
        ...OPTIONS.map((name) => level.options.find((one) => one.option === name)?.answers ?? 0),
      ];
    };
    fc.assert(
      fc.property(told, fc.subarray(TRAININGS), (given, some) => {
        const responses = given.map((one): Response => ({ ...one, clear: null, words: null }));
        const versions = TIMES.map((before) => counts(responses, before));
        const trainings = some.map((one) => TIMES.map((before) => counts(responses, before, one)));
        for (const [later, version] of versions.entries())
          for (let earlier = 0; earlier <= later; earlier += 1) {
            // The version without some trainings, as each was then or before, and what a training got since.
            const without = version.map((all, place) =>
              trainings.reduce((rest, one) => rest - (one[earlier]?.[place] ?? 0), all),
            );
            const since = trainings.flatMap((one) =>
              version.map((_, place) => (one[later]?.[place] ?? 0) - (one[earlier]?.[place] ?? 0)),
            );
            expect([...without, ...since].every(isNothingOrLarge)).toBe(true);
          }
      }),
      { numRuns: 200 },
    );
  });

  const came = (training: IntensiveId | null, month: string, many: number): Response[] =>
    Array.from({ length: many }, (_, at) => ({
      ...{ month: `2027-${month}-01`, training, clear: 4, level: null, words: `${training} ${month} ${at}` },
    }));
  const [A, B, C] = TRAININGS as [IntensiveId, IntensiveId, IntensiveId];
  test.each<[string, Response[], string, (number | null)[]]>([
    ['twelve and three', [...came(A, '01', 12), ...came(B, '01', 3)], '02', [12, 12, null, null]],
    [
      'the three wait for more',
      [...came(A, '01', 12), ...came(B, '01', 3), ...came(B, '03', 2)],
      '04',
      [17, 12, 5, null],
    ],
    ['not for ever', [...came(A, '01', 12), ...came(B, '01', 3), ...came(B, '04', 2)], '05', [12, 12, null, null]],
    [
      'what is left of several counts in the version',
      [...came(A, '01', 12), ...came(B, '01', 3), ...came(C, '01', 2)],
      '04',
      [17, 12, null, null],
    ],
    ['one that comes late', [...came(A, '01', 12), ...came(A, '06', 1)], '12', [12, 12, null, null]],
    ['five that come late', [...came(A, '01', 12), ...came(A, '06', 5)], '12', [17, 17, null, null]],
    [
      'who studied alone waits for their like',
      [...came(null, '01', 4), ...came(B, '01', 4)],
      '12',
      [null, null, null, null],
    ],
    ['however long', [...came(null, '01', 4), ...came(null, '11', 1), ...came(A, '02', 5)], '12', [10, 5, null, null]],
  ])('%s', (_, responses, before, expected) => {
    const answersOf = (training?: IntensiveId) => reportAt(responses, `2027-${before}-01`, training)[0]?.answers;
    expect([answersOf(), answersOf(A), answersOf(B), answersOf(C)]).toEqual(expected);
  });

  test('a training is shown the same from its own answers and from all of the version', () => {
    fc.assert(
      fc.property(fc.array(response, { maxLength: 60 }), fc.constantFrom(...TIMES), (responses, before) => {
        const asked = { intensiveId: A, before, random: () => 0 };
        const ofAll = reportOf(ITEMS, talliesOf(responses, before), asked);
        expect(ofAll.map(numbersOf)).toEqual(reportAt(responses, before, A).map(numbersOf));
      }),
      { numRuns: 100 },
    );
  });
});

const answered = (month: string, clear: (number | null)[]): Response[] =>
  clear.map((step) => ({ month, training: null, clear: step, level: null, words: null }));

test.each<[string, Response[], number | null, number | null]>([
  ['four answers', answered('2027-01-01', [5, 5, 5, 5]), null, null],
  ['five answers', answered('2027-01-01', [5, 5, 4, 3, 2]), 5, 3.8],
  ['five of eight who answered it', answered('2027-01-01', [5, null, 5, null, 4, 3, 2, null]), 5, 3.8],
  [
    'five and one of a later month',
    [...answered('2027-01-01', [5, 5, 4, 3, 2]), ...answered('2027-02-01', [1])],
    5,
    3.8,
  ],
  ['three months of two', ['01', '02', '03'].flatMap((month) => answered(`2027-${month}-01`, [4, 4])), 6, 4],
])('%s', (_, responses, answers, average) => {
  expect(reportAt(responses, '2027-09-01')[0]).toMatchObject({ answers, average });
});

test('options are shown together, once each that anybody chose has five', () => {
  const chose = (month: string, level: string, count: number): Response[] =>
    Array.from({ length: count }, () => ({ month, training: null, clear: null, level, words: null }));
  const right = chose('2027-01-01', 'About right', 9);
  const four = [...right, ...chose('2027-01-01', 'Too basic', 4)];
  expect(reportAt(four, '2027-09-01')[1]).toMatchObject({ answers: null, options: [] });
  expect(reportAt([...four, ...chose('2027-02-01', 'Too basic', 1)], '2027-09-01')[1]).toMatchObject({
    answers: 14,
    options: [
      { option: 'Too basic', answers: 5 },
      { option: 'About right', answers: 9 },
      { option: 'Too advanced', answers: 0 },
    ],
  });
});

test.each([
  ['2027-03-15T12:00:00Z', '2027-03-01'],
  ['2027-04-01T00:00:00Z', '2027-03-01'],
  ['2027-04-01T23:59:59Z', '2027-03-01'],
  ['2027-04-02T00:00:00Z', '2027-04-01'],
])('at %s nothing of %s and later is shown', (now, month) => {
  expect(openMonth(new Date(now))).toBe(month);
});
