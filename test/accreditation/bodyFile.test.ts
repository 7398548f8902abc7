import { describe, expect, test } from '@jest/globals';
import { type Parsed, parseAccreditor, parseBoard } from '../../schema/accreditation/rules/bodyFile.ts';
import {
  accreditorFile,
  boardPath as BOARD,
  boardFile,
  edited,
  accreditorPath as FILE,
  lineOf,
  whole,
} from '../support/bodies.ts';

const faultsOf = (parsed: Parsed<unknown>) => (parsed.ok ? [] : parsed.faults);

test('a file without a fault is read, each value with its source', () => {
  const { body: accreditor } = whole(parseAccreditor(FILE, accreditorFile));
  const source = { title: 'Handbook', url: 'https://body.example.org/handbook', readOn: '2026-11-20' };
  expect(accreditor).toMatchObject({ key: 'sample-body', kind: 'ACCREDITS', approves: ['PROVIDER', 'COURSE'] });
  expect(accreditor.values.passPercent).toEqual([{ value: 'NONE', from: '2026-11-01', source, confidence: 'LOW' }]);
  expect(accreditor.values.minutesPerUnit?.map(({ value, from }) => [value, from])).toEqual([
    [60, '2026-11-01'],
    [50, '2028-02-29'],
  ]);
  expect(accreditor.statements).toMatchObject([
    { kind: 'PROVIDER', value: '{organization} is approved by Sample Body, #{number}.', source },
  ]);
  expect(accreditor).not.toHaveProperty('sources');
  const { body: board } = whole(parseBoard(BOARD, boardFile));
  expect(board.professions[0]?.values.requiredHundredths).toMatchObject([{ value: 3600 }]);
});

test('what no body approves has no website', () => {
  const plain = 'key: plain\nname: Completion that no body approves\nkind: PLAIN\n';
  expect(whole(parseAccreditor('accreditors/plain.yaml', plain)).body).toMatchObject({ kind: 'PLAIN', website: null });
});

test('a byte order mark and Windows line ends change nothing', () => {
  const { body } = whole(parseAccreditor('accreditors/sample-body.yaml', accreditorFile));
  const windows = `\ufeff${accreditorFile.replaceAll('\n', '\r\n')}`;
  expect(whole(parseAccreditor('accreditors/sample-body.yaml', windows)).body).toEqual(body);
});

