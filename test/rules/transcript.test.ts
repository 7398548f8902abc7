import { describe, expect, test } from '@jest/globals';
import type { CompletionFacts, LicenseFacts } from '../../schema/credits/rules/transcriptFacts.ts';
import { transcriptDocument } from '../../schema/credits/rules/transcriptSheet.ts';
import { accreditors } from '../support/contentBodies.ts';
import {
  awardOf,
  boardWith,
  CONTACT_HOURS,
  completionOf,
  HOURS,
  licenseOf,
  lineOf,
  reportedOf,
  SAMPLE_LICENSE,
} from '../support/transcriptFacts.ts';
import { many, named, of, unitOf } from '../support/transcriptsOf.ts';

test('paper and table name the time zone of their days', () => {
  const done = [completionOf(1), completionOf(2, { timeZone: 'America/New_York', organization: 'Other Institute' })];
  const made = { learnerName: 'Robin Example', at: new Date('2026-11-26T09:00:00Z'), timeZone: 'America/Los_Angeles' };
  const { notes, csv } = transcriptDocument(of(done), made);
  expect(notes.at(-1)).toBe(
    'Days in the table are those of the provider’s time zone: Pacific/Auckland (Sample Institute), America/New_York (Other Institute).',
  );
  expect(Buffer.from(csv).toString('utf8')).toMatch(
    /2026-11-20,Pacific\/Auckland,Course 1,[\s\S]*,America\/New_York,Course 2,/,
  );
});

describe('one completion has one row', () => {
  const values = {
    unit: HOURS,
    minutesPerUnit: 60,
    accepts: [{ accreditor: 'one' }, { accreditor: 'two', formats: ['LIVE_ONLINE' as const] }],
  };
  const among = [boardWith(values)];
  const license = SAMPLE_LICENSE;
  const awards = [
    awardOf(1, { accreditor: 'one', lines: [lineOf(300)] }),
    awardOf(2, { accreditor: 'two', lines: [lineOf(350)] }),
    awardOf(3, { accreditor: 'three', lines: [lineOf(900)] }),
  ];

  test('and counts by one award that the board accepts, whatever others it has', () => {
    const transcript = of([completionOf(1, { awards })], { among, license });
    expect(transcript.rows).toHaveLength(1);
    expect(transcript.rows[0]).toMatchObject({
      status: 'COUNTED',
      award: { accreditor: 'two' },
      number: 'AWARD-00002',
    });
    expect(transcript.rows[0]?.awards.map(({ accreditor }) => accreditor)).toEqual(['one', 'three', 'two']);
    expect(transcript.totalHundredths).toBe(350);
  });

  test('and does not count by an award whose approval was not in force on its day', () => {
    const lapsed = awards.map((award) => ({ ...award, approvalInForce: award.accreditor === 'one' }));
    const transcript = of([completionOf(1, { awards: lapsed })], { among, license });
    expect(transcript.rows[0]).toMatchObject({ status: 'COUNTED', award: { accreditor: 'one' } });
    const all = awards.map((award) => ({ ...award, approvalInForce: false }));
    expect(of([completionOf(1, { awards: all })], { among, license })).toMatchObject({
      rows: [{ status: 'ASK_YOUR_BOARD', because: 'APPROVAL_NOT_IN_FORCE' }],
      totalHundredths: 0,
    });
  });

  test('and shows the certificate that is joined to the license, though none counts', () => {
    const specimens = awards.map((award, at) => ({ ...award, specimen: true, joined: at === 1 }));
    const [row] = of([completionOf(1, { awards: specimens })], { among, license }).rows;
    expect(row).toMatchObject({ status: 'SPECIMEN', number: 'AWARD-00002', award: null });
    expect(row?.awards.map(({ accreditor }) => accreditor)).toEqual(['two', 'one', 'three']);
  });

  test.each<[string, Partial<Parameters<typeof awardOf>[1]>, string, string | null]>([
    ['not joined to the license', { accreditor: 'one', joined: false }, 'NOT_JOINED', null],
    ['a specimen', { accreditor: 'one', specimen: true }, 'SPECIMEN', null],
    ['of a body that the file does not name', { accreditor: 'three' }, 'ASK_YOUR_BOARD', 'BODY_NOT_NAMED'],
    [
      'in a format that is not covered',
      { accreditor: 'two', lines: [lineOf(100), lineOf(100, { format: 'SELF_PACED_VIDEO' })] },
      'ASK_YOUR_BOARD',
      'FORMAT_NOT_COVERED',
    ],
    [
      'in points',
      { accreditor: 'one', unit: { ...HOURS, kind: 'POINTS', code: 'POINTS' } },
      'ASK_YOUR_BOARD',
      'UNIT_NOT_CONVERTIBLE',
    ],
    ['without a unit', { accreditor: 'one', unit: null }, 'ASK_YOUR_BOARD', 'UNIT_NOT_CONVERTIBLE'],
    [
      'in another unit of time without minutes',
      { accreditor: 'one', unit: CONTACT_HOURS, minutesPerUnit: null },
      'ASK_YOUR_BOARD',
      'UNIT_NOT_CONVERTIBLE',
    ],
    [
      'from before the file’s first day',
      { accreditor: 'one', countsOn: '2019-12-31' },
      'ASK_YOUR_BOARD',
      'ACCEPTS_NOT_STATED',
    ],
  ])('an award %s counts nothing', (_name, award, status, because) => {
    const uncut = { ...license, cycle: null };
    const transcript = of([completionOf(1, { awards: [awardOf(1, award)] })], { among, license: uncut });
    expect(transcript.rows).toMatchObject([
      { status, because, countedHundredths: 0, creditHundredths: 0, award: null },
    ]);
    expect(transcript.totalHundredths).toBe(0);
  });

  test('without an award it is to be asked of the board', () => {
    const transcript = of([completionOf(1, { awards: [] })], { among, license });
    expect(transcript.rows).toMatchObject([
      { status: 'ASK_YOUR_BOARD', because: 'NO_APPROVAL', number: 'PLAIN-00001' },
    ]);
    expect(transcript.askYourBoard).toBe(1);
  });

  test.each<[string, Partial<LicenseFacts>, string]>([
    ['of a place without a file', { jurisdiction: 'YY' }, 'BOARD_UNKNOWN'],
    ['of a profession without a file', { profession: 'other' }, 'BOARD_UNKNOWN'],
  ])('for a license %s nothing counts', (_name, facts, because) => {
    const transcript = of([completionOf(1, { awards })], { among, license: { ...license, ...facts } });
    expect(transcript).toMatchObject({ board: null, unit: null, totalHundredths: 0, requiredHundredths: null });
    expect(transcript.rows).toMatchObject([{ status: 'ASK_YOUR_BOARD', because }]);
  });

  test('Texas: the file says of no approval that it is accepted', () => {
    const texas = licenseOf({ profession: 'mft', jurisdiction: 'US-TX' });
    const all = accreditors.map(({ key: accreditor }, at) => awardOf(at, { accreditor }));
    const transcript = of([completionOf(1, { awards: all })], { license: texas });
    expect(transcript.rows).toMatchObject([{ status: 'ASK_YOUR_BOARD', because: 'ACCEPTS_NOT_STATED' }]);
  });

  test('points of a banded body count in a board’s points of the same code', () => {
    const license = licenseOf({ kind: 'MEMBER', profession: 'counselor-aca', jurisdiction: 'AU' });
    const award = awardOf(1, { ...unitOf('aca-australia'), lines: [lineOf(500)] });
    expect(of([completionOf(1, { awards: [award] })], { license })).toMatchObject({
      totalHundredths: 500,
      requiredHundredths: 2500,
    });
  });
});

