import { deepStrictEqual } from 'node:assert/strict';
import type { Cores } from '../cores.ts';
import { type Answer, type Call, type Load, press } from '../load.ts';
import { median, round } from '../numbers.ts';
import { graphqlHeaders, type Server, startServer } from '../peers.ts';
import type { World } from '../world.ts';

export const DASHBOARD_QUERY = `query Dashboard { viewer { enrollments { edges { node {
  id course { title }
  progress { modulesCompleted modulesTotal percent secondsCounted secondsRequired }
  nextModule { title } blockers { code message } } } } } }`;
const FIELDS = `rowId course { title }
  progress { modulesCompleted modulesTotal percent secondsCounted secondsRequired }
  nextModule { title } blockers { code message }`;

type Node = { id: string } & Record<string, unknown>;
type Peer = {
  name: string;
  file: string;
  call(cookie: string): Call;
  /** The nodes of the page in one shape. */
  nodes(answer: Answer): Node[];
};

const post = (body: unknown, headers: Record<string, string>): Call => ({
  path: '/graphql',
  body: JSON.stringify(body),
  headers,
});
const ownNodes = ({ text }: Answer): Node[] =>
  JSON.parse(text).data.viewer.enrollments.edges.map((edge: { node: Node }) => edge.node);
const foreignNodes = (rows: (Node & { rowId: string })[]): Node[] =>
  rows.map(({ rowId, ...rest }) => ({ ...rest, id: btoa(`Enrollment:${rowId}`) }));

const PEERS: Peer[] = [
  {
    name: 'Attune',
    file: 'product.ts',
    call: (cookie) => post({ query: DASHBOARD_QUERY }, graphqlHeaders(cookie)),
    nodes: ownNodes,
  },
  {
    name: 'hand-written SQL that builds the body, on node http',
    file: 'handWritten.ts',
    call: (cookie) => post({}, graphqlHeaders(cookie)),
    nodes: ownNodes,
  },
  {
    name: 'the same statement and rules on node http',
    file: 'withoutGraphql.ts',
    call: (cookie) => post({}, graphqlHeaders(cookie)),
    nodes: ownNodes,
  },
  {
    name: 'PostGraphile 5, one function, learner from context',
    file: 'postGraphile.ts',
    call: (cookie) => post({ query: `query Dashboard { ownRounds { ${FIELDS} } }` }, graphqlHeaders(cookie)),
    nodes: ({ text }) => foreignNodes(JSON.parse(text).data.ownRounds),
  },
  {
    name: 'PostGraphile 5, one function, learner by pgSettings',
    file: 'postGraphile.ts',
    call: (cookie) =>
      post(
        { query: `query Dashboard { viewerRounds(first: 20) { nodes { ${FIELDS} } } }` },
        { ...graphqlHeaders(cookie), 'x-bench-by': 'setting' },
      ),
    nodes: ({ text }) => foreignNodes(JSON.parse(text).data.viewerRounds.nodes),
  },
  {
    name: 'PostGraphile 5, view and computed columns',
    file: 'postGraphile.ts',
    call: (cookie) =>
      post(
        { query: `query Dashboard { allLearnerRounds(first: 20, orderBy: ROW_ID_DESC) { nodes { ${FIELDS} } } }` },
        { ...graphqlHeaders(cookie), 'x-bench-by': 'setting' },
      ),
    nodes: ({ text }) => foreignNodes(JSON.parse(text).data.allLearnerRounds.nodes),
  },
];

/**
 * The product's requests per second over a peer's, and the peer's CPU per request over the product's: of the server alone, and of
 * server and database together.
 */
export type Ratio = { peer: string; requests: number; cpu: number; both: number | null };
export type PeerResult = {
  name: string;
  perSecond: number;
  rounds: number[];
  p50Ms: number;
  p99Ms: number;
  /** Server CPU milliseconds per request, the least of the rounds. */
  cpuMs: number;
  /** CPU milliseconds of PostgreSQL per request, likewise; null where /proc does not tell. */
  databaseMs: number | null;
  rssMb: number;
};
/** `long`: learners with long histories alone. */
export type DashboardResult = { learners: string; long: boolean; peers: PeerResult[]; ratios: Ratio[] };

type Options = {
  rounds: number;
  seconds: number;
  cores: Cores;
  profileDir?: string | undefined;
  log: (line: string) => void;
};

