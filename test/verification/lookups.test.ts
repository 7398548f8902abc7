import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp } from '../support/app.ts';
import { openWorld, type World } from '../support/world.ts';

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

const MANY = 'query($numbers: [String!]!) { verifyCertificates(numbers: $numbers) { status } }';

test('a network asks for many numbers sixty times in ten minutes, also at once, and then learns when to try again', async () => {
  const ask = () => app.graphql(MANY, { numbers: ['nonsense', '00000-00000-00000-00000'] });
  const answers = await Promise.all(Array.from({ length: 70 }, ask));
  const refused = answers.filter(({ body }) => body.errors !== undefined);
  expect(refused).toHaveLength(10);
  expect(refused[0]?.body.errors?.[0]?.extensions).toMatchObject({
    code: 'RATE_LIMITED',
    retryAt: expect.stringMatching(/Z$/),
  });
  const fine = answers.find(({ body }) => body.errors === undefined);
  expect(fine?.body.data).toEqual({ verifyCertificates: [{ status: 'MALFORMED' }, { status: 'UNKNOWN' }] });
});

test('a document that asks for thousands is refused by its cost', async () => {
  const fields = Array.from({ length: 10 }, (_, at) => `a${at}: verifyCertificates(numbers: $numbers) { status }`);
  const numbers = Array.from({ length: 100 }, () => 'x');
  const { status, body } = await app.graphql(`query($numbers: [String!]!) { ${fields.join(' ')} }`, { numbers });
  expect({ status, code: body.errors?.[0]?.extensions?.code }).toMatchObject({
    code: expect.stringMatching(/COST|COMPLEX|LIMIT|LARGE/),
  });
});
