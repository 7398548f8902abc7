import { describe, expect, test } from '@jest/globals';
import { parseAccreditor, parseBoard } from '../../schema/accreditation/rules/bodyFile.ts';
import { boardOn, joinStated, rulesOn, statementOn } from '../../schema/accreditation/rules/inForce.ts';
import { accreditorFile, boardFile, source, whole } from '../support/bodies.ts';
import { accreditor, DAY } from '../support/contentBodies.ts';

const { body: sample } = whole(parseAccreditor('sample-body.yaml', accreditorFile));

describe('the newest value whose day has come is in force', () => {
  test.each([
    ['2026-10-31', undefined],
    ['2026-11-01', 60],
    ['2028-02-28', 60],
    ['2028-02-29', 50],
    ['2028-03-01', 50],
    ['2100-01-01', 50],
  ])('on %s: %s', (day, minutes) => {
    expect(rulesOn(sample, day).minutesPerUnit?.value).toBe(minutes);
  });

  test('whatever the order in which the file gives them', () => {
    const [first, second] = sample.values.minutesPerUnit ?? [];
    const turned = { ...sample, values: { minutesPerUnit: [second, first].flatMap((entry) => entry ?? []) } };
    expect(rulesOn(turned, '2028-02-28').minutesPerUnit?.value).toBe(60);
    expect(rulesOn(turned, '2028-02-29').minutesPerUnit?.value).toBe(50);
  });

  test('a rule comes with its source, its confidence and its note', () => {
    expect(rulesOn(sample, '2028-02-29').minutesPerUnit).toEqual({
      value: 50,
      from: '2028-02-29',
      source: { title: 'Handbook', url: 'https://body.example.org/handbook', readOn: '2026-11-20' },
      confidence: 'MEDIUM',
      note: 'From the next edition.',
    });
  });

  test('without a day that has come there is no rule at all', () => {
    expect(rulesOn(sample, '2020-02-29')).toEqual({});
    expect(statementOn(sample, 'PROVIDER', '2020-02-29')).toBeNull();
  });
});

test('a statement belongs to one kind of approval', () => {
  expect(statementOn(sample, 'PROVIDER', DAY)?.value).toContain('is approved by Sample Body');
  for (const kind of ['COURSE', 'CO_SPONSORED', 'JOINT'] as const) expect(statementOn(sample, kind, DAY)).toBeNull();
  expect(statementOn(accreditor('plain'), 'PROVIDER', DAY)).toBeNull();
  expect(statementOn(accreditor('nbcc-acep'), 'CO_SPONSORED', DAY)?.value).toContain('{partner}');
});

test('a board says something of the professions that it licenses only', () => {
  const { body: board } = whole(parseBoard('sample-board.yaml', boardFile));
  expect(boardOn(board, 'lcsw', DAY)).toMatchObject({
    key: 'sample-board',
    profession: 'lcsw',
    title: 'Licensed Clinical Social Worker',
    jurisdiction: 'US-NY',
    rules: { requiredHundredths: { value: 3600 } },
  });
  expect(boardOn(board, 'lmft', DAY)).toBeNull();
  expect(boardOn(board, 'lcsw', '2026-10-31')?.rules).toEqual({});
});

