import { describe, expect, test } from '@jest/globals';
import { transcriptDocument } from '../../schema/credits/rules/transcriptSheet.ts';
import { categoryNote } from '../../schema/credits/rules/transcriptWords.ts';
import { accreditors, board, boards } from '../support/contentBodies.ts';
import { awardOf, completionOf, licenseOf, lineOf, plainOf } from '../support/transcriptFacts.ts';
import { many, named, of, unitOf } from '../support/transcriptsOf.ts';

const made = { learnerName: 'Robin Example', at: new Date('2026-11-26T00:00:00Z'), timeZone: 'UTC' };

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

  test('CAMFT names no categories: the transcript says what may have been law and ethics, and whom to ask', () => {
    const lines = [lineOf(600), lineOf(100, { category: 'supervision' })];
    const transcript = of([completionOf(1, { awards: [awardOf(1, { ...camft, lines })] })]);
    expect(transcript.inNoCategoryHundredths).toBe(700);
    const note =
      'In no category of the board: 7.00 hours of continuing education. This counts in the total alone, because a category counts only where the body’s credit names it. Ask your board whether any of it counts for: Law and ethics.';
    expect(categoryNote(transcript)).toBe(note);
    const { notes } = transcriptDocument(transcript, made);
    expect(notes[0]).toBe(note);
  });

  test('nothing is said where all of it has its category, or no category is missing', () => {
    const of600 = completionOf(1, { awards: [awardOf(1, { ...camft, lines: [ethics(600)] })] });
    const other = completionOf(2, { awards: [awardOf(2, { ...camft, lines: [lineOf(600)] })] });
    for (const done of [[], [of600], [of600, other]]) expect(categoryNote(of(done))).toBeNull();
    const outside = completionOf(3, { awards: [awardOf(3, { accreditor: 'apa', lines: [lineOf(600)] })] });
    expect(categoryNote(of([outside]))).toBeNull();
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

  test('associates need three hours of law and ethics, and no number in all that the file knows', () => {
    const lines = [lineOf(200), ethics(100)];
    const done = [completionOf(1, { awards: [awardOf(1, { ...camft, lines })] })];
    const transcript = of(done, { license: licenseOf({ kind: 'ASSOCIATE' }) });
    expect(transcript).toMatchObject({ totalHundredths: 300, requiredHundredths: null, missingHundredths: null });
    const wanted = { requiredHundredths: 300, earnedHundredths: 100, missingHundredths: 200 };
    expect(named(transcript, 'law-and-ethics')).toMatchObject(wanted);
  });

  test('of a kind of which the file says nothing, only the names of the categories are known', () => {
    const transcript = of([], { license: licenseOf({ kind: 'INTERN' }) });
    expect(transcript).toMatchObject({ requiredHundredths: null, missingHundredths: null });
    expect(named(transcript, 'law-and-ethics')).toMatchObject({ requiredHundredths: null, missingHundredths: null });
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
