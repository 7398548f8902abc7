import { createServer } from 'node:http';
import { enrollmentsOf, isWhole } from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import { isOpen } from '../../schema/enrollments/rules/open.ts';
import { nextModule } from '../../schema/enrollments/rules/progress.ts';
import { serve, sessionLookup } from './child.ts';

/** The product's own statement and rules on node:http: what is left of the page without GraphQL, Express and the request log. */
const { readViewer, pool } = sessionLookup();
const FIRST_PAGE = {
  below: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  above: '00000000-0000-0000-0000-000000000000',
  inverted: false,
  limit: 21,
};

const server = createServer(async (request, response) => {
  for await (const _chunk of request);
  const viewer = await readViewer(request);
  const rows = viewer ? await enrollmentsOf(pool.db, { userId: viewer.userId, ...FIRST_PAGE }) : [];
  const edges = rows.slice(0, 20).map((row) => {
    const next = isWhole(row) ? nextModule(row.modules) : null;
    return {
      node: {
        id: btoa(`Enrollment:${row.id}`),
        course: { title: row.courseTitle },
        progress: row.progress,
        nextModule: next && { title: next.title },
        blockers:
          isOpen(row) && isWhole(row) ? blockers(row, new Date()).map(({ code, message }) => ({ code, message })) : [],
      },
    };
  });
  const body = JSON.stringify(viewer ? { data: { viewer: { enrollments: { edges } } } } : { errors: [] });
  response.writeHead(viewer ? 200 : 401, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
});
await serve(server);
