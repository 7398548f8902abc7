import { createServer } from 'node:http';
import postgres from 'postgres';
import { CONNECTIONS, serve, sessionLookup, settings } from './child.ts';
import { DASHBOARD_SQL } from './dashboardSql.ts';

/** What one would write by hand for this page and nothing else: node:http, the session, one prepared statement, bytes out. */
const { readViewer } = sessionLookup();
const sql = postgres(settings().databaseUrl, { max: CONNECTIONS });

const server = createServer(async (request, response) => {
  // The body is read as a service would that takes one, and not looked at.
  for await (const _chunk of request);
  const viewer = await readViewer(request);
  const [row] = viewer ? await sql.unsafe<{ body: string }[]>(DASHBOARD_SQL, [viewer.userId], { prepare: true }) : [];
  const body = row?.body ?? '{"errors":[{"message":"not signed in"}]}';
  response.writeHead(row ? 200 : 401, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
});
await serve(server);
