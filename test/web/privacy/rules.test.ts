import { expect, test } from '@jest/globals';
import { paragraphs, toAsk } from '../../../web/privacy/rules.ts';
import { sameRound } from '../../../web/rules.ts';

const at = '2026-11-26T09:00:00.000Z';
const stands = { needed: false, version: '1', withdrawnAt: null };
const asked = { needed: true, version: null, withdrawnAt: null };
const refused = { needed: false, version: null, withdrawnAt: null };

test('whoever has decided nothing is asked everything, a new version alone, and everybody else nothing', () => {
  expect(toAsk([asked, asked, refused])).toBe('FIRST');
  expect(toAsk([stands, { ...asked, version: '1' }, refused])).toBe('CHANGED');
  expect(toAsk([asked, asked, { ...refused, withdrawnAt: at }])).toBe('CHANGED');
  expect(toAsk([stands, stands, refused])).toBe('NOTHING');
});

test('a text is shown by its paragraphs', () => {
  expect(paragraphs('One\nline.\n\n\nTwo.\n')).toEqual(['One\nline.', 'Two.']);
});

test('only moves inside one round replace the entry of the history', () => {
  expect(sameRound('/learn/a', '/learn/a/modules/3')).toBe(true);
  expect(sameRound('/learn/a/modules/2', '/learn/a/modules/3')).toBe(true);
  expect(sameRound('/registrations/a', '/registrations/a/form')).toBe(true);
  expect([sameRound('/registrations/a', '/registrations/b/form'), sameRound('/learn/a', '/registrations/a')]).toEqual([
    false,
    false,
  ]);
  expect([sameRound('/learn', '/learn/a'), sameRound('/learn/a', '/learn/b'), sameRound('/me', '/me')]).toEqual([
    false,
    false,
    false,
  ]);
});
