import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { stateOf } from '../../../server/http/states.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

/** A field that fails as PostgreSQL fails with this code. */
const failing = (code: string) =>
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        fails: {
          type: GraphQLString,
          resolve: () => pool.db.execute(sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`)),
        },
      },
    }),
  });

const BUSY = [
  '53100',
  '53200',
  '53300',
  '53400',
  '58030',
  '25006',
  '57P01',
  '57P03',
  '08006',
  '40001',
  '40P01',
  '55P03',
  '57014',
];

describe('a state of the database in which a later attempt may succeed', () => {
  test.each(BUSY)('%s is 503 with Retry-After', async (code) => {
    const app = await startTestApp(pool, { schema: failing(code) });
    const { status, headers, body } = await app.graphql('{ fails }');
    await app.stop();
    expect([status, headers.get('retry-after'), body.errors?.[0]?.extensions?.code]).toEqual([503, '5', 'UNAVAILABLE']);
  });

  test.each(['23505', '42P01', 'XX000', '42501'])('%s is a fault of ours', async (code) => {
    const app = await startTestApp(pool, { schema: failing(code) });
    const { body } = await app.graphql('{ fails }');
    await app.stop();
    expect(body.errors?.[0]?.extensions?.code).toBe('INTERNAL');
  });

  test('is found in causes and in the parts of an AggregateError, which Node throws for a name with two addresses', () => {
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    const both = new AggregateError([new Error('other'), refused]);
    expect(stateOf(new Error('outer', { cause: both }))).toBe('AWAY');
    expect(stateOf(new Error('outer'))).toBeNull();
    expect(stateOf('thrown text')).toBeNull();
  });
});
