import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { boardOn, rulesOn } from '../../schema/accreditation/rules/inForce.ts';
import { accreditor, accreditors, board, boards, DAY } from '../support/contentBodies.ts';
import { ROOT } from '../support/sources.ts';

const newYork = accreditors.filter(({ jurisdictions }) => jurisdictions.includes('US-NY'));

describe('the files of content/', () => {
  test('name these bodies', () => {
    const keysOf = (bodies: { key: string }[]): string =>
      bodies
        .map(({ key }) => key)
        .sort()
        .join(' ');
    expect(keysOf(accreditors)).toBe(
      'aca-australia apa aswb-ace camft florida-491 naadac nasw nbcc-acep nysed-marriage-and-family-therapy nysed-mental-health-counseling nysed-psychology nysed-social-work nzcca pacfa plain',
    );
    expect(keysOf(boards)).toBe(
      'aca-australia ahpra-psychology bacp ca-bbs fl-491 minnesota-social-work ny nz-psychologists nzac nzcca ohio-cswmft pacfa texas-bhec utah',
    );
  });

  const entries = [
    ...accreditors.flatMap(({ key, values, statements }) =>
      [...Object.values(values).flat(), ...statements].map((entry) => ({ key, ...entry })),
    ),
    ...boards.flatMap(({ key, professions }) =>
      professions.flatMap(({ values }) =>
        Object.values(values)
          .flat()
          .map((entry) => ({ key, ...entry })),
      ),
    ),
  ];

  test('every value has a source with an address and the day on which it was read', () => {
    expect(entries.length).toBeGreaterThan(150);
    const bare = entries.filter(
      ({ source }) => !URL.canParse(source.url) || source.title === '' || source.readOn > DAY,
    );
    expect(bare).toEqual([]);
  });

  test('a note is one short sentence', () => {
    const long = entries.flatMap(({ key, note }) =>
      note !== undefined && note.length > 130 ? [`${key}: ${note}`] : [],
    );
    expect(long).toEqual([]);
  });

  test('what was only seen at providers, or where the address was not kept, is LOW', () => {
    const sure = entries.filter(({ source, confidence }) => /not kept/.test(source.title) && confidence !== 'LOW');
    expect(sure).toEqual([]);
  });

  test('each profession that an accreditor serves is licensed by a board', () => {
    const licensed = new Set(boards.flatMap(({ professions }) => professions.map(({ key }) => key)));
    const unknown = accreditors.flatMap(({ professions }) => professions.filter((key) => !licensed.has(key)));
    expect(unknown).toEqual([]);
  });
});

describe('a body that accepts a log', () => {
  const logs = boards.filter(({ kind }) => kind === 'LOG_ONLY');

  test('is one of these, and accredits nothing', () => {
    expect(logs.map(({ key }) => key).sort()).toEqual(['ahpra-psychology', 'bacp', 'nz-psychologists', 'nzac']);
    const keys = new Set(accreditors.map(({ key }) => key));
    expect(logs.filter(({ key }) => keys.has(key))).toEqual([]);
  });

  test('accepts no approval, and no statement names it', () => {
    expect(logs.flatMap(({ professions }) => professions.filter(({ values }) => values.accepts !== undefined))).toEqual(
      [],
    );
    const sentences = accreditors.flatMap(({ statements }) => statements.map(({ value }) => value)).join('\n');
    for (const { name } of logs) expect(sentences).not.toContain(name);
  });
});

