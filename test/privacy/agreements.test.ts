import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { agreements } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { agreeToTexts } from '../../schema/privacy/operations/agree.ts';
import { agreementsOn, parseLegal } from '../../schema/privacy/rules/agreements.ts';
import { legalTexts } from '../../server/content/legal.ts';
import { startTestApp } from '../support/app.ts';
import { THERAPY_DATA } from '../support/reflections.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool);
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const texts = legalTexts(null);
const now = new Date('2026-11-26T09:00:00Z');
const FIELDS = 'viewer { agreements { kind version agreedAt withdrawnAt needed } }';
const rowsOf = (userId: UserId) => world.db.select().from(agreements).where(eq(agreements.userId, userId));

const agree = async (userId: UserId, input: unknown) => {
  const query = `mutation ($input: AgreeToTextsInput!) { agreeToTexts(input: $input) {
    ... on AgreeToTextsPayload { ${FIELDS} } ... on TextChangedError { currentVersion } ... on Error { code } } }`;
  return (await app.graphql(query, { input }, { 'x-test-user': userId })).body;
};
const withdraw = async (userId: UserId, kind: string) => {
  const query = `mutation ($input: WithdrawAgreementInput!) { withdrawAgreement(input: $input) {
    ... on WithdrawAgreementPayload { ${FIELDS} } ... on Error { code } } }`;
  return (await app.graphql(query, { input: { kind } }, { 'x-test-user': userId })).body;
};
const seen = async (userId: UserId) =>
  (await app.graphql(`{ ${FIELDS} }`, {}, { 'x-test-user': userId })).body.data?.viewer;

const versionOf = (kind: string) => String(texts.find((text) => text.kind === kind)?.version);
const both = ['PRIVACY', 'TERMS'].map((kind) => ({ kind, version: versionOf(kind) }));

test('a new person is asked for the notice and the terms, and each is recorded by itself with version and time', async () => {
  const userId = await newLearner(world.db);
  const asked = (kind: string, needed: boolean) => ({ kind, version: null, agreedAt: null, withdrawnAt: null, needed });
  expect(await seen(userId)).toEqual({
    agreements: [asked('PRIVACY', true), asked('TERMS', true), asked('THERAPY_DATA', false)],
  });
  const { data } = await agree(userId, { texts: both });
  const given = (kind: string) => ({
    kind,
    version: versionOf(kind),
    agreedAt: expect.any(String),
    withdrawnAt: null,
    needed: false,
  });
  expect(data?.agreeToTexts).toEqual({
    viewer: { agreements: [given('PRIVACY'), given('TERMS'), asked('THERAPY_DATA', false)] },
  });
});

test('fifty calls at once record once', async () => {
  const userId = await newLearner(world.db);
  const read = [{ kind: 'TERMS', version: '1' }] as const;
  await Promise.all(Array.from({ length: 50 }, () => agreeToTexts(world.db, userAct(userId, now), { read, texts })));
  expect(await rowsOf(userId)).toHaveLength(1);
});

test('a consent is taken back and given again, and every step stays on record', async () => {
  const userId = await newLearner(world.db);
  const consent = { texts: [THERAPY_DATA] };
  await agree(userId, consent);
  const { data } = await withdraw(userId, 'THERAPY_DATA');
  expect(data?.withdrawAgreement).toMatchObject({
    viewer: { agreements: [{}, {}, { version: null, agreedAt: null, withdrawnAt: expect.any(String), needed: false }] },
  });
  await withdraw(userId, 'THERAPY_DATA');
  await agree(userId, consent);
  expect((await rowsOf(userId)).map(({ given }) => given)).toEqual([true, false, true]);
  await expect(
    world.db.update(agreements).set({ version: '2' }).where(eq(agreements.userId, userId)),
  ).rejects.toThrow();
});

test('what may not be refused cannot be taken back, and nobody agrees to another version or twice in one call', async () => {
  const userId = await newLearner(world.db);
  expect((await withdraw(userId, 'TERMS')).data?.withdrawAgreement).toEqual({ code: 'INVALID_INPUT' });
  const old = { texts: [{ kind: 'TERMS', version: '0' }] };
  expect((await agree(userId, old)).data?.agreeToTexts).toEqual({ code: 'TEXT_CHANGED', currentVersion: '1' });
  for (const wrong of [[], [...both, ...both], [both[0], both[0]], [{ kind: 'TERMS', version: 'x'.repeat(41) }]])
    expect((await agree(userId, { texts: wrong })).data?.agreeToTexts).toEqual({ code: 'INVALID_INPUT' });
  expect(await rowsOf(userId)).toEqual([]);
  expect((await app.graphql(`{ ${FIELDS} }`)).body.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

test('a new version is asked for again, and a refused consent never is', () => {
  const newer = texts.map((text) => ({ ...text, version: 'next' }));
  const standing = (['PRIVACY', 'THERAPY_DATA'] as const).map((kind) => ({ kind, version: '1', given: true, at: now }));
  expect(agreementsOn(newer, standing).map(({ needed }) => needed)).toEqual([true, true, false]);
});

test('the texts are open to everybody', async () => {
  const { body } = await app.graphql('{ legalTexts { kind version effectiveOn title text } }');
  expect(body.data).toEqual({ legalTexts: texts });
});

test('texts of the operator that are missing or faulty are named', () => {
  const head = '---\ntitle: Terms\nversion: "1"\neffectiveOn: 2026-11-26\n---\n';
  const files = new Map([
    ['terms.md', head.replace('2026-11-26', 'soon')],
    ['therapy-data.md', `${head}\n<br>`],
  ]);
  const faults = (() => {
    try {
      parseLegal(files);
      return [];
    } catch (error) {
      return error instanceof FaultsError ? error.faults : [];
    }
  })();
  expect(faults.map(({ file, line }) => [file, line])).toEqual([
    ['privacy.md', 1],
    ['terms.md', 4],
    ['therapy-data.md', 7],
  ]);
});