describe('each fault names its line and what to write instead', () => {
  const minutes = '{ value: 60, from: 2026-11-01, source: handbook, confidence: HIGH }';
  test.each<[string, string, string, string, string]>([
    // what is wrong, from, to, the text whose line is named, the message
    ['an unknown key', 'website:', 'websit:', 'websit:', '"websit" is not known here; did you mean "website"?'],
    ['an unknown value', 'minutesPerUnit:', 'minutsPerUnit:', 'minutsPerUnit:', 'did you mean "minutesPerUnit"?'],
    [
      'no source',
      minutes,
      minutes.replace('source: handbook, ', ''),
      'value: 60',
      'values.minutesPerUnit.source: is missing; write the name of one of the sources, or remove the value',
    ],
    [
      'an unlisted source',
      minutes,
      minutes.replace('handbook', 'handbok'),
      'source: handbok',
      'no source is named "handbok"; did you mean "handbook"?',
    ],
    [
      'a source of an object’s own',
      minutes,
      minutes.replace('handbook', 'constructor'),
      'source: constructor',
      'no source is named "constructor"; list it under sources.',
    ],
    [
      'no day',
      minutes,
      minutes.replace('from: 2026-11-01, ', ''),
      'value: 60',
      'values.minutesPerUnit.from: is missing',
    ],
    ['29 February of an ordinary year', '2028-02-29', '2027-02-29', '2027-02-29', 'write a date that exists'],
    [
      'a day as a time',
      minutes,
      minutes.replace('2026-11-01', '"2026-11-01T00:00"'),
      'T00:00',
      'write a date that exists',
    ],
    [
      'two entries of one day',
      '2028-02-29',
      '2026-11-01',
      'value: 50',
      'values.minutesPerUnit.from: two entries begin on 2026-11-01',
    ],
    [
      'no confidence in words of its own',
      minutes,
      minutes.replace('HIGH', 'SURE'),
      'confidence: SURE',
      'write one of HIGH, MEDIUM, LOW.',
    ],
    ['a number as a text', minutes, minutes.replace('60', '"60"'), '"60"', 'write a whole number from 1 to 600.'],
    ['a fraction', minutes, minutes.replace('60', '59.5'), '59.5', 'write a whole number from 1 to 600.'],
    [
      'a number where none may be',
      'value: NONE',
      'value: none',
      'value: none',
      'write a whole number from 1 to 100, or NONE for no limit.',
    ],
    ['a number beyond its limits', 'value: NONE', 'value: 101', 'value: 101', 'write a whole number from 1 to 100.'],
    ['an unknown blank', '{number}', '{nummer}', 'text:', 'there is no blank {nummer}; did you mean "number"?'],
    ['an open brace', '{number}', '{number', 'text:', 'close each { with a }'],
    [
      'a partner where none is',
      '#{number}',
      'with {partner}',
      'text:',
      '{partner} stands in statements of the kinds CO_SPONSORED and JOINT only.',
    ],
    [
      'a statement of what is not approved',
      'approves: [PROVIDER, COURSE]',
      'approves: [COURSE]',
      '- kind: PROVIDER',
      'add PROVIDER to approves',
    ],
    [
      'nothing approved',
      'approves: [PROVIDER, COURSE]',
      'approves: []',
      'approves:',
      'a body that accredits approves something',
    ],
    [
      'no website of a body that accredits',
      'website: https://body.example.org/\n',
      '',
      'key: sample-body',
      'website: is missing; write an address that begins with https://',
    ],
    ['a place in small letters', 'US-NY', 'us-ny', 'us-ny', 'write a code of ISO 3166'],
    ['another file’s key', 'key: sample-body', 'key: other-body', 'key:', 'the file is named sample-body.yaml'],
    [
      'a letter that no certificate can print',
      'name: Sample Body',
      'name: 体 Body',
      'name:',
      'a certificate cannot print 体',
    ],
    [
      'an address without a host',
      'url: https://body.example.org/handbook',
      'url: handbook',
      'url: handbook',
      'write an address that begins with https:// or http://',
    ],
    [
      'a key twice',
      'kind: ACCREDITS',
      'kind: ACCREDITS\nkind: PLAIN',
      'kind: PLAIN',
      'This key is in the same section twice',
    ],
    ['a tab', 'values:\n  unit', 'values:\n\tunit', '\tunit', 'Indent with spaces, not with a tab.'],
    ['a reference', 'website: https://body.example.org/', 'website: *other', '*other', 'Write the text out here'],
  ])('%s', (_name, from, to, at, message) => {
    const text = edited(accreditorFile, from, to);
    const faults = faultsOf(parseAccreditor(FILE, text));
    expect(faults).toContainEqual({ file: FILE, line: lineOf(text, at), message: expect.stringContaining(message) });
  });

  test('every fault is named at once', () => {
    const text = edited(edited(accreditorFile, '2028-02-29', 'soon'), 'HIGH }', 'SURE }');
    expect(faultsOf(parseAccreditor(FILE, text))).toHaveLength(2);
  });

  const values = (yaml: string) =>
    accreditorFile.replace(/values:[\s\S]*?statements:/, `values:\n${yaml}\nstatements:`);
  const entry = (value: string) =>
    `    - value: ${value}\n      from: 2026-11-01\n      source: handbook\n      confidence: HIGH`;
  test.each<[string, string, string]>([
    ['reporting', '{ days: 0, kind: CALENDAR }', 'values.reporting.value.days: write a whole number from 1 to 1000.'],
    ['reporting', 'soon', 'write a section with days and kind (CALENDAR or BUSINESS), or NONE for no limit.'],
    ['claimants', '{ kind: SOMEONE }', 'write a section with kind: ANYONE, PROFESSIONS or ONE_LICENSE'],
    ['claimants', '{ kind: ONE_LICENSE, professions: [] }', 'write at least one entry.'],
    ['formatWords', '{ LIVE_ONLIN: Webinar }', 'did you mean "LIVE_ONLINE"?'],
    [
      'bands',
      '[{ fromMinutes: 60, assessedHundredths: 1 }, { fromMinutes: 60, assessedHundredths: 2 }]',
      'write the bands from the shortest to the longest',
    ],
    ['calculations', '[WORD]', 'write one of AGENDA_MINUTES, RUN_TIME, WORDS, MERGENER, PILOT.'],
    [
      'unit',
      '{ kind: TIMED, code: hours, singular: hour, plural: hours }',
      'use capital letters, digits and underscores.',
    ],
    ['categories', '[{ key: law, name: 法, kind: DIVIDES }]', 'a certificate cannot print 法'],
  ])('a value of %s: %s', (name, value, message) => {
    const text = values(`  ${name}:\n${entry(value)}`);
    const [fault] = faultsOf(parseAccreditor(FILE, text));
    expect(fault?.message).toContain(message);
    expect(fault?.line).toBe(lineOf(text, `- value: ${value}`));
  });

  test('what no body approves has neither approvals nor statements', () => {
    const text = edited(accreditorFile, 'kind: ACCREDITS', 'kind: PLAIN');
    expect(faultsOf(parseAccreditor(FILE, text)).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '5 approves: remove it; no body approves what is PLAIN.',
      `${lineOf(text, 'statements:')} statements: remove them; what is PLAIN is said in the name of no body.`,
    ]);
  });

  test.each<[string, string, string, string, string]>([
    ['a statement', 'kind: REGULATES', 'kind: LOG_ONLY\nstatements: []', 'statements:', 'a board words no statement'],
    [
      'approvals',
      'kind: REGULATES',
      'kind: REGULATES\napproves: [COURSE]',
      'approves:',
      'a board approves no provider and no course',
    ],
    ['a log that accepts approvals', 'kind: REGULATES', 'kind: LOG_ONLY', 'accepts:', 'accepts a log and no approval'],
    [
      'no profession',
      /professions:[\s\S]*/.exec(boardFile)?.[0] ?? '',
      'professions: []\n',
      'professions:',
      'write at least one entry',
    ],
    [
      'one profession twice',
      'professions:',
      'professions:\n  - { key: lcsw, title: Another }',
      '- key: lcsw',
      'The profession lcsw appears twice',
    ],
    ['a title that no font draws', 'Licensed Clinical', '社 Clinical', 'title: 社', 'a certificate cannot print 社'],
    [
      'an unlisted source',
      'source: rules',
      'source: rule',
      'source: rule,',
      'no source is named "rule"; did you mean "rules"?',
    ],
  ])('a board with %s', (_name, from, to, at, message) => {
    const text = edited(boardFile, from, to);
    const faults = faultsOf(parseBoard(BOARD, text));
    expect(faults).toContainEqual({ file: BOARD, line: lineOf(text, at), message: expect.stringContaining(message) });
  });
});
