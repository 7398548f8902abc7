import type { SQL } from 'drizzle-orm';
import type { Database } from './client.ts';
import { preparedOn } from './statement.ts';

type Statement = { execute(values: Record<string, unknown>): Promise<unknown> };
type Internals = {
  dialect: { sqlToQuery(query: SQL): unknown };
  session: { prepareQuery(query: unknown, mode: 'raw', name: string): Statement };
};

/**
 * A hand-written statement, prepared by name and filled through sql.placeholder. Rows come as the driver gives them: instants
 * as text. Drizzle offers this for its own builders only, so this reaches two of its fields; a test holds the pinned version to them.
 */
export const handWritten = <Row>(
  name: string,
  query: SQL,
): ((db: Database, values: Record<string, unknown>) => Promise<Row[]>) => {
  const statementOn = preparedOn((db) => {
    const { dialect, session } = db as unknown as Internals;
    return session.prepareQuery(dialect.sqlToQuery(query), 'raw', name);
  });
  return async (db, values) => [...((await statementOn(db).execute(values)) as Iterable<Row>)];
};
