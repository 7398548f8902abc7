import { expect, test } from '@jest/globals';
import postgres from 'postgres';
import { createTestDatabase } from '../../support/database.ts';

test('every test file gets its own migrated database, however many ask at once', async () => {
  const databases = await Promise.all(Array.from({ length: 5 }, createTestDatabase));
  const [first, second] = databases.map(({ ownerUrl }) => postgres(ownerUrl, { max: 1 }));
  if (!first || !second) throw new Error('five were asked for');
  const [tables] = await first`SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public'`;
  expect(tables?.count).toBeGreaterThan(20);
  await first`CREATE TABLE mine (id int)`;
  await expect(second`SELECT * FROM mine`).rejects.toThrow(/does not exist/);
  await Promise.all([first.end(), second.end(), ...databases.map(({ drop }) => drop())]);
});

test('the application role there may not make tables, and drop works while it is connected', async () => {
  const database = await createTestDatabase();
  const app = postgres(database.appUrl, { max: 1, connect_timeout: 5 });
  await expect(app`CREATE TABLE mine (id int)`).rejects.toThrow(/permission denied/);
  await expect(app`CREATE TEMPORARY TABLE mine (id int)`).rejects.toThrow(/permission denied/);
  await database.drop();
  await expect(app`SELECT 1`).rejects.toThrow(/terminat|does not exist|closed/i);
  await app.end();
});
