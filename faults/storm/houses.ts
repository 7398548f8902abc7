import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { History } from '../history.ts';
import { freePort, productionSettings, runNode, type ServiceProcess, until } from '../serviceProcess.ts';

const PROCESSES = 2;
const READY_SECONDS = 90;
const REQUEST_MS = 40_000;
/** A process writes its log a little after its answer. */
const LOGGED_MS = 300;
const STARTED = 'Attune is running.';

type House = { url: string; port: number; process: ServiceProcess; alive: boolean };
type Needs = { databaseUrl: string; settings: Record<string, string>; aheadMs: () => number; history: History };

/** The answer of a verb: its code when it was refused, else what it gave. Null: no answer came, so that it may have happened. */
export type Answer = { code: string | null; payload: Record<string, unknown> } | null;

/** Processes of the service on one database, each with API and jobs, that may be killed. */
export async function openHouses({ databaseUrl, settings, aheadMs, history }: Needs) {
  const dataDir = mkdtempSync(join(tmpdir(), 'attune-storm-'));
  const houses: House[] = [];
  const killed = new Set<ServiceProcess>();
  const start = (port: number): ServiceProcess => {
    const process = runNode(
      {
        ...productionSettings(port, databaseUrl),
        ...{ NODE_ENV: 'development', LOG_LEVEL: 'error', DATA_DIR: dataDir, NETWORK_COST_PER_MINUTE: '999999999' },
        ...{ ...settings, STORM_AHEAD_MS: String(aheadMs()) },
      },
      ['--import', './faults/storm/movedProcess.ts', 'server/main.ts'],
      { told: true },
    );
    process.ended.then(({ code, text }) => {
      if (!killed.has(process)) history.fault(`a process ended by itself (${code}): ${text.slice(-1_500)}`);
    });
    return process;
  };
  const untilReady = async (house: House) => {
    const { process } = house;
    const listens = async () => process.text().includes(STARTED) || process.child.exitCode !== null;
    await until(listens, READY_SECONDS);
    if (process.child.exitCode !== null) throw new Error(`a process did not start: ${process.text()}`);
    house.alive = true;
    await tell(house);
  };
  const tell = async ({ process: { child } }: House): Promise<void> => {
    if (!child.connected) return;
    await new Promise<void>((resolve) => {
      const heard = () => {
        child.off('message', heard).off('disconnect', heard);
        resolve();
      };
      child.on('message', heard).on('disconnect', heard);
      child.send(aheadMs(), () => undefined);
    });
  };
  for (let at = 0; at < PROCESSES; at += 1) {
    const port = await freePort();
    const house = { url: `http://127.0.0.1:${port}`, port, process: start(port), alive: false };
    houses.push(house);
    // The first one writes the content and the keys.
    await untilReady(house);
  }
  const end = async ({ process }: House) => {
    killed.add(process);
    process.child.kill('SIGKILL');
    await process.ended;
  };
  const living = (n: number): House => {
    const alive = houses.filter((house) => house.alive);
    const house = alive[Math.floor(n * alive.length)] ?? houses[0];
    if (house === undefined) throw new Error('there is no process');
    return house;
  };
  return {
    url: (n: number) => living(n).url,
    /** Every living process is as far ahead as the storm. */
    told: () => Promise.all(houses.filter(({ alive }) => alive).map(tell)),
    /** Kills a process without a warning and starts another; resolves when that answers. */
    kill: async (at: number): Promise<void> => {
      const house = houses[at % PROCESSES];
      if (house === undefined || !house.alive) return;
      house.alive = false;
      await end(house);
      house.process = start(house.port);
      await untilReady(house);
    },
    close: async () => {
      await Promise.all(houses.map(end));
      rmSync(dataDir, { recursive: true, force: true });
    },
    said: () => houses.map(({ process }) => process.text().slice(-3_000)).join('\n'),
    ask: (n: number, asked: Asked) => {
      const { url, process } = living(n);
      return ask(url, asked, { history, logged: process.text });
    },
    read: (n: number, token: string, query: string) => read(living(n).url, token, query),
  };
}
export type Houses = Awaited<ReturnType<typeof openHouses>>;

type Asked = { token: string; verb: string; input: object; fields?: string };

const send = async (url: string, token: string, body: object) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(REQUEST_MS);
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body), signal });
  return { status: response.status, text: await response.text() };
};

type Told = { history: History; logged: () => string };
type Refused = { message: string; extensions?: { code?: string; requestId?: string } };

async function ask(
  url: string,
  { token, verb, input, fields = '__typename' }: Asked,
  { history, logged }: Told,
): Promise<Answer> {
  const name = `${verb[0]?.toUpperCase()}${verb.slice(1)}`;
  const query = `mutation ($input: ${name}Input!) { ${verb}(input: $input) { ... on ${name}Payload { ${fields} } ... on Error { code message } } }`;
  const answer = await send(url, token, { query, variables: { input } }).catch(() => null);
  if (answer === null) {
    history.unknown();
    return null;
  }
  const { data, errors } = JSON.parse(answer.text) as {
    data?: Record<string, Record<string, unknown> | null>;
    errors?: Refused[];
  };
  const payload = data?.[verb] ?? null;
  if (errors === undefined && payload !== null) {
    const code = typeof payload.code === 'string' ? payload.code : null;
    history.told(`${verb} ${code ?? 'done'}`);
    return { code, payload };
  }
  const { code = String(answer.status), requestId = '' } = errors?.[0]?.extensions ?? {};
  history.told(`${verb} ${code}`);
  if (code === 'UNAVAILABLE') return null;
  await sleep(LOGGED_MS);
  const why = logged()
    .split('\n')
    .find((line) => requestId !== '' && line.includes(requestId));
  history.fault(`${verb} answered ${code} for ${JSON.stringify(input)}: ${why ?? answer.text.slice(0, 300)}`);
  return null;
}

async function read(url: string, token: string, query: string): Promise<Record<string, unknown>> {
  const { text } = await send(url, token, { query });
  const { data, errors } = JSON.parse(text) as { data?: Record<string, unknown>; errors?: unknown };
  if (data === undefined || errors !== undefined) throw new Error(`a reading was refused: ${text.slice(0, 500)}`);
  return data;
}