/** The learner's dashboard beside its peers, interleaved, for everybody and for those with a long history alone. */
export const measureDashboard = async (world: World, options: Options): Promise<DashboardResult[]> => {
  const started = new Map<string, Server>();
  try {
    const servers: Server[] = [];
    for (const { file } of PEERS) {
      const server = started.get(file) ?? (await startServer(file, world, options.cores, options.profileDir));
      started.set(file, server);
      servers.push(server);
    }
    await checkSame(world, servers);
    options.log(`dashboard: ${PEERS.length} peers give the same answers to ${world.learners.length} learners`);
    return [await compare(world, false, servers, options), await compare(world, true, servers, options)];
  } finally {
    for (const server of started.values()) await server.stop();
  }
};

/** Every learner's answer of every peer, compared field by field. */
const checkSame = async (world: World, servers: Server[]) => {
  for (const { cookie } of world.learners) {
    const [own, ...others] = await Promise.all(
      PEERS.map(async (peer, at) => {
        const answer = await servers[at]?.client.send(peer.call(cookie));
        if (answer?.status !== 200) throw new Error(`${peer.name} answered ${answer?.status}: ${answer?.text}`);
        return peer.nodes(answer);
      }),
    );
    if (own === undefined || own.length === 0) throw new Error('a learner has an empty dashboard');
    for (const other of others) deepStrictEqual(other, own);
  }
};

const compare = async (world: World, long: boolean, servers: Server[], options: Options): Promise<DashboardResult> => {
  const learners = long ? 'learners with 24 rounds, a page of 20' : 'all learners, 1 to 3 rounds for most';
  const held = world.learners.filter(({ busy }) => busy || !long).map(({ cookie }) => cookie);
  const calls = PEERS.map((peer) => held.map((cookie) => peer.call(cookie)));
  const loads: Load[][] = PEERS.map(() => []);
  const cpu: number[][] = PEERS.map(() => []);
  const database: number[][] = PEERS.map(() => []);
  // The first turn warms every server up and is not counted.
  for (let turn = 0; turn <= options.rounds; turn++) {
    for (const at of PEERS.keys()) {
      const server = servers[at];
      if (server === undefined) throw new Error('a server is missing');
      const before = await server.usage();
      const databaseBefore = world.databaseCpu();
      const load = await press(
        server.client,
        calls[at] ?? [],
        turn === 0 ? Math.max(options.seconds, 3) : options.seconds,
      );
      const after = await server.usage();
      const databaseAfter = world.databaseCpu();
      if (turn === 0) continue;
      loads[at]?.push(load);
      cpu[at]?.push(((after.cpuSeconds - before.cpuSeconds) / load.requests) * 1000);
      database[at]?.push((((databaseAfter ?? Number.NaN) - (databaseBefore ?? Number.NaN)) / load.requests) * 1000);
    }
  }
  const peers: PeerResult[] = [];
  for (const [at, { name }] of PEERS.entries()) {
    const rounds = loads[at] ?? [];
    const usage = await servers[at]?.usage();
    peers.push({
      name,
      perSecond: round(median(rounds.map((load) => load.perSecond)), 0),
      rounds: rounds.map((load) => round(load.perSecond, 0)),
      p50Ms: round(median(rounds.map((load) => load.p50Ms))),
      p99Ms: round(median(rounds.map((load) => load.p99Ms))),
      cpuMs: round(leastOf(cpu[at])),
      databaseMs: known(leastOf(database[at])),
      rssMb: round((usage?.rss ?? 0) / 2 ** 20, 0),
    });
  }
  const [own = [], ...others] = loads;
  const both = (at: number) => leastOf(cpu[at]) + leastOf(database[at]);
  const ratios = others.map((rounds, at) => ({
    peer: PEERS[at + 1]?.name ?? '',
    requests: round(median(own.map((load, turn) => load.perSecond / (rounds[turn]?.perSecond ?? Number.NaN)))),
    cpu: round(leastOf(cpu[at + 1]) / leastOf(cpu[0])),
    both: known(both(at + 1) / both(0)),
  }));
  return { learners, long, peers, ratios };
};

/** The least of the rounds: whatever else ran on the machine only ever added. */
const leastOf = (rounds: readonly number[] = []): number => Math.min(...rounds);
const known = (value: number): number | null => (Number.isNaN(value) ? null : round(value));
