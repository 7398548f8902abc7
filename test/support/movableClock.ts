import { runAll } from './testServer.ts';

/**
 * Gives a test's database a clock that can be moved: its own clock_timestamp() and statement_timestamp() are found before PostgreSQL's.
 * It holds for connections that are opened afterwards. `now()` stays as it is.
 */
export async function makeClockMovable(ownerUrl: string): Promise<{ advance(ms: number): Promise<void> }> {
  const name = new URL(ownerUrl).pathname.slice(1);
  await runAll(ownerUrl, [
    'CREATE SCHEMA clock',
    'CREATE TABLE clock.ahead (ms bigint NOT NULL)',
    'INSERT INTO clock.ahead VALUES (0)',
    `CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
      $$ SELECT pg_catalog.clock_timestamp() + (SELECT ms FROM clock.ahead) * interval '1 millisecond' $$`,
    `CREATE FUNCTION clock.statement_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS
      $$ SELECT pg_catalog.statement_timestamp() + (SELECT ms FROM clock.ahead) * interval '1 millisecond' $$`,
    'GRANT USAGE ON SCHEMA clock TO PUBLIC',
    'GRANT SELECT ON clock.ahead TO PUBLIC',
    `ALTER DATABASE ${name} SET search_path = clock, pg_catalog, public`,
  ]);
  return { advance: (ms) => runAll(ownerUrl, [`UPDATE clock.ahead SET ms = ms + ${Math.round(ms)}`]) };
}
