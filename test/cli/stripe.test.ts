import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tellingWords } from '../../schema/intensives/rules/telling.ts';
import { EVENT_TYPES } from '../../schema/orders/rules/stripeEvents.ts';
import { openCommandLine } from '../support/commandLine.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';

let desk: Desk;
let appUrl: string;
const line = openCommandLine();
beforeAll(async () => {
  desk = await openDesk();
  appUrl = desk.ownerUrl;
});
afterAll(async () => {
  await line.close();
  await desk.close();
});

const URL_OF_HOOK = 'https://attune.example.org/webhooks/stripe';
const check = (changes: Record<string, string | undefined> = {}) =>
  line.run(['stripe', 'check'], {
    DATABASE_URL: appUrl,
    DATA_DIR: '/tmp/attune-stripe-check',
    PUBLIC_URL: 'https://attune.example.org',
    STRIPE_SECRET_KEY: desk.fake.secretKey,
    STRIPE_WEBHOOK_SECRET: desk.fake.webhookSecret,
    STRIPE_SELLER: 'sample-institute',
    STRIPE_API_BASE: desk.fake.url,
    ...changes,
  });
const account = () => desk.fake.state.account;

describe('attune stripe check', () => {
  test('says that all is well, and what nobody but a person can see', async () => {
    account().endpoints = [{ url: URL_OF_HOOK, enabled_events: [...EVENT_TYPES], status: 'enabled' }];
    const { code, out } = await check();
    expect(out).not.toContain('BAD');
    expect(code).toBe(0);
    expect(out).toContain(account().id);
    expect(out).toContain('test mode');
    expect(out).toContain('Sample Institute sells');
    expect(out).toMatch(/look {2}Stripe’s own mails/);
    expect(out).toContain('"SAMPLE"');
  });

  test('names an endpoint that is missing, disabled, or not sent what is needed', async () => {
    account().endpoints = [];
    expect(await check()).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        `no webhook endpoint sends to ${URL_OF_HOOK}, and none can be added: .*which is not Stripe`,
      ),
    });
    account().endpoints = [{ url: URL_OF_HOOK, enabled_events: ['refund.created'], status: 'disabled' }];
    const { out } = await check();
    expect(out).toContain('is disabled');
    expect(out).toMatch(/BAD .*not sent: checkout\.session\.completed/);
    account().endpoints = [{ url: URL_OF_HOOK, enabled_events: ['*'], status: 'enabled' }];
    expect((await check()).code).toBe(0);
  });

  test('names a seller that does not exist, keys that reach nothing, and settings that are missing', async () => {
    expect(await check({ STRIPE_SELLER: 'nobody' })).toMatchObject({
      code: 1,
      out: expect.stringContaining('no organization nobody'),
    });
    expect(await check({ STRIPE_SECRET_KEY: 'sk_test_wrong_0123456789' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('401'),
    });
    const none = { STRIPE_SECRET_KEY: undefined, STRIPE_WEBHOOK_SECRET: undefined, STRIPE_SELLER: undefined };
    expect(await check(none)).toMatchObject({ code: 1, err: expect.stringContaining('Stripe is not set up') });
  });

  test('warns of a statement that tells what was bought', async () => {
    await desk.event({ title: 'Repairing after Infidelity', neutralName: 'Evening Program' });
    Object.assign(account(), { prefix: null, descriptor: 'REPAIRING DAYS' });
    expect((await check()).out).toMatch(/look .*say repairing/);
    Object.assign(account(), { descriptor: null });
    expect(await check()).toMatchObject({ code: 1, out: expect.stringContaining('no statement descriptor') });
  });
});

test.each([
  ['Sample Institute', []],
  ['COUPLES DAY', ['couples']],
  ['Evening Program', []],
  ['Dr Affairs', ['affairs']],
  ['REPAIRING', ['repairing']],
])('%s tells %j', (shown, words) => {
  expect(tellingWords(shown, [{ title: 'Repairing after the Evening', neutralName: 'Evening Program' }])).toEqual(
    words,
  );
});
