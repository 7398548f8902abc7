import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BLANKS, blanksIn, fillStatement } from '../../schema/accreditation/rules/statement.ts';
import { readBodies } from '../../server/content/bodies.ts';
import { ROOT } from '../support/sources.ts';

const values = Object.fromEntries(BLANKS.map((blank) => [blank, `the ${blank}`]));

test('every blank is filled, and nothing else of the sentence changes', () => {
  const filled = fillStatement('{organization}, #{number}, is approved. {organization} is responsible; $1 $& stay.', {
    organization: 'Smith & $& Co',
    number: '1234',
  });
  expect(filled).toEqual({
    ok: true,
    text: 'Smith & $& Co, #1234, is approved. Smith & $& Co is responsible; $1 $& stay.',
  });
});

test.each([
  ['{organization} {number}', { organization: 'A' }, [{ because: 'EMPTY_BLANK', blank: 'number' }]],
  ['{organization}', { organization: '  ' }, [{ because: 'EMPTY_BLANK', blank: 'organization' }]],
  ['{number}', { number: null }, [{ because: 'EMPTY_BLANK', blank: 'number' }]],
  ['{numbr}', { number: '1' }, [{ because: 'UNKNOWN_BLANK', blank: 'numbr' }]],
  ['{}', {}, [{ because: 'UNKNOWN_BLANK', blank: '' }]],
  ['{ number }', { number: '1' }, [{ because: 'UNKNOWN_BLANK', blank: ' number ' }]],
  ['{constructor}', {}, [{ because: 'UNKNOWN_BLANK', blank: 'constructor' }]],
  ['a { b', {}, [{ because: 'STRAY_BRACE' }]],
  ['a } b', {}, [{ because: 'STRAY_BRACE' }]],
  ['{{number}}', { number: '1' }, [{ because: 'STRAY_BRACE' }, { because: 'STRAY_BRACE' }]],
  ['{organization}', { organization: '{number}' }, [{ because: 'UNFIT_VALUE', blank: 'organization' }]],
  ['{organization}', { organization: 'A\nB' }, [{ because: 'UNFIT_VALUE', blank: 'organization' }]],
  ['{organization}', { organization: ' A' }, [{ because: 'UNFIT_VALUE', blank: 'organization' }]],
])('%j with %j is refused', (template, given, faults) => {
  expect(fillStatement(template, given)).toEqual({ ok: false, faults });
});

describe('the statements of this repository', () => {
  test('are filled from the blanks that exist, and no brace is left', async () => {
    const { accreditors } = await readBodies(join(ROOT, 'content'));
    const statements = accreditors.flatMap((accreditor) => accreditor.statements);
    expect(statements.length).toBeGreaterThanOrEqual(9);
    for (const { value } of statements) {
      const filled = fillStatement(value, values);
      if (!filled.ok) throw new Error(JSON.stringify(filled.faults));
      expect(filled.text).not.toMatch(/[{}]/);
      const blanks = new RegExp(BLANKS.map((blank) => `\\{${blank}\\}`).join('|'), 'g');
      for (const part of value.split(blanks)) expect(filled.text).toContain(part);
    }
  });
});

test('a filled sentence has no brace, whatever the template and the values', () => {
  const piece = fc.oneof(fc.constantFrom('{', '}', ...BLANKS.map((blank) => `{${blank}}`)), fc.string());
  const template = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const given = fc.dictionary(fc.constantFrom(...BLANKS), fc.oneof(fc.constantFrom('{number}', 'A'), fc.string()));
  fc.assert(
    fc.property(template, given, (text, blanks) => {
      const filled = fillStatement(text, blanks);
      if (filled.ok) expect(filled.text).not.toMatch(/[{}]/);
      else expect(filled.faults.length).toBeGreaterThan(0);
      if (filled.ok && blanksIn(text).blanks.length === 0) expect(filled.text).toBe(text);
    }),
  );
});
