import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkBodies } from '../../schema/accreditation/rules/bodyChecks.ts';
import { parseAccreditor, parseBoard } from '../../schema/accreditation/rules/bodyFile.ts';
import { readBodies } from '../../server/content/bodies.ts';
import {
  accreditorFile,
  boardPath as BOARD,
  boardFile,
  edited,
  accreditorPath as FILE,
  lineOf,
  whole,
} from '../support/bodies.ts';
import { ROOT } from '../support/sources.ts';

describe('all files together', () => {
  const accreditors = (...texts: string[]) => texts.map((text) => whole(parseAccreditor(FILE, text)));
  const boards = (...texts: string[]) =>
    texts.map((text) => whole(parseBoard(`boards/${/key: (\S+)/.exec(text)?.[1]}.yaml`, text)));

  test('a board accepts accreditors that exist', () => {
    expect(checkBodies(accreditors(accreditorFile), boards(boardFile))).toEqual([]);
    const text = edited(boardFile, 'accreditor: sample-body', 'accreditor: sample-bodie');
    expect(checkBodies(accreditors(accreditorFile), boards(text))).toEqual([
      {
        file: BOARD,
        line: lineOf(text, 'sample-bodie'),
        message: 'accepts: no body that accredits has the key "sample-bodie"; did you mean "sample-body"?',
      },
    ]);
  });

  test('two boards do not license one profession of one place', () => {
    const other = boardFile.replace('key: sample-board', 'key: second-board');
    expect(checkBodies(accreditors(accreditorFile), boards(boardFile, other))).toMatchObject([
      {
        file: 'boards/second-board.yaml',
        line: lineOf(other, '- key: lcsw'),
        message: expect.stringContaining('such as lcsw-second-board'),
      },
    ]);
    const elsewhere = other.replace('US-NY', 'US-CA');
    expect(checkBodies(accreditors(accreditorFile), boards(boardFile, elsewhere))).toEqual([]);
  });

  test('an accreditor serves professions that a board licenses', () => {
    const text = edited(accreditorFile, 'professions: [lcsw]', 'professions: [lcws]');
    expect(checkBodies(accreditors(text), boards(boardFile))).toMatchObject([
      { file: FILE, line: lineOf(text, 'professions:'), message: expect.stringContaining('did you mean "lcsw"?') },
    ]);
  });

  test('the files of this repository have no fault', async () => {
    const { accreditors: all, boards: others } = await readBodies(join(ROOT, 'content'));
    expect([all.length, others.length]).toEqual([
      readdirSync(join(ROOT, 'content/accreditors')).length,
      readdirSync(join(ROOT, 'content/boards')).length,
    ]);
    expect(all.filter(({ kind }) => kind === 'PLAIN')).toHaveLength(1);
  });
});

describe('a hostile file is answered with faults, each with a line', () => {
  const isAnswered = (text: string) => {
    for (const parsed of [parseAccreditor(FILE, text), parseBoard(BOARD, text)]) {
      if (parsed.ok) continue;
      expect(parsed.faults.length).toBeGreaterThan(0);
      const lines = text.split(/\n|\r/).length + 1;
      expect(parsed.faults.filter(({ line }) => !Number.isInteger(line) || line < 1 || line > lines)).toEqual([]);
    }
  };

  test.each([
    ['nothing', ''],
    ['a list', '- a'],
    ['a number', '7'],
    ['no value', 'key:'],
    ['a prototype', '__proto__: { key: x }\nconstructor: { prototype: y }'],
    ['a prototype in the sources', accreditorFile.replace('handbook: {', '__proto__: {')],
    ['a tag', 'key: !!js/function "x"'],
    ['lists in lists', '['.repeat(20_000)],
    ['a bomb of references', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]'],
    ['a mark of the byte order', `\ufeff${accreditorFile}`],
    ['other line ends', accreditorFile.replaceAll('\n', '\r\n')],
  ])('%s', (_name, text) => isAnswered(text));

  test('whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isAnswered), { numRuns: 100 });
  });

  test('a true file with a piece cut out or put in', () => {
    const piece = fc.constantFrom(
      '',
      ':',
      '- ',
      '{',
      '}',
      '[',
      '"',
      '\n',
      '\t',
      '*x',
      '&x',
      'null',
      '2026-13-40',
      '~',
      '|',
      '>',
      '<<: {}',
      '\u0000',
      '💥',
    );
    const text = readFileSync(join(ROOT, 'content/accreditors/aswb-ace.yaml'), 'utf8');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), piece, (at, length, put) =>
        isAnswered(text.slice(0, at) + put + text.slice(at + length)),
      ),
      { numRuns: 100 },
    );
  });
});
