import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigFault, type Environment, type LocalSecrets, readConfig } from '../../../server/settings/config.ts';
import { localSecrets } from '../../../server/settings/localSecrets.ts';

const noSecrets = () => {
  throw new Error('no local secrets are made in production');
};
const someSecrets = () => ({ sessionSecret: 's'.repeat(43), encryptionKey: 'e'.repeat(43) });
const faultsOf = (environment: Environment, secrets: LocalSecrets = noSecrets): string[] => {
  try {
    readConfig(environment, secrets);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults;
    throw error;
  }
};

const production: Environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://attune.example.org/',
  DATABASE_URL: 'postgres://app:pw@db.example.org/attune',
  SESSION_SECRET: 'Zb1mQx8vT0aKcY5dLr3sWn7uHf2pGe9j',
  ENCRYPTION_KEY: 'q7Yw2Rk9Vt4Xn6Ls1Dp8Gc3Hb5Jm0FzAe',
};

test('a fresh machine needs no setting', () => {
  const config = readConfig({}, someSecrets);
  expect(config).toMatchObject({
    production: false,
    port: 4000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:4000',
    databaseUrl: null,
    studySpeed: 1,
    trustProxy: false,
  });
  expect(config.allowedOrigins).toEqual(['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000']);
});

test('a second key needs a first', () => {
  expect(faultsOf({ ENCRYPTION_KEY_BEFORE: production.ENCRYPTION_KEY }, someSecrets)).toEqual([
    'ENCRYPTION_KEY is missing although ENCRYPTION_KEY_BEFORE is set.',
  ]);
});

describe('production', () => {
  test('starts with the four settings it needs', () => {
    const config = readConfig(production, noSecrets);
    expect(config).toMatchObject({ production: true, publicUrl: 'https://attune.example.org', host: '0.0.0.0' });
    expect(config.allowedOrigins).toEqual(['https://attune.example.org']);
  });

  test('names every missing setting at once', () => {
    const faults = faultsOf({ NODE_ENV: 'production', SESSION_SECRET: '   ' }).join('\n');
    for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'SESSION_SECRET', 'ENCRYPTION_KEY']) {
      expect(faults).toContain(`${name} is missing`);
    }
  });

  test.each<[string, Environment, RegExp]>([
    ['a short secret', { SESSION_SECRET: 'short' }, /SESSION_SECRET is too easy/],
    ['a repeated letter', { ENCRYPTION_KEY: 'a'.repeat(64) }, /ENCRYPTION_KEY is too easy/],
    [
      'a secret from an example',
      { SESSION_SECRET: 'change-me-1234567890-abcdefghijklmnop' },
      /SESSION_SECRET is too easy/,
    ],
    ['one secret for both', { ENCRYPTION_KEY: production.SESSION_SECRET }, /are the same/],
    ['a weak second key', { ENCRYPTION_KEY_BEFORE: 'a'.repeat(64) }, /ENCRYPTION_KEY_BEFORE is too easy/],
    ['one key twice', { ENCRYPTION_KEY_BEFORE: production.ENCRYPTION_KEY }, /are the same/],
    ['fast study', { STUDY_SPEED: '600' }, /STUDY_SPEED must be 1/],
    ['plain http', { PUBLIC_URL: 'http://attune.example.org' }, /https:/],
    ['trusting every proxy', { TRUST_PROXY: 'true' }, /TRUST_PROXY/],
  ])('refuses %s', (_what, change, expected) => {
    const faults = faultsOf({ ...production, ...change });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });

  test('allows http on this machine only', () => {
    expect(faultsOf({ ...production, PUBLIC_URL: 'http://localhost:4000' })).toEqual([]);
  });
});

test('many faults are reported together, without the values of secrets', () => {
  const faults = faultsOf({
    ...production,
    PORT: '70000',
    LOG_LEVEL: 'loud',
    SMTP_URL: 'http://u:hunter2@x',
    OIDC_ISSUER: 'https://id.example.org',
  });
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'SMTP_URL', 'LOG_LEVEL', 'OIDC_ISSUER']);
  expect(faults.join()).not.toContain('hunter2');
});

