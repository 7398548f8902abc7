import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as pages from '../../server/pages/services.ts';
import * as app from '../../web/enrollments/services.ts';

describe.each([
  ['pages for everybody', pages],
  ['the app', app],
])('in %s', (_, { saidOnce, textedTo }) => {
  const CALL = 'In immediate danger call the local emergency number, 111.';
  test.each([
    [[CALL, `${CALL} Free.`], CALL, ['', 'Free.']],
    [[`${CALL} Free.`, `${CALL} Free. At night.`], CALL, ['Free.', 'Free. At night.']],
    [[`${CALL} Free.`], null, [`${CALL} Free.`]],
    [[CALL, 'In immediate danger call 999.'], null, [CALL, 'In immediate danger call 999.']],
    [['Call 11. A', 'Call 111. B'], null, ['Call 11. A', 'Call 111. B']],
    [['Call 111.Free', 'Call 111.Free'], null, ['Call 111.Free', 'Call 111.Free']],
    [['Free. Call 111.', 'Free. Call 111.'], null, ['Free. Call 111.', 'Free. Call 111.']],
    [['', ''], null, ['', '']],
    [[], null, []],
  ])('what all of %j begin with is said once', (texts, first, rest) => {
    expect(saidOnce(texts)).toEqual({ first, rest });
  });

  test('law: nothing is lost', () => {
    const text = fc.constantFrom(
      'Call 111.',
      'Call 111. Free.',
      'Call 999. Free.',
      'Free.',
      'Call 111. Free. Text 1.',
      '',
    );
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const { first, rest } = saidOnce(texts);
        expect(rest.map((one) => [first, one].filter(Boolean).join(' '))).toEqual(texts);
      }),
    );
  });

  test.each([
    ['Text 1737.', ['Text ', '1737', '1737', '.']],
    ['Text 988, or chat on the website.', ['Text ', '988', '988', ', or chat on the website.']],
    ['Text 9-8-8.', ['Text ', '9-8-8', '988', '.']],
    ['Text 07860 077333.', ['Text ', '07860 077333', '07860077333', '.']],
    ['Text START to 88788, or TTY 1-800-787-3224.', ['Text START to ', '88788', '88788', ', or TTY 1-800-787-3224.']],
    ['Text 4334"><b>', ['Text ', '4334', '4334', '"><b>']],
    ['Text start to 88788.', null],
    ['Text us.', null],
    ['Relay by 711.', null],
    ['Chat, or text 988.', null],
    ['', null],
  ])('%j', (inWriting, parts) => {
    const to = textedTo(inWriting);
    expect(to && [to.before, to.number, to.digits, to.after]).toEqual(parts);
  });
});