describe('facts of accreditors', () => {
  test('New York: four professions, contact hours of at least 50 minutes, never CEU, alone on a certificate', () => {
    expect(newYork).toHaveLength(4);
    for (const body of newYork) {
      const rules = rulesOn(body, DAY);
      expect(rules.unit?.value).toMatchObject({ singular: 'contact hour', plural: 'contact hours' });
      expect(rules.minutesPerUnit?.value).toBe(50);
      expect(rules.forbiddenWords?.value).toEqual(expect.arrayContaining(['CEU', 'CEUs']));
      expect(rules.combinedCertificates?.value).toBe(false);
    }
  });

  test('APA: no provider number, and never an approved course', () => {
    const rules = rulesOn(accreditor('apa'), DAY);
    expect(rules.demandedFacts?.value ?? []).not.toContain('PROVIDER_NUMBER');
    expect(rules.forbiddenWords?.value).toEqual(['APA-approved course', 'APA approved course']);
    expect(accreditor('apa').statements.filter(({ value }) => value.includes('{number}'))).toEqual([]);
  });

  test.each([
    ['apa', 'minutesPerUnit', 60],
    ['apa', 'passPercent', 'NONE'],
    ['apa', 'referencesAtLeast', 3],
    ['aswb-ace', 'minutesPerUnit', 60],
    ['nbcc-acep', 'wordsPerUnit', 6_000],
    ['nbcc-acep', 'forbiddenWords', ['CEU', 'CEUs']],
    ['nbcc-acep', 'reflectionCounts', false],
    ['naadac', 'onlineHundredthsPerDay', 800],
    ['naadac', 'mayOfferLess', false],
    ['nasw', 'stepHundredths', 50],
    ['nasw', 'smallestAwardHundredths', 100],
    ['nasw', 'wordsPerUnit', 10_000],
    ['nasw', 'passPercent', 80],
    ['nasw', 'testSize', { firstUnit: 10, furtherUnit: 5, trueFalsePercent: 10 }],
    ['nasw', 'referenceAgeYears', 10],
    ['nasw', 'objectivesAtLeast', 3],
    ['camft', 'smallestAwardHundredths', 100],
    ['camft', 'retentionYears', 4],
    ['camft', 'assessmentRequired', true],
    ['nysed-psychology', 'smallestAwardHundredths', 100],
    ['florida-491', 'minutesPerUnit', 60],
    ['florida-491', 'reporting', { days: 30, kind: 'CALENDAR' }],
    ['florida-491', 'backdating', false],
    [
      'aca-australia',
      'bands',
      [
        { fromMinutes: 60, assessedHundredths: 500 },
        { fromMinutes: 361, assessedHundredths: 1_000 },
      ],
    ],
  ] as const)('%s: %s', (key, name, expected) => {
    expect(rulesOn(accreditor(key), DAY)[name]?.value).toEqual(expected);
  });

  test.each([
    ['apa', 'maxAttempts'],
    ['aswb-ace', 'stepHundredths'],
    ['nbcc-acep', 'minutesPerUnit'],
    ['naadac', 'minutesPerUnit'],
    ['nasw', 'minutesPerUnit'],
    ['camft', 'minutesPerUnit'],
    ['florida-491', 'retentionYears'],
    ['nysed-psychology', 'rounding'],
  ] as const)('%s: no source gives %s, so that it is absent', (key, name) => {
    expect(rulesOn(accreditor(key), DAY)[name]).toBeUndefined();
  });
});

