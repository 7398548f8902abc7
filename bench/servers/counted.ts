import { createServer } from 'node:http';
import { sql } from 'drizzle-orm';
import { connect } from '../../drizzle/client.ts';
import { productApp } from './app.ts';
import { serve, settings } from './child.ts';

/** The product's server on a single connection, which tells what PostgreSQL was asked since the last time. */
const issued: string[] = [];
const pool = connect(settings().databaseUrl, { max: 1, onStatement: (text) => issued.push(text) });

type Prepared = { statement: string; executions: number };
/** PostgreSQL's own count of every statement prepared on this connection. */
const readPrepared = async (): Promise<Prepared[]> => [
  ...(await pool.db.execute<Prepared>(sql`
    select statement, (generic_plans + custom_plans)::int as executions from pg_prepared_statements`)),
];

let before = new Map<string, number>();
process.on('message', async (message) => {
  if (message !== 'statements') return;
  const issuedCount = issued.length;
  const prepared = await readPrepared();
  const grown = prepared
    .map(({ statement, executions }) => ({ statement, executions: executions - (before.get(statement) ?? 0) }))
    .filter(({ statement, executions }) => executions > 0 && !statement.includes('pg_prepared_statements'));
  before = new Map(prepared.map(({ statement, executions }) => [statement, executions]));
  issued.length = 0;
  process.send?.({ issued: issuedCount, prepared: grown });
});
await serve(createServer(await productApp(pool)));
