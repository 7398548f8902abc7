import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { transcriptFor } from '../../schema/credits/rules/transcript.ts';
import type { CompletionFacts, Transcript } from '../../schema/credits/rules/transcriptFacts.ts';
import { transcriptCsv, transcriptDocument } from '../../schema/credits/rules/transcriptSheet.ts';
import {
  awardOf,
  boardWith,
  CONTACT_HOURS,
  completionOf,
  HOURS,
  lineOf,
  loaded,
  plainOf,
  reportedOf,
  SAMPLE_LICENSE,
} from '../support/transcriptFacts.ts';

const FORMATS = ['SELF_PACED_READING', 'SELF_PACED_VIDEO', 'LIVE_ONLINE', 'LIVE_IN_PERSON'] as const;
const BODIES = ['one', 'two', 'three'];
const CATEGORIES = [
  { key: 'a', name: 'A', kind: 'DIVIDES' as const, requiredHundredths: 500 },
  { key: 'b', name: 'B', kind: 'DIVIDES' as const },
  { key: 'ethics', name: 'Ethics', kind: 'OVERLIES' as const, requiredHundredths: 300 },
];

const line = fc
  .record({
    amount: fc.integer({ min: 1, max: 2_000 }),
    format: fc.constantFrom(...FORMATS),
    category: fc.constantFrom(null, 'a', 'b', 'ethics', 'unknown'),
  })
  .map(({ amount, ...facts }) => lineOf(amount, facts));
const day = fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-20', '2027-05-05', '2028-10-31', '2028-11-01');
const award = fc.record({
  accreditor: fc.constantFrom(...BODIES),
  unit: fc.constantFrom(HOURS, CONTACT_HOURS, null),
  minutesPerUnit: fc.constantFrom(50, 60, null),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  countsOn: day,
  specimen: fc.boolean(),
  joined: fc.boolean(),
});
const completions = fc
  .array(
    fc.record({
      awards: fc.array(award, { maxLength: 4 }),
      course: fc.integer({ min: 1, max: 3 }),
      completedOn: day,
      plain: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ awards, course, completedOn, plain }, at) =>
      completionOf(at + 1, {
        lineage: completionOf(course).lineage,
        plain: plain ? plainOf(at + 1, { completedOn }) : null,
        awards: awards.map((facts, index) => awardOf((at + 1) * 10 + index, facts)),
      }),
    ),
  );
const values = fc.record(
  {
    unit: fc.constantFrom(HOURS, CONTACT_HOURS),
    minutesPerUnit: fc.constantFrom(50, 60),
    accepts: fc.subarray(BODIES, { minLength: 1 }).map((keys) => keys.map((accreditor) => ({ accreditor }))),
    categories: fc.constant(CATEGORIES),
    requiredHundredths: fc.integer({ min: 0, max: 5_000 }),
    selfStudyHundredths: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.constant('NONE' as const)),
    selfStudyPercent: fc.integer({ min: 0, max: 100 }),
    repeats: fc.constantFrom('NEVER' as const, 'ONCE_A_CYCLE' as const, 'ALLOWED' as const),
    smallestAwardHundredths: fc.integer({ min: 1, max: 300 }),
  },
  { requiredKeys: [] },
);
const kind = fc.constantFrom('REGULATES' as const, 'LOG_ONLY' as const);

const made = (done: CompletionFacts[], board: ReturnType<typeof boardWith> | null): Transcript =>
  transcriptFor({
    license: SAMPLE_LICENSE,
    boards: board === null ? [] : [loaded(board)],
    completions: done,
    reported: [reportedOf(500)],
    today: '2026-11-26',
  });

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const law = (check: (done: CompletionFacts[], board: ReturnType<typeof boardWith>) => void) =>
  fc.assert(fc.property(completions, values, kind, (done, some, of) => check(done, boardWith(some, { kind: of }))));

