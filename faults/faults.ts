import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { crowd } from './crowd.ts';
import type { History } from './history.ts';
import type { House, Part } from './house.ts';
import type { Random } from './random.ts';

type Turn = { house: House; random: Random; history: History; rounds: number };

/** Something that breaks while learners study, several times over; `run` answers what it did, in words. */
export type Fault = { name: string; run(turn: Turn): Promise<string> };

const HANG_SECONDS = 20;
const CROWD = 400;
const ENDS = ['immediate', 'fast', 'killed'] as const;

/** Repeats a fault at random moments; after each the service must become ready by itself. */
async function repeated({ house, random, rounds }: Turn, fault: (round: number) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await sleep(random.below(1_500));
    await fault(round);
    await house.untilReady();
  }
}

const restarts: Fault = {
  name: 'PostgreSQL restarted under load',
  run: async (turn) => {
    await repeated(turn, (round) => turn.house.postgres.restart(ENDS[round % ENDS.length] ?? 'immediate'));
    return `${turn.rounds} times, ${ENDS.join(', ')} in turn`;
  },
};

const terminations: Fault = {
  name: 'every connection ended by the server',
  run: async (turn) => {
    const terminate = sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where application_name like 'attune%' and pid <> pg_backend_pid()`;
    await repeated(turn, () => turn.house.pool.db.execute(terminate));
    return `${turn.rounds} times`;
  },
};

const cuts: Fault = {
  name: 'connections cut at COMMIT',
  run: async (turn) => {
    const before = turn.house.proxy.cuts();
    await repeated(turn, async (round) => {
      turn.house.proxy.cut(round % 2 === 0 ? 'before COMMIT' : 'after COMMIT', 2);
      await sleep(1_000);
    });
    return `${turn.house.proxy.cuts() - before} connections, before it arrived and after it`;
  },
};

const hang: Fault = {
  name: 'PostgreSQL hung',
  run: async ({ house, history }) => {
    house.postgres.freeze();
    const slowest = await slowestAnswer(house.url, HANG_SECONDS, history);
    house.postgres.resume();
    await house.untilReady();
    return `${HANG_SECONDS} s; the slowest answer meanwhile took ${slowest.toFixed(1)} s`;
  },
};

/** Asks for something that needs the database, again and again, and measures. */
async function slowestAnswer(url: string, seconds: number, history: History): Promise<number> {
  let slowest = 0;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
    const began = performance.now();
    const answer = await fetch(`${url}/verify/AAAA-BBBB-CCCC-DDDD`, { signal: AbortSignal.timeout(30_000) }).catch(
      () => null,
    );
    await answer?.arrayBuffer();
    slowest = Math.max(slowest, (performance.now() - began) / 1000);
    if (answer === null) history.fault('a request during the hang got no answer');
  }
  if (slowest > 10) history.fault(`a request during the hang took ${slowest.toFixed(1)} s`);
  return slowest;
}

const kills = (part: Part): Fault => ({
  name: `kill -9 of the ${part}`,
  run: async (turn) => {
    await repeated(turn, () => turn.house.kill(part));
    return `${turn.rounds} times`;
  },
});

const overload: Fault = {
  name: `${CROWD} clients at once`,
  run: async ({ house, history }) => {
    const { answered, p99Ms } = await crowd(house.url, CROWD, history);
    await house.untilReady();
    const told = [...answered].toSorted().map(([status, count]) => `${count} x ${status}`);
    return `${told.join(', ')}; p99 ${p99Ms} ms`;
  },
};

export const FAULTS: readonly Fault[] = [restarts, terminations, cuts, hang, kills('API'), kills('worker'), overload];
/** Those that a run of the tests has time for. */
export const SHORT_FAULTS: readonly Fault[] = [restarts, cuts, kills('API'), kills('worker')];