test('a secret may lie in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-config-'));
  const file = join(folder, 'secret');
  writeFileSync(file, `${production.SESSION_SECRET}\n`);
  const { SESSION_SECRET: _, ...rest } = production;
  expect(readConfig({ ...rest, SESSION_SECRET_FILE: file }, noSecrets).sessionSecret).toBe(production.SESSION_SECRET);
  expect(faultsOf({ ...production, SESSION_SECRET_FILE: file }).join()).toContain('both set');
  expect(faultsOf({ ...rest, SESSION_SECRET_FILE: join(folder, 'none') }).join()).toContain('cannot be read');
});

test('local secrets are made once, stored, and readable by their owner alone', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'attune-secrets-')), 'data');
  const first = localSecrets(folder);
  expect(localSecrets(folder)).toEqual(first);
  expect(first.sessionSecret).not.toBe(first.encryptionKey);
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  writeFileSync(join(folder, 'secrets.json'), 'half a fi');
  expect(() => localSecrets(folder)).toThrow('cannot be read');
});

describe('Stripe', () => {
  const keys = {
    STRIPE_SECRET_KEY: 'sk_test_0123456789',
    STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
    STRIPE_SELLER: 'sample-institute',
  };
  const live = { ...keys, STRIPE_SECRET_KEY: 'rk_live_0123456789' };
  const of = (environment: Environment) => readConfig(environment, someSecrets).stripe;

  test('is off without keys, and on with three settings', () => {
    expect(of({})).toBeNull();
    expect(of(keys)).toEqual({
      secretKey: keys.STRIPE_SECRET_KEY,
      webhookSecret: keys.STRIPE_WEBHOOK_SECRET,
      apiBase: 'https://api.stripe.com',
      seller: 'sample-institute',
      livemode: false,
    });
    expect(of({ ...keys, STRIPE_API_BASE: 'http://127.0.0.1:12111/' })?.apiBase).toBe('http://127.0.0.1:12111');
    expect(readConfig({ ...production, ...live }, noSecrets).stripe?.livemode).toBe(true);
  });

  test.each<[string, Environment, RegExp]>([
    [
      'a key without the endpoint’s secret',
      { ...keys, STRIPE_WEBHOOK_SECRET: '' },
      /^STRIPE_WEBHOOK_SECRET is missing/,
    ],
    ['a key without a seller', { ...keys, STRIPE_SELLER: undefined }, /^STRIPE_SELLER is missing/],
    ['a secret without a key', { ...keys, STRIPE_SECRET_KEY: undefined }, /^STRIPE_SECRET_KEY is missing/],
    ['a key that is public', { ...keys, STRIPE_SECRET_KEY: 'pk_test_0123456789' }, /^STRIPE_SECRET_KEY must be/],
    [
      'a secret that is a key',
      { ...keys, STRIPE_WEBHOOK_SECRET: 'sk_test_0123456789' },
      /^STRIPE_WEBHOOK_SECRET must be/,
    ],
    ['a live key outside production', live, /moves real money/],
    ['another address', { ...keys, STRIPE_API_BASE: 'https://stripe.example.org' }, /^STRIPE_API_BASE must be/],
    ['plain http to Stripe', { ...keys, STRIPE_API_BASE: 'http://api.stripe.com' }, /^STRIPE_API_BASE must be/],
    ['a seller that is no slug', { ...keys, STRIPE_SELLER: 'Sample Institute' }, /^STRIPE_SELLER must be/],
  ])('%s is refused', (_what, environment, expected) => {
    const faults = faultsOf(environment, someSecrets).filter(
      (fault) => !/^STRIPE_\w+ is missing although/.test(fault) || expected.test(fault),
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
    expect(faults.join()).not.toContain('0123456789');
  });

  test('a key that moves real money goes to Stripe alone', () => {
    const faults = faultsOf({ ...production, ...live, STRIPE_API_BASE: 'http://127.0.0.1:12111' });
    expect(faults).toEqual([expect.stringContaining('for a key that moves real money')]);
  });
});
