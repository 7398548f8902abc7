import { describe, expect, test } from '@jest/globals';
import { parseCertificateNumber } from '../../certificates/number.ts';
import { numberInCode } from '../../web/verification/rules.ts';

const HOUSE = 'https://attune.example.org';
const NUMBER = '7K3QD-0V9XA-MB52T-C8HEN';

describe('a code leads to a certificate of this house', () => {
  test.each([
    NUMBER,
    '7k3qd0v9xamb52tc8hen',
    ' 7K3QD 0V9XA MB52T C8HEN\n',
    `${HOUSE}/verify/${NUMBER}`,
    `${HOUSE}/verify/${NUMBER.toLowerCase()}/`,
    `${HOUSE}/verify/${NUMBER}?from=paper#top`,
  ])('%j', (text) => {
    const number = numberInCode(text, HOUSE);
    expect(number).toBe(NUMBER);
    // It is what the server reads: four groups of five.
    expect(parseCertificateNumber(number ?? '')).not.toEqual({ ok: false, because: 'MALFORMED' });
  });
});

describe('any other code leads nowhere', () => {
  test.each([
    '',
    'hello',
    '12345',
    `${NUMBER}0`,
    `https://evil.example/verify/${NUMBER}`,
    `https://attune.example.org.evil.example/verify/${NUMBER}`,
    `https://attune.example.org@evil.example/verify/${NUMBER}`,
    `http://attune.example.org/verify/${NUMBER}`,
    `${HOUSE}:8443/verify/${NUMBER}`,
    `${HOUSE}/verify/`,
    `${HOUSE}/verify/../me`,
    `${HOUSE}/verify/${NUMBER}/code.svg`,
    `${HOUSE}/learn/${NUMBER}`,
    `${HOUSE}/verify/%2F%2Fevil.example`,
    'javascript:alert(1)',
    'WIFI:S:house;T:WPA;P:secret;;',
    'x'.repeat(5_000),
  ])('%j', (text) => {
    expect(numberInCode(text, HOUSE)).toBeNull();
  });
});
