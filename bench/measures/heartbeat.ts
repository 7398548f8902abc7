import type { Cores } from '../cores.ts';
import { type Call, type Client, press } from '../load.ts';
import { median, round } from '../numbers.ts';
import { graphqlHeaders, type Statements, startServer } from '../peers.ts';
import type { World } from '../world.ts';
import { DASHBOARD_QUERY } from './dashboard.ts';

const BEAT = `mutation Beat($input: RecordModuleActivityInput!) { recordModuleActivity(input: $input) {
  __typename ... on RecordModuleActivityPayload {
    studySession { id endedAt } secondsCountedNow secondsCounted furthestPermille } ... on Error { code message } } }`;

/** A beat of this learner's open session of study. */
const beatOf = ({ cookie, study }: World['learners'][number]): Call => ({
  path: '/graphql',
  headers: graphqlHeaders(cookie),
  body: JSON.stringify({
    query: BEAT,
    variables: {
      input: {
        enrollmentId: btoa(`Enrollment:${study.enrollmentId}`),
        moduleId: btoa(`Module:${study.moduleId}`),
        studySessionId: btoa(`StudySession:${study.studySessionId}`),
        activity: 'BEAT',
        positionPermille: 500,
      },
    },
  }),
});

export type HeartbeatResult = { perSecond: number; rounds: number[]; p50Ms: number; p99Ms: number };

/** Beats of all learners, one after the other, at a server of its own. */
export const measureHeartbeat = async (
  world: World,
  rounds: number,
  seconds: number,
  cores: Cores,
): Promise<HeartbeatResult> => {
  const server = await startServer('product.ts', world, cores);
  try {
    const calls = world.learners.map(beatOf);
    await expectPayload(server.client, calls);
    const loads = [];
    for (let turn = 0; turn <= rounds; turn++) loads.push(await press(server.client, calls, seconds));
    const counted = loads.slice(1);
    return {
      perSecond: round(median(counted.map((load) => load.perSecond)), 0),
      rounds: counted.map((load) => round(load.perSecond, 0)),
      p50Ms: round(median(counted.map((load) => load.p50Ms))),
      p99Ms: round(median(counted.map((load) => load.p99Ms))),
    };
  } finally {
    await server.stop();
  }
};

const expectPayload = async (client: Client, calls: Call[]) => {
  for (const call of calls) {
    const { text } = await client.send(call);
    if (!text.includes('"RecordModuleActivityPayload"')) throw new Error(`a beat was refused: ${text}`);
  }
};

export type StatementCount = {
  what: string;
  requests: number;
  /** Per request, session look-up included. */
  issuedPerRequest: number;
  preparedPerRequest: number;
};

const REQUESTS = 100;

/** Statements of a warm request: as issued by the driver, and as PostgreSQL counts executions of prepared ones. */
export const countStatements = async (world: World): Promise<StatementCount[]> => {
  const server = await startServer('counted.ts', world, null);
  try {
    const busy = world.learners.filter((learner) => learner.busy);
    const dashboards = busy.map(({ cookie }) => ({
      path: '/graphql',
      headers: graphqlHeaders(cookie),
      body: JSON.stringify({ query: DASHBOARD_QUERY }),
    }));
    const counts: StatementCount[] = [];
    for (const [what, calls] of [
      ['dashboard of 20 rounds', dashboards],
      ['heartbeat', busy.map(beatOf)],
    ] as const) {
      await sendAll(server.client, calls);
      await server.statements();
      await sendAll(server.client, calls);
      counts.push(summary(what, await server.statements()));
    }
    return counts;
  } finally {
    await server.stop();
  }
};

const sendAll = async (client: Client, calls: readonly Call[]) => {
  for (let sent = 0; sent < REQUESTS; sent++) {
    const call = calls[sent % calls.length];
    const answer = call && (await client.send(call));
    if (answer?.status !== 200 || answer.text.startsWith('{"errors"')) throw new Error(`refused: ${answer?.text}`);
  }
};

const summary = (what: string, { issued, prepared }: Statements): StatementCount => ({
  what,
  requests: REQUESTS,
  issuedPerRequest: issued / REQUESTS,
  preparedPerRequest: prepared.reduce((sum, { executions }) => sum + executions, 0) / REQUESTS,
});
