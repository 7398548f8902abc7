import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  freePort,
  killProcesses,
  productionSettings,
  runProcess,
  type ServiceProcess,
  until,
} from '../../../faults/serviceProcess.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** What the connections of the job queue call themselves in their first message. */
const QUEUE = 'attune jobs';

let database: TestDatabase;
let proxy: Server;
/** Whether the database is away for the job queue, whose start is the last step of a process. */
let away = false;

beforeAll(async () => {
  database = await createTestDatabase();
  const { hostname, port } = new URL(database.appUrl);
  proxy = createServer((client) => {
    client
      .on('error', () => {})
      .once('data', (first) => {
        if (away && first.includes(QUEUE)) client.resetAndDestroy();
        else join(client, dial(Number(port), hostname), first);
      });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
afterAll(async () => {
  killProcesses();
  proxy.close();
  await database.drop();
});

const join = (client: Socket, upstream: Socket, first: Buffer) => {
  upstream.on('error', () => client.destroy());
  upstream.write(first);
  client.pipe(upstream).pipe(client);
};

const start = async (script: string) => {
  const port = await freePort();
  const url = new URL(database.appUrl);
  url.port = String((proxy.address() as AddressInfo).port);
  const process = runProcess({ ...productionSettings(port, url.href), LOG_LEVEL: 'info' }, script);
  return { process, url: `http://127.0.0.1:${port}` };
};
const linesOf = ({ text }: ServiceProcess) =>
  text()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
const triesOf = (process: ServiceProcess) => linesOf(process).filter(({ msg }) => msg?.includes('trying again'));

describe.each([
  ['server/main.ts', 'listening'],
  ['server/worker.ts', 'doing jobs'],
])('%s, when the database goes away before its jobs have started', (script, started) => {
  test('lives, says so in one line at each try, and starts when the database is back', async () => {
    away = true;
    const { process, url } = await start(script);
    await until(() => triesOf(process).length >= 2);
    expect(process.child.exitCode).toBeNull();
    if (script === 'server/main.ts') expect((await fetch(`${url}/livez`)).status).toBe(200);
    away = false;
    await until(() => process.text().includes(started));
    const said = linesOf(process).filter(({ level }) => level >= 40);
    expect(said.map(({ msg }) => msg)).toEqual([
      expect.stringContaining('made signing keys'),
      ...triesOf(process).map(() => 'the database is away during the start, trying again'),
    ]);
    process.child.kill('SIGKILL');
    await process.ended;
  }, 60_000);

  test('ends at SIGTERM meanwhile, which is no failure', async () => {
    away = true;
    const { process } = await start(script);
    await until(() => triesOf(process).length >= 1);
    process.child.kill('SIGTERM');
    const { code, text } = await process.ended;
    expect(code).toBe(0);
    expect(text).not.toContain('did not start');
  }, 60_000);
});

test('a database that refuses the password is no database that is away', async () => {
  away = false;
  const url = new URL(database.appUrl);
  url.password = 'wrong';
  const { code, text } = await runProcess(productionSettings(await freePort(), url.href)).ended;
  expect(code).toBe(1);
  expect(text.trim().split('\n')).toEqual([expect.stringContaining('Attune did not start')]);
}, 60_000);
