import { createServer, type IncomingMessage } from 'node:http';
import { postgraphile } from 'postgraphile';
import type { PgResource } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/adaptors/pg';
import { context } from 'postgraphile/grafast';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { extendSchema } from 'postgraphile/utils';
import { CONNECTIONS, serve, sessionLookup, settings } from './child.ts';

/**
 * PostGraphile 5 in production mode, asked in three ways: `allLearnerRounds` (a view with computed columns) and `viewerRounds`
 * (one function) find the learner through pgSettings, as its guide advises; `ownRounds` hands the learner to that function from
 * the context, and so does without a transaction.
 */
process.env.GRAPHILE_ENV = 'production';
const { readViewer } = sessionLookup();

const ownRounds = extendSchema((build) => {
  const roundsOf = build.pgResources.rounds_of as unknown as PgResource;
  return {
    typeDefs: 'extend type Query { ownRounds: [Round!] }',
    objects: {
      Query: {
        plans: {
          ownRounds: () =>
            roundsOf.execute([{ step: context().get('viewerId' as never), pgCodec: build.dataplanPg.TYPES.uuid }]),
        },
      },
    },
  };
});

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [ownRounds],
  pgServices: [
    makePgService({
      connectionString: settings().databaseUrl,
      schemas: ['bench_dashboard'],
      poolConfig: { max: CONNECTIONS },
    }),
  ],
  grafserv: { graphiql: false, watch: false },
  grafast: {
    explain: false,
    context: async (incoming) => {
      const request = (incoming as { node?: { req: IncomingMessage } }).node?.req;
      const viewer = request ? await readViewer(request) : null;
      // A request that asks for `ownRounds` needs no setting, and without settings PostGraphile opens no transaction.
      const bySetting = request?.headers['x-bench-by'] === 'setting';
      return { viewerId: viewer?.userId, ...(bySetting ? { pgSettings: { 'attune.viewer': viewer?.userId } } : {}) };
    },
  },
});

const server = createServer();
await pgl.createServ(grafserv).addTo(server);
await serve(server);
