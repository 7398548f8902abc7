import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { newId } from '../../../drizzle/ids.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { globalId } from '../../support/quizPages.ts';
import { person } from '../../support/seatRows.ts';

let database: TestDatabase;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
  app = await startTestApp(pool);
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

const NODES = [...readFileSync('schema/schema.graphql', 'utf8').matchAll(/^type (\w+) implements .*\bNode\b/gm)].map(
  ([, name]) => name ?? '',
);

test.each(NODES)(
  'a key of %s that is nothing to whoever asks is null, signed in or not, and no fault',
  async (type) => {
    const query = 'query ($id: ID!) { node(id: $id) { __typename } }';
    const headers: Record<string, string>[] = [{}, { 'x-test-user': await person(pool.db) }];
    for (const as of headers)
      for (const key of [newId(), `${newId()}:${newId()}`, 'x', '']) {
        const { body } = await app.graphql(query, { id: globalId(type, key) }, as);
        expect([type, key, body]).toEqual([type, key, { data: { node: null } }]);
      }
  },
);