describe('what a board says of one kind of license alone', () => {
  const said = `      requiredHundredths:
        - { value: 3600, from: 2026-11-01, source: rules, confidence: HIGH }
`;
  const kinds = `    kinds:
      ASSOCIATE:
        cycleMonths:
          - { value: 12, from: 2026-11-01, source: rules, confidence: HIGH }
`;
  const { body: board } = whole(parseBoard('sample-board.yaml', `${boardFile}${kinds}`));
  const namesFor = (kind: 'FULL' | 'ASSOCIATE' | 'INTERN') =>
    Object.keys(boardOn(board, 'lcsw', DAY, kind)?.rules ?? {}).sort();

  test('takes the place of what it says of the profession, which asks amounts of licensees only', () => {
    expect(boardFile).toContain(said);
    expect(namesFor('FULL')).toEqual(['accepts', 'requiredHundredths']);
    expect(namesFor('ASSOCIATE')).toEqual(['accepts', 'cycleMonths']);
    expect(namesFor('INTERN')).toEqual(['accepts']);
    expect(boardOn(board, 'lcsw', '2026-10-31', 'ASSOCIATE')?.rules).toEqual({});
  });

  test.each([
    ['an unknown kind', 'ASSOCIATE', 'ASSOCIATES', '"ASSOCIATES" is not known here; did you mean "ASSOCIATE"?'],
    [
      'an unlisted source',
      'source: rules, confidence: HIGH }\n$',
      'source: rule, confidence: HIGH }\n',
      'no source is named "rule"',
    ],
    ['a value of another shape', 'value: 12', 'value: twelve', 'kinds.ASSOCIATE.cycleMonths'],
  ])('%s is a fault with its line', (_what, from, to, message) => {
    const wrong = kinds.replace(new RegExp(from), to);
    const parsed = parseBoard('sample-board.yaml', `${boardFile}${wrong}`);
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.message)).toEqual([expect.stringContaining(message)]);
  });
});

describe('what an organization states', () => {
  const reason = 'Our letter says so.';
  const join = (name: string, value: unknown) =>
    joinStated(rulesOn(sample, DAY), [{ name, value, source, reason }], DAY);

  test('stands where the file says nothing, with its source and reason', () => {
    const joined = join('stepHundredths', 25);
    expect(joined).toMatchObject({
      ok: true,
      rules: {
        minutesPerUnit: { value: 60 },
        stepHundredths: { value: 25, from: DAY, source, confidence: 'LOW', statedBecause: reason },
      },
    });
  });

  test('leaves what the file says as it is when it says the same', () => {
    const joined = join('unit', {
      plural: 'contact hours',
      singular: 'contact hour',
      code: 'CONTACT_HOURS',
      kind: 'TIMED',
    });
    expect(joined).toEqual({ ok: true, rules: rulesOn(sample, DAY) });
  });

  test('may stand in for a rule whose day has not come', () => {
    expect(
      joinStated(rulesOn(sample, '2020-01-01'), [{ name: 'minutesPerUnit', value: 45, source, reason }], '2020-01-01'),
    ).toMatchObject({
      ok: true,
      rules: { minutesPerUnit: { value: 45, from: '2020-01-01' } },
    });
  });

  test.each<[string, unknown, string, RegExp]>([
    ['minutesPerUnit', 50, 'CONTRADICTS', /says otherwise of minutesPerUnit: 60 \(Handbook\)/],
    ['passPercent', 80, 'CONTRADICTS', /"NONE"/],
    ['unit', { kind: 'TIMED', code: 'CEU', singular: 'CEU', plural: 'CEUs' }, 'CONTRADICTS', /contact hour/],
    ['stepHundredths', '25', 'MALFORMED', /stepHundredths: write a whole number from 1 to 10000/],
    ['stepHundredths', null, 'MALFORMED', /write a whole number/],
    ['claimants', { kind: 'ANYONE', profession: 'x' }, 'MALFORMED', /"profession" is not known here/],
    ['minutesPerUnits', 50, 'UNKNOWN_NAME', /No value of an accreditor is named/],
    ['constructor', 50, 'UNKNOWN_NAME', /No value of an accreditor is named/],
    ['__proto__', {}, 'UNKNOWN_NAME', /No value of an accreditor is named/],
  ])('%s as %j is refused: %s', (name, value, because, message) => {
    expect(join(name, value)).toMatchObject({
      ok: false,
      faults: [{ index: 0, name, because, message: expect.stringMatching(message) }],
    });
  });

  test('is stated once', () => {
    const stated = [25, 50].map((value) => ({ name: 'stepHundredths', value, source, reason }));
    expect(joinStated({}, stated, DAY)).toMatchObject({ ok: false, faults: [{ index: 1, because: 'STATED_TWICE' }] });
  });
});
