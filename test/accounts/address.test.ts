import { describe, expect, test } from '@jest/globals';
import { comparableAddress } from '../../schema/accounts/rules/address.ts';

const read = (text: string) => {
  const address = comparableAddress(text);
  return address.ok ? [address.email, address.typed] : null;
};
const email = (text: string) => read(text)?.[0];

describe('addresses are compared as mail systems compare them', () => {
  test.each([
    ['capitals and spaces', ' Ana.B+x@EXAMPLE.org ', 'ana.b+x@example.org', 'Ana.B+x@example.org'],
    ['the dot of the root', 'ana@example.org.', 'ana@example.org', 'ana@example.org'],
    ['an international domain', 'ana@Bücher.example', 'ana@xn--bcher-kva.example', 'ana@xn--bcher-kva.example'],
    ['the same decomposed', 'ana@bu\u0308cher.example', 'ana@xn--bcher-kva.example', 'ana@xn--bcher-kva.example'],
    ['the same in ASCII', 'ana@XN--BCHER-KVA.example', 'ana@xn--bcher-kva.example', 'ana@xn--bcher-kva.example'],
    ['full width and its dot', 'ana@ｅｘａｍｐｌｅ。org', 'ana@example.org', 'ana@example.org'],
    ['the other domain of Gmail', 'Ana@GoogleMail.com', 'ana@gmail.com', 'Ana@googlemail.com'],
  ])('%s', (_what, typed, comparable, mailTo) => {
    expect(read(typed)).toEqual([comparable, mailTo]);
  });

  test('dots and +tags belong to the address, at Gmail too: a wrong merge is worse than two accounts', () => {
    expect(email('a.na@gmail.com')).not.toBe(email('ana@gmail.com'));
    expect(email('ana+x@gmail.com')).not.toBe(email('ana@gmail.com'));
    expect(email('ana@gmail.com.example.org')).toBe('ana@gmail.com.example.org');
    expect(email('ana@mygooglemail.com')).toBe('ana@mygooglemail.com');
  });

  test('an account that was stored under the other domain of Gmail is found, the one that was typed first', () => {
    const forms = (text: string) => {
      const address = comparableAddress(text);
      return address.ok && address.forms;
    };
    expect(forms('ana@googlemail.com')).toEqual(['ana@googlemail.com', 'ana@gmail.com']);
    expect(forms('ana@gmail.com')).toEqual(['ana@gmail.com', 'ana@googlemail.com']);
    expect(forms('ana@example.org')).toEqual(['ana@example.org']);
  });

  test.each([
    ...['anа@example.org', 'ana\u0301@example.org', 'ａna@example.org', 'ana@', '@example.org', 'ana', '', '@'],
    ...['a b@example.org', 'ana@exa mple.org', 'ana@localhost', 'ana@example.org..', 'ana@.example.org'],
    ...[
      'ana@ex%61mple.org',
      'ana@example.org/x',
      'ana@example.org?x.org',
      'ana@exa\tmple.org',
      'ana@exam\u0000ple.org',
    ],
    ...['ana@127.0.0.1', 'ana@2130706433', 'ana@[127.0.0.1]', 'ana@example.org:25', 'ana@ex\\ample.org'],
    ...['ana\n@example.org', '<ana@example.org>', 'ana@b@example.org', `${'a'.repeat(250)}@example.org`],
  ])('%j is no address', (text) => {
    expect(comparableAddress(text)).toEqual({ ok: false, because: 'NOT_AN_ADDRESS' });
  });
});