describe('arithmetic', () => {
  const accepts = [{ accreditor: 'camft' }];
  const fifty = boardWith({ unit: CONTACT_HOURS, minutesPerUnit: 50, accepts });

  test('30 x 0.20 is 6.00', () => {
    const among = [boardWith({ unit: HOURS, accepts })];
    const courses = many(30, (number) => completionOf(number, { awards: [awardOf(number, { lines: [lineOf(20)] })] }));
    expect(of(courses, { among, license: SAMPLE_LICENSE }).totalHundredths).toBe(600);
  });

  test('hours of 60 minutes become contact hours of 50, rounded down once for each award', () => {
    const lines = [lineOf(33), lineOf(33), lineOf(34)];
    const [row] = of([completionOf(1, { awards: [awardOf(1, { lines })] })], {
      among: [fifty],
      license: SAMPLE_LICENSE,
    }).rows;
    expect(row?.parts.map(({ hundredths }) => hundredths)).toEqual([39, 40, 41]);
    expect(row?.creditHundredths).toBe(120);
  });

  test('categories that divide the total add up to it', () => {
    const categories = [
      { key: 'a', name: 'A', kind: 'DIVIDES' as const, requiredHundredths: 1000 },
      { key: 'b', name: 'B', kind: 'DIVIDES' as const },
      { key: 'ethics', name: 'Ethics', kind: 'OVERLIES' as const, requiredHundredths: 300 },
    ];
    const among = [boardWith({ unit: HOURS, accepts, categories })];
    const lines = [
      lineOf(200, { category: 'a' }),
      lineOf(150, { category: 'b' }),
      lineOf(100, { category: 'ethics' }),
      lineOf(50),
    ];
    const transcript = of([completionOf(1, { awards: [awardOf(1, { lines })] })], { among, license: SAMPLE_LICENSE });
    expect(transcript.categories.map(({ key, earnedHundredths }) => [key, earnedHundredths])).toEqual([
      ['a', 200],
      ['b', 150],
      ['ethics', 100],
      [null, 150],
    ]);
    expect(transcript.totalHundredths).toBe(500);
  });

  test('under the cap, hours of a required category come first', () => {
    const categories = [{ key: 'ethics', name: 'Ethics', kind: 'OVERLIES' as const, requiredHundredths: 300 }];
    const among = [boardWith({ unit: HOURS, accepts, categories, selfStudyHundredths: 400, requiredHundredths: 1000 })];
    const read = (hundredths: number, category: string | null) =>
      lineOf(hundredths, { format: 'SELF_PACED_READING', category });
    const transcript = of(
      [
        completionOf(1, { awards: [awardOf(1, { countsOn: '2026-11-02', lines: [read(300, null)] })] }),
        completionOf(2, { awards: [awardOf(2, { countsOn: '2026-11-03', lines: [read(300, 'ethics')] })] }),
      ],
      { among, license: SAMPLE_LICENSE },
    );
    expect(transcript.rows.map(({ countedHundredths }) => countedHundredths)).toEqual([100, 300]);
    expect(named(transcript, 'ethics')?.missingHundredths).toBe(0);
  });

  test('a share of self-study is a share of what is required', () => {
    const among = [boardWith({ unit: HOURS, accepts, requiredHundredths: 3000, selfStudyPercent: 50 })];
    expect(of([], { among, license: SAMPLE_LICENSE }).selfStudy).toMatchObject({
      capHundredths: 1500,
      limit: 'LIMITED',
    });
  });
});

