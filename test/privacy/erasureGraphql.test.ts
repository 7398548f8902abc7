import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { startTestApp } from '../support/app.ts';
import { newCreditHolder, PUBLIC_URL } from '../support/creditHolder.ts';
import { newHolder } from '../support/holder.ts';
import { emailOf, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { now: () => now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const ERASURE = 'requestedAt dueAt carriedOutAt heldBy { certificateNumber organization years until } notice';
const REQUEST = `mutation ($input: RequestErasureInput!) {
  requestErasure(input: $input) {
    __typename
    ... on RequestErasurePayload { erasure { ${ERASURE} } }
    ... on Error { code message }
    ... on InvalidInputError { fields { path message } }
  }
}`;
const CANCEL = `mutation ($input: CancelErasureInput!) {
  cancelErasure(input: $input) {
    __typename
    ... on CancelErasurePayload { viewer { erasure { requestedAt } } }
    ... on Error { code message }
  }
}`;
const as = (userId: UserId) => ({ 'x-test-user': userId });
const request = async (userId: UserId, confirmation: string) =>
  (await app.graphql(REQUEST, { input: { confirmation } }, as(userId))).body;
const addressOf = async (userId: UserId) => (await emailOf(world.db, userId)) ?? '';

test('a person with credit learns the day and the reason, sees the request, and may cancel it', async () => {
  const { userId, number } = await newCreditHolder(world);
  const { data } = await request(userId, await addressOf(userId));
  const until = expect.stringMatching(/^2033-11-2\dT/);
  const erasure = {
    requestedAt: now.toISOString(),
    dueAt: until,
    carriedOutAt: null,
    heldBy: [{ certificateNumber: number, organization: expect.any(String), years: 7, until }],
    notice: expect.stringMatching(/must keep .* 7 years .* all at the same time/),
  };
  expect(data).toEqual({ requestErasure: { __typename: 'RequestErasurePayload', erasure } });
  const own = await app.graphql(`{ viewer { erasure { ${ERASURE} } } }`, {}, as(userId));
  expect(own.body).toEqual({ data: { viewer: { erasure } } });
  const cancel = (requestedAt: string) => app.graphql(CANCEL, { input: { requestedAt } }, as(userId));
  expect((await cancel('2020-01-01T00:00:00Z')).body.data).toMatchObject({ cancelErasure: { code: 'INVALID_INPUT' } });
  expect((await cancel(now.toISOString())).body.data).toEqual({
    cancelErasure: { __typename: 'CancelErasurePayload', viewer: { erasure: null } },
  });
});

test('a wrong confirmation is reported at its field; a signed-out caller is refused', async () => {
  const userId = await newLearner(world.db, 'Li Wu');
  expect((await request(userId, 'Li Wu')).data).toMatchObject({
    requestErasure: { code: 'INVALID_INPUT', fields: [{ path: 'confirmation' }] },
  });
  for (const [document, input] of [
    [REQUEST, { confirmation: 'x' }],
    [CANCEL, { requestedAt: now.toISOString() }],
  ] as const)
    expect((await app.graphql(document, { input })).body.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

test('later fields of the same request do not bring erased data back', async () => {
  const userId = await newLearner(world.db, 'Li Wu');
  const confirmation = await addressOf(userId);
  const both = `mutation ($confirmation: String!) {
    gone: requestErasure(input: { confirmation: $confirmation }) { ... on RequestErasurePayload { erasure { carriedOutAt notice } } }
    back: updateProfile(input: { legalName: "Li Wu" }) { ... on UpdateProfilePayload { viewer { id } } ... on Error { code } }
  }`;
  const { body } = await app.graphql(both, { confirmation }, as(userId));
  expect(body.data).toEqual({
    gone: {
      erasure: { carriedOutAt: now.toISOString(), notice: expect.stringMatching(/^Your personal data was deleted/) },
    },
    back: { code: 'NOT_FOUND' },
  });
  expect(app.logLines.join('')).not.toMatch(/Li Wu|learner\d/);
});

test('the PDF and the credential of an erased holder answer 410, and the verdict stays', async () => {
  const { userId, number } = await newHolder(world, PUBLIC_URL);
  const asked = await app.graphql('{ viewer { certificates(first: 1) { nodes { pdfUrl } } } }', {}, as(userId));
  const { viewer } = asked.body.data as { viewer: { certificates: { nodes: { pdfUrl: string }[] } } };
  const { pathname, search } = new URL(viewer.certificates.nodes[0]?.pdfUrl ?? '');
  const verdict = `{ verifyCertificate(number: "${number}") { status courseTitle hoursOfStudy name } }`;
  const before = (await app.graphql(verdict)).body;
  expect(before).toMatchObject({ data: { verifyCertificate: { status: 'VALID', name: null } } });
  await requestErasure(world.db, userAct(userId, now), { confirmation: await addressOf(userId) });
  expect((await app.ask(pathname + search)).status).toBe(410);
  expect((await app.ask(`/credentials/${number}`)).status).toBe(410);
  expect((await app.graphql(verdict)).body).toEqual(before);
  const mine = await app.graphql(
    '{ viewer { transcript { count } certificates { nodes { number } } } }',
    {},
    as(userId),
  );
  expect(mine.body.data).toEqual({ viewer: { transcript: { count: 0 }, certificates: { nodes: [] } } });
});
