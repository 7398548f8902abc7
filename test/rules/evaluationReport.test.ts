import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FEWEST, type ItemReport, openMonth, reportOf, type Tally } from '../../schema/evaluations/rules/report.ts';
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

/** One person's answers: an item that they left out is null. */
type Response = { month: string; clear: number | null; level: string | null; words: string | null };
const response = fc.record<Response>({
  month: fc.constantFrom(...MONTHS),
  clear: fc.option(fc.integer({ min: 1, max: 5 })),
  level: fc.option(fc.constantFrom(...OPTIONS)),
  words: fc.option(fc.uuid()),
});

/** The counted rows of the months before one, as the database gives them, in the order of the responses. */
function talliesOf(responses: readonly Response[], before: string): Tally[] {
  const rows = responses
    .filter(({ month }) => month < before)
    .flatMap(({ month, clear, level, words }) => [
      ...(clear === null ? [] : [{ itemKey: 'clear', month, scale: clear, choice: null, text: null }]),
      ...(level === null ? [] : [{ itemKey: 'level', month, scale: null, choice: level, text: null }]),
      ...(words === null ? [] : [{ itemKey: 'words', month, scale: null, choice: null, text: words }]),
    ]);
  const same = Map.groupBy(rows, ({ text: _, ...row }) => JSON.stringify(row));
  return [...same.values()].flatMap((group) => {
    const [{ text, ...row } = { text: null }] = group;
    return 'itemKey' in row
      ? [{ ...row, count: group.length, texts: text === null ? null : group.flatMap((one) => one.text ?? []) }]
      : [];
  });
}

const first = () => 0;
const reportAt = (responses: readonly Response[], before: string) =>
  reportOf(ITEMS, talliesOf(responses, before), first);
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

const answered = (month: string, clear: (number | null)[]): Response[] =>
  clear.map((step) => ({ month, clear: step, level: null, words: null }));

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
    Array.from({ length: count }, () => ({ month, clear: null, level, words: null }));
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