describe('a course that was taken again', () => {
  const accepts = [{ accreditor: 'camft' }];
  const { lineage } = completionOf(1);
  const on = (number: number, countsOn: string) =>
    completionOf(number, { lineage, awards: [awardOf(number, { countsOn })] });
  const before = on(1, '2025-06-01');
  const first = on(2, '2026-11-02');
  const again = on(3, '2026-11-20');
  const statuses = (completions: CompletionFacts[], repeats: 'NEVER' | 'ONCE_A_CYCLE' | 'ALLOWED' | null) => {
    const among = [boardWith({ unit: HOURS, accepts, ...(repeats === null ? {} : { repeats }) })];
    return of(completions, { among, license: SAMPLE_LICENSE }).rows.map(({ status, because }) => because ?? status);
  };

  test.each([
    ['NEVER', ['REPEAT', 'REPEAT']],
    ['ONCE_A_CYCLE', ['COUNTED', 'REPEAT']],
    ['ALLOWED', ['COUNTED', 'COUNTED']],
    [null, ['COUNTED', 'REPEAT_NOT_DECIDED']],
  ] as const)('%s', (repeats, expected) => {
    expect(statuses([before, first, again], repeats)).toEqual(expected);
    expect(statuses([again, before, first], repeats)).toEqual(expected);
  });

  test('a specimen, and an award that is not joined, make nothing a repeat', () => {
    const specimen = { ...first, awards: [awardOf(2, { specimen: true, countsOn: '2026-11-02' })] };
    const apart = { ...first, awards: [awardOf(2, { joined: false, countsOn: '2026-11-02' })] };
    expect(statuses([specimen, again], 'NEVER')).toEqual(['SPECIMEN', 'COUNTED']);
    expect(statuses([apart, again], 'NEVER')).toEqual(['NOT_JOINED', 'COUNTED']);
  });
});

describe('the cycle', () => {
  test('holds its first and its last day, and nothing else', () => {
    const days = ['2026-10-31', '2026-11-01', '2028-10-31', '2028-11-01'];
    const courses = days.map((countsOn, at) => completionOf(at, { awards: [awardOf(at, { countsOn })] }));
    const elsewhere = days.map((earnedOn, at) => reportedOf(100 + at, { earnedOn }));
    const { rows } = of(courses, { reported: elsewhere });
    expect(rows.map(({ on }) => on)).toEqual(['2026-11-01', '2026-11-01', '2028-10-31', '2028-10-31']);
  });

  test('may end on 29 February', () => {
    const license = licenseOf({ cycle: { startsOn: '2027-02-28', endsOn: '2028-02-29' } });
    const days = ['2028-02-29', '2028-03-01'];
    const courses = days.map((countsOn, at) => completionOf(at, { awards: [awardOf(at, { countsOn })] }));
    for (const today of days) {
      const { rows, missingBy } = of(courses, { license, today });
      expect([rows.map(({ on }) => on), missingBy]).toEqual([['2028-02-29'], '2028-02-29']);
    }
  });

  test('without one, everything is listed and nothing has a day by which it is missing', () => {
    const transcript = of([completionOf(1)], { license: licenseOf({ cycle: null }) });
    expect(transcript.rows).toHaveLength(1);
    expect(transcript.missingBy).toBeNull();
  });

  test('one that is over is judged by the rules of its last day', () => {
    const license = licenseOf({ cycle: { startsOn: '2024-11-01', endsOn: '2026-10-31' } });
    // The file's values apply from 1 November 2026.
    expect(of([], { license }).requiredHundredths).toBeNull();
  });
});

test('what another provider certified is listed as its holder stated it, and counts nothing', () => {
  const transcript = of([completionOf(1)], { reported: [reportedOf(2)] });
  expect(transcript.rows.map(({ status, countedHundredths }) => [status, countedHundredths])).toEqual([
    ['COUNTED', 100],
    ['REPORTED', 0],
  ]);
  expect(transcript.totalHundredths).toBe(100);
});