test('rows add up to the total, parts to their row, and dividing categories to the total', () => {
  law((done, board) => {
    const { rows, totalHundredths, categories, selfStudy } = made(done, board);
    expect(sum(rows.map((row) => row.countedHundredths))).toBe(totalHundredths);
    for (const row of rows.filter(({ parts }) => parts.length > 0)) {
      expect(sum(row.parts.map((part) => part.hundredths))).toBe(row.creditHundredths);
      expect(sum(row.parts.map((part) => part.countedHundredths))).toBe(row.countedHundredths);
    }
    for (const amount of rows.flatMap((row) => [row.creditHundredths, row.countedHundredths]))
      expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
    const dividing = categories.filter(({ kind: how }) => how === 'DIVIDES');
    if (dividing.length > 0) expect(sum(dividing.map((one) => one.earnedHundredths))).toBe(totalHundredths);
    if (selfStudy?.capHundredths != null)
      expect(selfStudy.countedHundredths).toBeLessThanOrEqual(selfStudy.capHundredths);
  });
});

test('the order in which completions and awards are read does not matter', () => {
  law((done, board) => {
    const turned = done.toReversed().map((one) => ({ ...one, awards: one.awards.toReversed() }));
    expect(made(turned, board)).toEqual(made(done, board));
  });
});

test('a completion has at most one row, and several awards never add up', () => {
  law((done, board) => {
    const { rows } = made(done, board);
    const keys = rows.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    if (board.kind === 'LOG_ONLY') return;
    for (const row of rows) {
      const most = Math.max(0, ...row.awards.map(({ totalHundredths }) => Math.floor((totalHundredths * 60) / 50)));
      expect(row.creditHundredths).toBeLessThanOrEqual(most);
    }
  });
});

test('of one content one completion counts, where the board gives no credit twice; a log lists it once a cycle', () => {
  // Every award counts but for the repeats.
  const sure = { unit: HOURS, minutesPerUnit: 60, specimen: false, joined: true };
  const accepts = BODIES.map((accreditor) => ({ accreditor }));
  const board = (of: 'REGULATES' | 'LOG_ONLY') => boardWith({ unit: HOURS, accepts, repeats: 'NEVER' }, { kind: of });
  let most = 0;
  fc.assert(
    fc.property(completions, kind, (done, of) => {
      const certain = done.map((one) => ({ ...one, awards: one.awards.map((award) => ({ ...award, ...sure })) }));
      const { rows } = made(certain, board(of));
      const counted = rows.filter(({ status }) => status === 'COUNTED' || status === 'LOGGED');
      expect(new Set(counted.map(({ lineage }) => lineage)).size).toBe(counted.length);
      most = Math.max(most, rows.filter(({ status }) => status === 'REPEAT').length);
    }),
  );
  expect(most).toBeGreaterThan(1);
});

test('there is no credit without a board that accepts the body, nor for a specimen, nor for an award that is not joined', () => {
  law((done, board) => {
    for (const row of made(done, board).rows.filter(({ status }) => status === 'COUNTED')) {
      const accepted = board.professions[0]?.values.accepts?.[0]?.value.map(({ accreditor }) => accreditor);
      expect(accepted).toContain(row.award?.accreditor);
      expect([row.award?.specimen, row.award?.joined]).toEqual([false, true]);
    }
    expect(made(done, null)).toMatchObject({ totalHundredths: 0, requiredHundredths: null });
    expect(made(done, null).rows.every(({ countedHundredths }) => countedHundredths === 0)).toBe(true);
  });
});

test('CSV and PDF print the same amounts, to which the total adds up', () => {
  law((done, board) => {
    const transcript = made(done, board);
    const at = new Date('2026-11-26T09:00:00Z');
    const whose = { learnerName: 'Robin Example', at, timeZone: 'UTC' };
    const paper = transcriptDocument(transcript, whose);
    const onPaper = paper.rows.map((cells) => cells.at(-1)?.[0]).filter((amount) => amount !== '–');
    const lines = transcriptCsv(transcript, whose).toString('utf8').split('\r\n');
    const inTable = lines
      .filter((text) => text.startsWith('Completion,'))
      .map((text) => /,([\d.]*),[^,]*,LEARNER,Robin Example,/.exec(text)?.[1])
      .filter((amount) => amount !== '');
    expect(onPaper).toEqual(inTable);
    expect(sum(onPaper.map((amount) => Number(amount?.replace('.', ''))))).toBe(transcript.totalHundredths);
  });
});
