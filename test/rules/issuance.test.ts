import { describe, expect, test } from '@jest/globals';
import { REVOCATION_REASONS } from '../../drizzle/tables/issuance.ts';
import { credentialUrlOf, mayReissue, REVOCATION_WORDS, sealingOf, statusOf } from '../../schema/issuance/rules.ts';

const now = new Date('2027-11-23T11:00:00Z');
const before = new Date('2027-11-23T10:59:59.999Z');
const standing = { revokedAt: null, supersededAt: null, specimen: false, expiresAt: null };

describe('what a record says', () => {
  const revokedAt = before;
  const supersededAt = before;
  const [specimen, expiresAt] = [true, now];

  test.each([
    ['VALID', {}],
    ['EXPIRED', { expiresAt }],
    ['SPECIMEN', { specimen }],
    ['SPECIMEN', { specimen, expiresAt }],
    ['SUPERSEDED', { supersededAt }],
    ['SUPERSEDED', { supersededAt, expiresAt }],
    ['SUPERSEDED', { supersededAt, specimen }],
    ['SUPERSEDED', { supersededAt, specimen, expiresAt }],
    ['REVOKED', { revokedAt }],
    ['REVOKED', { revokedAt, expiresAt }],
    ['REVOKED', { revokedAt, specimen }],
    ['REVOKED', { revokedAt, specimen, expiresAt }],
    ['REVOKED', { revokedAt, supersededAt }],
    ['REVOKED', { revokedAt, supersededAt, expiresAt }],
    ['REVOKED', { revokedAt, supersededAt, specimen }],
    ['REVOKED', { revokedAt, supersededAt, specimen, expiresAt }],
  ])('%s: %j', (status, facts) => {
    expect(statusOf({ ...standing, ...facts }, now)).toBe(status);
  });

  test('it is valid to the last moment of its last day', () => {
    const status = (expiresAt: Date, at: Date) => statusOf({ ...standing, expiresAt }, at);
    expect([status(now, before), status(now, now)]).toEqual(['VALID', 'EXPIRED']);
  });
});

test('a sealed PDF stays sealed; an erased record without one does not wait for one', () => {
  expect(sealingOf({ sealed: false, erased: false })).toBe('PENDING');
  expect(sealingOf({ sealed: true, erased: false })).toBe('DONE');
  expect(sealingOf({ sealed: true, erased: true })).toBe('DONE');
  expect(sealingOf({ sealed: false, erased: true })).toBe('NONE');
});

test('what may be issued again', () => {
  const whole = { revokedAt: null, supersededAt: null, wrappedDataKey: Buffer.from('key') };
  const because = (facts: object) => mayReissue({ ...whole, ...facts });
  expect(because({})).toEqual({ ok: true });
  expect(because({ revokedAt: now })).toEqual({ ok: false, because: 'REVOKED' });
  expect(because({ supersededAt: now })).toEqual({ ok: false, because: 'REPLACED' });
  expect(because({ supersededAt: now, revokedAt: now })).toEqual({ ok: false, because: 'REPLACED' });
  expect(because({ wrappedDataKey: null, supersededAt: now })).toEqual({ ok: false, because: 'ERASED' });
});

test('the credential is served beside the page that the paper names, wherever that was', () => {
  const number = '7K3QD-0V9XA-MB52T-C8HEN';
  const url = (verifyUrl: string) => credentialUrlOf({ number, verifyUrl });
  expect(url(`https://attune.example.org/verify/${number}`)).toBe(`https://attune.example.org/credentials/${number}`);
  expect(url(`http://127.0.0.1:4000/verify/${number}`)).toBe(`http://127.0.0.1:4000/credentials/${number}`);
});

test('every reason has its own words', () => {
  const words = REVOCATION_REASONS.map((reason) => REVOCATION_WORDS[reason]);
  expect(new Set(words).size).toBe(REVOCATION_REASONS.length);
});