describe('facts of boards', () => {
  test.each([
    ['ca-bbs', 'lmft', 'licenseKinds', ['FULL', 'ASSOCIATE']],
    ['ca-bbs', 'lmft', 'accepts', [{ accreditor: 'camft' }]],
    ['ca-bbs', 'lep', 'requiredHundredths', 3_600],
    ['ca-bbs', 'lpcc', 'selfStudyHundredths', 'NONE'],
    ['ca-bbs', 'lcsw', 'retentionYears', 4],
    ['ny', 'lcsw', 'accepts', [{ accreditor: 'nysed-social-work' }]],
    ['ny', 'lmhc', 'accepts', [{ accreditor: 'nysed-mental-health-counseling' }]],
    ['ny', 'lmft', 'accepts', [{ accreditor: 'nysed-marriage-and-family-therapy' }]],
    ['ny', 'psychologist', 'accepts', [{ accreditor: 'nysed-psychology' }]],
    ['ny', 'lcsw', 'cycleMonths', 36],
    ['ny', 'lcsw', 'requiredHundredths', 3_600],
    ['ny', 'lcsw', 'selfStudyHundredths', 1_200],
    ['ny', 'psychologist', 'smallestAwardHundredths', 100],
    ['fl-491', 'lmhc', 'accepts', [{ accreditor: 'florida-491' }]],
    ['fl-491', 'lmhc', 'minutesPerUnit', 60],
    ['ohio-cswmft', 'mft', 'selfStudyHundredths', 'NONE'],
    ['utah', 'lcsw', 'minutesPerUnit', 50],
    ['utah', 'lcsw', 'requiredHundredths', 4_000],
    ['utah', 'csw', 'selfStudyHundredths', 800],
    ['minnesota-social-work', 'social-worker', 'retentionYears', 3],
    ['nzac', 'counselor-nzac', 'requiredHundredths', 'NONE'],
    ['nzac', 'counselor-nzac', 'cycleMonths', 12],
    ['nz-psychologists', 'psychologist', 'requiredHundredths', 'NONE'],
    ['nzcca', 'counselor-nzcca', 'requiredHundredths', 4_000],
    ['nzcca', 'counselor-nzcca', 'selfStudyHundredths', 1_000],
    ['pacfa', 'counselor-pacfa', 'requiredHundredths', 2_000],
    ['aca-australia', 'counselor-aca', 'requiredHundredths', 2_500],
    ['ahpra-psychology', 'psychologist', 'requiredHundredths', 3_000],
  ] as const)('%s, %s: %s', (key, profession, name, expected) => {
    expect(boardOn(board(key), profession, DAY)?.rules[name]?.value).toEqual(expected);
  });

  test.each([
    ['ca-bbs', 'lmft', 'law-and-ethics', 'OVERLIES', 600],
    ['ohio-cswmft', 'counselor', 'ethics', 'OVERLIES', 300],
    ['nzcca', 'counselor-nzcca', 'formal-clinical', 'OVERLIES', 1_500],
    ['pacfa', 'counselor-pacfa', 'category-a', 'DIVIDES', 1_000],
    ['ahpra-psychology', 'psychologist', 'peer-consultation', 'OVERLIES', 1_000],
  ] as const)('%s, %s: %s', (key, profession, category, kind, requiredHundredths) => {
    const categories = boardOn(board(key), profession, DAY)?.rules.categories?.value;
    expect(categories?.find((one) => one.key === category)).toMatchObject({ kind, requiredHundredths });
  });
});

describe('the guide', () => {
  const guide = readFileSync(join(ROOT, 'docs/guides/bodies.md'), 'utf8');
  const said = (entry: { value: unknown; confidence: string } | undefined, text: (value: unknown) => string): string =>
    entry === undefined ? 'not known' : `${text(entry.value)}${entry.confidence === 'LOW' ? ' (LOW)' : ''}`;
  const yes = (value: unknown): string => (value === true ? 'required' : 'not required');

  test.each(accreditors.filter(({ kind }) => kind === 'ACCREDITS').map((body) => [body.key, body] as const))(
    'shows what the file of %s says',
    (key, body) => {
      const { unit, minutesPerUnit, stepHundredths, assessmentRequired, evaluationRequired, retentionYears } = rulesOn(
        body,
        DAY,
      );
      const cells = [
        key,
        said(unit, () => unit?.value.singular ?? ''),
        said(minutesPerUnit, String),
        said(stepHundredths, (value) => String(Number(value) / 100)),
        said(assessmentRequired, yes),
        said(evaluationRequired, yes),
        said(retentionYears, (value) => `${value} years`),
      ];
      expect(guide).toContain(`| ${cells.join(' | ')} |`);
    },
  );

  test.each(boards.map(({ key }) => [key]))('names the board %s', (key) => {
    expect(guide).toContain(`| ${key} |`);
  });
});
