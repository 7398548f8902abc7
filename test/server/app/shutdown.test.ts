import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort, killProcesses, productionSettings, runProcess, until } from '../../../faults/serviceProcess.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  killProcesses();
  await database.drop();
});

/** One request on a connection that is kept: the answer's Connection header, or the error's code. */
const ask = (agent: Agent, url: string): Promise<string> =>
  new Promise((resolve) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.headers.connection ?? ''));
    }).once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });

test.each(['production', 'development'])(
  'no client that keeps its connection is reset when the process ends (%s)',
  async (mode) => {
    const port = await freePort();
    const service = runProcess({ ...productionSettings(port, database.appUrl), NODE_ENV: mode, LOG_LEVEL: 'silent' });
    await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
    let signaled = false;
    const heard = new Set<string>();
    const odd: string[] = [];
    // Each client pauses for a time of its own between two requests, so that some ask at any moment of the end.
    const client = async (pauseMs: number) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let count = 0; count < 5_000; count++) {
        const answer = await ask(agent, `http://127.0.0.1:${port}/livez`);
        if (signaled) heard.add(answer);
        // Nobody listens any more: the end of the service, and no fault of a connection.
        if (answer === 'ECONNREFUSED') break;
        if (answer !== 'keep-alive' && answer !== 'close') odd.push(answer);
        await sleep(pauseMs);
      }
      agent.destroy();
    };
    const clients = Array.from({ length: 40 }, (_, at) => client(1 + at * 12));
    await sleep(100);
    signaled = true;
    service.child.kill('SIGTERM');
    await Promise.all(clients);
    expect((await service.ended).code).toBe(0);
    expect(odd).toEqual([]);
    expect([...heard]).toEqual(expect.arrayContaining(['close', 'ECONNREFUSED']));
  },
  60_000,
);
