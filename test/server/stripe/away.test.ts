import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../../drizzle/ids.ts';
import { organizationBySlug } from '../../../schema/organizations/queries.ts';
import { openStripe } from '../../../server/stripe/gateway.ts';
import { startTestApp } from '../../support/app.ts';
import { globalId } from '../../support/quizPages.ts';
import { addIntensive } from '../../support/seatRows.ts';
import { settingsFor } from '../../support/stripe/desk.ts';
import { type Stripe, startStripe } from '../../support/stripe/standIn.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

let world: World;
let fake: Stripe;
let app: Awaited<ReturnType<typeof startTestApp>>;
let robin: UserId;
beforeAll(async () => {
  world = await openWorld();
  fake = await startStripe();
  const stripe = openStripe(settingsFor(fake), 500);
  app = await startTestApp(world.pool, { stripe, issuer: world.issuer, config: { stripe: settingsFor(fake) } });
  robin = await newLearner(world.db, 'Robin Example');
  await fake.stop();
});
afterAll(async () => {
  await app.stop();
  await world.close();
  await fake.stop();
});

type Answer = Record<string, never> & { code?: string; message?: string };
const run = async (name: string, input: object, fields: string): Promise<Answer> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${fields} }
    ... on Error { code message } } }`;
  const { status, body } = await app.graphql(query, { input }, { 'x-test-user': robin });
  expect([status, body.errors]).toEqual([200, undefined]);
  return body.data?.[name] as Answer;
};

test('while Stripe is away people enroll and study, free events take registrations, and the service is ready', async () => {
  const query = '{ course(slug: "better-after-betrayal") { id modules { id } disclosures { hash } } }';
  const course = (await app.graphql(query)).body.data?.course as {
    id: string;
    modules: { id: string }[];
    disclosures: { hash: string };
  };
  const enrolling = { courseId: course.id, purpose: 'CREDIT', acceptedDisclosuresHash: course.disclosures.hash };
  const { enrollment } = await run('enroll', { ...enrolling, adult: true }, 'enrollment { id modules { id } }');
  const { id, modules } = enrollment as unknown as { id: string; modules: { id: string }[] };
  const studying = { enrollmentId: id, moduleId: modules[0]?.id, activity: 'START', positionPermille: 0 };
  expect((await run('recordModuleActivity', studying, '__typename')).code).toBeUndefined();
  const free = globalId('Intensive', await addIntensive(world.db));
  const done = await run('registerFree', { intensiveId: free, adult: true }, 'registration { state }');
  expect(done).toEqual({ registration: { state: 'CONFIRMED' } });
  expect((await app.ask('/readyz')).status).toBe(200);
});

test('a paid place says to try later and keeps the seat; the same call works once Stripe answers', async () => {
  const organizationId = (await organizationBySlug(world.db, 'sample-institute'))?.id;
  if (organizationId === undefined) throw new Error('the institute is missing');
  const intensiveId = globalId('Intensive', await addIntensive(world.db, { organizationId, priceMinor: 10_000 }));
  const page = 'query ($id: ID!) { node(id: $id) { ... on Intensive { seatsLeft policy { sha256 } } } }';
  const shown = async () => (await app.graphql(page, { id: intensiveId })).body.data?.node as Answer;
  const { policy, seatsLeft } = (await shown()) as unknown as { policy: { sha256: string }; seatsLeft: number };
  const input = { intensiveId, policySha256: policy.sha256, adult: true };
  expect(await run('registerForIntensive', input, '__typename')).toMatchObject({ code: 'PAYMENTS_DOWN' });
  expect(await shown()).toMatchObject({ seatsLeft: seatsLeft - 1 });
  await fake.start();
  const paying = await run('registerForIntensive', input, 'payment { url }');
  expect(paying).toMatchObject({ payment: { url: expect.stringMatching(/^https?:/) } });
  expect(fake.state.sessions.size).toBe(1);
  await fake.stop();
});
