import { describe, expect, test } from '@jest/globals';
import { transcriptFor } from '../../schema/credits/rules/transcript.ts';
import type { CompletionFacts, LicenseFacts, Transcript } from '../../schema/credits/rules/transcriptFacts.ts';
import { accreditors, board, boards } from '../support/contentBodies.ts';
import {
  awardOf,
  boardWith,
  CONTACT_HOURS,
  completionOf,
  HOURS,
  licenseOf,
  lineOf,
  plainOf,
  reportedOf,
  SAMPLE_LICENSE,
} from '../support/transcriptFacts.ts';

const TODAY = '2026-11-26';
const many = <Made>(count: number, make: (number: number) => Made) =>
  Array.from({ length: count }, (_, at) => make(at + 1));

const of = (
  completions: CompletionFacts[],
  { license = licenseOf(), among = boards, reported = [] as ReturnType<typeof reportedOf>[], today = TODAY } = {},
): Transcript => transcriptFor({ license, boards: among, completions, reported, today });

const named = (transcript: Transcript, key: string | null) => transcript.categories.find((one) => one.key === key);

/** What the body of content/ calls its unit. */
const unitOf = (key: string) => {
  const body = accreditors.find((one) => one.key === key);
  return {
    accreditor: key,
    unit: body?.values.unit?.[0]?.value ?? null,
    minutesPerUnit: body?.values.minutesPerUnit?.[0]?.value ?? null,
  };
};

describe('California, marriage and family therapist: 36 hours, 6 of them law and ethics', () => {
  const ethics = (hundredths: number) => lineOf(hundredths, { category: 'law-and-ethics' });
  const camft = unitOf('camft');

  test('what is earned, what is missing and by when', () => {
    const transcript = of([
      completionOf(1, { awards: [awardOf(1, { ...camft, lines: [lineOf(600), ethics(450)] })] }),
      completionOf(2, { awards: [awardOf(2, { ...camft, lines: [lineOf(1000)] })] }),
    ]);
    expect(transcript).toMatchObject({
      totalHundredths: 2050,
      requiredHundredths: 3600,
      requiredBy: 'BOARD',
      missingHundredths: 1550,
      missingBy: '2028-10-31',
      unit: { plural: 'hours of continuing education' },
      title: 'Licensed Marriage and Family Therapist (LMFT)',
    });
    // The mandate lies over the total: its hours count in both.
    expect(transcript.categories).toEqual([
      {
        key: 'law-and-ethics',
        name: 'Law and ethics',
        kind: 'OVERLIES',
        earnedHundredths: 450,
        requiredHundredths: 600,
        missingHundredths: 150,
      },
    ]);
  });

  test('all hours may be self-study', () => {
    const study = { ...camft, lines: [lineOf(4000, { format: 'SELF_PACED_READING' as const })] };
    const transcript = of([completionOf(1, { awards: [awardOf(1, study)] })]);
    expect(transcript).toMatchObject({ totalHundredths: 4000, missingHundredths: 0 });
    expect(transcript.selfStudy).toEqual({
      earnedHundredths: 4000,
      countedHundredths: 4000,
      capHundredths: null,
      limit: 'NONE',
    });
  });

  test('an award below one hour is to be asked of the board', () => {
    const [row] = of([completionOf(1, { awards: [awardOf(1, { ...camft, lines: [lineOf(75)] })] })]).rows;
    expect(row).toMatchObject({ status: 'ASK_YOUR_BOARD', because: 'BELOW_SMALLEST', countedHundredths: 0 });
  });

  test('what the holder stated comes before the board’s file', () => {
    const required = [
      { category: null, hundredths: 1800 },
      { category: 'law-and-ethics', hundredths: 300 },
      { category: 'suicide', hundredths: 200 },
    ];
    const transcript = of([], { license: licenseOf({ required }) });
    expect(transcript).toMatchObject({ requiredHundredths: 1800, requiredBy: 'HOLDER' });
    expect(named(transcript, 'law-and-ethics')?.requiredHundredths).toBe(300);
    expect(named(transcript, 'suicide')).toMatchObject({ requiredHundredths: 200, missingHundredths: 200 });
  });

  test('the file states the hours of licensees, not those of associates', () => {
    const transcript = of([], { license: licenseOf({ kind: 'ASSOCIATE' }) });
    expect(transcript).toMatchObject({ requiredHundredths: null, missingHundredths: null });
    expect(named(transcript, 'law-and-ethics')?.requiredHundredths).toBeNull();
  });
});

