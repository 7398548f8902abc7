import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../../drizzle/ids.ts';
import { profiles } from '../../../drizzle/schema.ts';
import { startTestApp } from '../../support/app.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;

let world: World;
let app: App;
let [first, second]: UserId[] = [];
beforeAll(async () => {
  world = await openWorld({ max: 4 });
  app = await startTestApp(world.pool);
  first = await newLearner(world.db);
  second = await newLearner(world.db);
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const RENAME = 'mutation { updateProfile(input: { legalName: "Meant For One" }) { __typename } }';
const nameOf = async (userId: UserId | undefined) =>
  (await world.db.query.profiles.findFirst({ where: { userId } }))?.legalName;

const ask = async (as: UserId | undefined, query: string, meant?: string) => {
  const answer = await app.ask('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(as === undefined ? {} : { 'x-test-user': as }),
      ...(meant === undefined ? {} : { 'x-attune-viewer': meant }),
    },
    body: JSON.stringify({ query }),
  });
  const body = (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: answer.status, viewer: answer.headers.get('x-attune-viewer'), body };
};

test('an answer says who is signed in, and nobody to nobody', async () => {
  const { viewer, body } = await ask(first, '{ viewer { id } }');
  expect(body.data).toEqual({ viewer: { id: viewer } });
  expect((await ask(undefined, '{ viewer { id } }')).viewer).toBeNull();
});

test.each(['the first time', 'by the short way'])('what was meant for one is not done for another: %s', async () => {
  const { viewer } = await ask(first, '{ viewer { id } }');
  const before = await nameOf(second);
  const refused = await ask(second, RENAME, viewer ?? '');
  expect(refused.status).toBe(409);
  expect(refused.body.errors?.[0]?.extensions.code).toBe('OTHER_VIEWER');
  expect(await nameOf(second)).toBe(before);
  expect((await ask(first, RENAME, viewer ?? '')).status).toBe(200);
  expect(await nameOf(first)).toBe('Meant For One');
  await world.db
    .update(profiles)
    .set({ legalName: 'Robin Example' })
    .where(eq(profiles.userId, first as UserId));
});

test('without a session the page is told to sign in, whomever it means', async () => {
  const { viewer } = await ask(first, '{ viewer { id } }');
  const { body } = await ask(undefined, RENAME, viewer ?? '');
  expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test.each(['', 'nonsense', 'x'.repeat(5000)])('a header that is nobody’s id is somebody else', async (meant) => {
  const { status } = await ask(first, '{ viewer { id } }', meant);
  expect(status).toBe(409);
});