describe('New York, clinical social worker: 36 contact hours, at most 12 of self-study', () => {
  const license = licenseOf({ profession: 'lcsw', jurisdiction: 'US-NY' });
  const nysed = unitOf('nysed-social-work');
  const course = (number: number, hundredths: number, format: 'LIVE_ONLINE' | 'SELF_PACED_READING') =>
    completionOf(number, { awards: [awardOf(number, { ...nysed, lines: [lineOf(hundredths, { format })] })] });

  test('what is over the cap stays on its row and counts nothing', () => {
    const transcript = of(
      [course(1, 1000, 'SELF_PACED_READING'), course(2, 500, 'SELF_PACED_READING'), course(3, 800, 'LIVE_ONLINE')],
      { license },
    );
    expect(transcript.rows.map((row) => [row.creditHundredths, row.countedHundredths])).toEqual([
      [1000, 1000],
      [500, 200],
      [800, 800],
    ]);
    expect(transcript).toMatchObject({ totalHundredths: 2000, requiredHundredths: 3600, missingHundredths: 1600 });
    expect(transcript.selfStudy).toEqual({
      earnedHundredths: 1500,
      countedHundredths: 1200,
      capHundredths: 1200,
      limit: 'LIMITED',
    });
  });

  test('40 sessions of 50 minutes are 40.00 contact hours of 50', () => {
    const lines = many(40, (session) => lineOf(100, { session: `Session ${session}` }));
    const transcript = of([completionOf(1, { awards: [awardOf(1, { ...nysed, lines })] })], { license });
    expect(transcript.totalHundredths).toBe(4000);
  });

  test('the approval of another profession is not named by the file', () => {
    const other = unitOf('nysed-psychology');
    const [row] = of([completionOf(1, { awards: [awardOf(1, other)] })], { license }).rows;
    expect(row).toMatchObject({ status: 'ASK_YOUR_BOARD', because: 'BODY_NOT_NAMED', countedHundredths: 0 });
  });
});

describe('bodies that only accept a log', () => {
  const license = licenseOf({
    kind: 'MEMBER',
    profession: 'counselor-nzac',
    jurisdiction: 'NZ',
    cycle: { startsOn: '2026-04-01', endsOn: '2027-03-31' },
  });

  test('NZAC: hours, interaction and assessment instead of credit', () => {
    const transcript = of(
      [
        completionOf(1, { awards: [awardOf(1), awardOf(11, { accreditor: 'apa' })] }),
        completionOf(2, { plain: plainOf(2, { studyHundredths: 125, passPercent: null }), awards: [] }),
      ],
      { license },
    );
    expect(transcript.board?.kind).toBe('LOG_ONLY');
    expect(transcript.rows).toMatchObject([
      {
        status: 'LOGGED',
        awards: [],
        number: 'PLAIN-00001',
        log: { interaction: 'Self-paced reading', passPercent: 80 },
      },
      { status: 'LOGGED', awards: [], number: 'PLAIN-00002', log: { studyHundredths: 125, passPercent: null } },
    ]);
    expect(transcript).toMatchObject({
      totalHundredths: 575,
      requiredHundredths: null,
      categories: [],
      selfStudy: null,
    });
    expect(transcript.unit).toEqual({ singular: 'hour of study', plural: 'hours of study' });
  });

  test.each(boards.filter(({ kind }) => kind === 'LOG_ONLY').map(({ key }) => key))('%s gives no credit', (key) => {
    const { jurisdiction, professions } = board(key);
    const mine = { ...license, jurisdiction, profession: professions[0]?.key ?? '' };
    const all = accreditors.map(({ key: accreditor }, at) => awardOf(at, { accreditor }));
    const transcript = of([completionOf(1, { awards: all })], { license: mine });
    expect(transcript.rows).toMatchObject([{ status: 'LOGGED', awards: [], award: null, parts: [] }]);
    expect(transcript.totalHundredths).toBe(450);
  });

  test('one course counts once', () => {
    const again = completionOf(2, { lineage: completionOf(1).lineage });
    const transcript = of([completionOf(1), again], { license });
    expect(transcript.rows.map(({ status }) => status)).toEqual(['LOGGED', 'REPEAT']);
    expect(transcript.totalHundredths).toBe(450);
  });

  test('an award whose plain certificate does not stand is not logged', () => {
    expect(of([completionOf(1, { plain: null })], { license }).rows).toEqual([]);
  });
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
