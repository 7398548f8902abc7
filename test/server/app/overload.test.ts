import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newCertificateNumber } from '../../../certificates/number.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let child: ChildProcess;
let url = '';
beforeAll(async () => {
  database = await createTestDatabase();
  const program = new URL('../../support/overloadProcess.ts', import.meta.url).pathname;
  child = fork(program, [database.appUrl], { execArgv: ['--expose-gc', '--import', './server/node24.js'] });
  [{ url }] = (await once(child, 'message')) as [{ url: string }];
});
afterAll(async () => {
  child.kill('SIGKILL');
  await database.drop();
});

type Answer = { status: number; retryAfter: string | undefined; code: string | undefined };

/** One request on a connection of this agent; rejects when the connection is reset. */
const ask = (agent: Agent, path: string, body?: string) =>
  new Promise<Answer>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const sent = request(url + path, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('error', reject).once('end', () => {
        const code = /"code":"(\w+)"/.exec(text)?.[1];
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], code });
      });
    });
    sent.once('error', reject).end(body);
  });

const NUMBER = newCertificateNumber();

/** 400 clients on connections of their own, each so many requests one after the other. */
const flood = async (requests: number): Promise<Answer[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 400 });
  const query = JSON.stringify({ query: '{ courses { nodes { id title } } }' });
  const signIn = JSON.stringify({ email: 'flood@example.org' });
  try {
    const clients = Array.from({ length: 400 }, async (_, client) => {
      const answers: Answer[] = [];
      for (let at = 0; at < requests; at++) {
        if ((client + at) % 4 === 3) answers.push(await ask(agent, `/verify/${NUMBER}`));
        else if ((client + at) % 4 === 2)
          answers.push(await ask(agent, '/api/auth/email-otp/send-verification-otp', signIn));
        else answers.push(await ask(agent, '/graphql', query));
      }
      return answers;
    });
    return (await Promise.all(clients)).flat();
  } finally {
    agent.destroy();
  }
};

const heapAfterRest = async (): Promise<number> => {
  child.send('heap');
  const [{ heapUsed }] = (await once(child, 'message')) as [{ heapUsed: number }];
  return heapUsed;
};

describe('400 clients at once', () => {
  test('each gets an answer at once: done, or when to try again; health answers meanwhile, and all works afterwards', async () => {
    const agent = new Agent({ keepAlive: true });
    const flooding = flood(2);
    const health = await Promise.all(['/livez', '/readyz', '/metrics'].map((path) => ask(agent, path)));
    const answers = await flooding;
    expect(answers).toHaveLength(800);
    const [alive, ready, metrics] = health.map(({ status }) => status);
    expect([alive, metrics]).toEqual([200, 200]);
    // It may find that the database is too busy to answer in two seconds; it is never refused for want of a place.
    expect([200, 503]).toContain(ready);
    expect(health[1]?.code).toBeUndefined();
    const told = new Set(answers.map(({ status }) => status));
    expect([...told].filter((status) => ![200, 404, 429, 503].includes(status))).toEqual([]);
    expect(told).toContain(503);
    expect(told).toContain(200);
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.filter(({ retryAfter, code }) => !(Number(retryAfter) >= 1) || code !== 'UNAVAILABLE')).toEqual([]);
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.filter(({ retryAfter }) => !(Number(retryAfter) >= 1))).toEqual([]);
    expect(await ask(agent, '/graphql', '{"query":"{ __typename }"}')).toMatchObject({ status: 200 });
    agent.destroy();
  }, 60_000);

  test('leave no memory behind: what stays after three floods is what stayed after one', async () => {
    const once = await heapAfterRest();
    for (let time = 0; time < 2; time++) await flood(1);
    expect((await heapAfterRest()) / once).toBeLessThan(1.15);
  }, 60_000);

  test('what was refused leaves no memory behind either', async () => {
    const agent = new Agent({ keepAlive: true });
    const fields = Array.from({ length: 19 }, () => `viewer { profile { ${'legalName '.repeat(13)} } }`).join(' ');
    const refuse = async (time: number) =>
      (await ask(agent, '/graphql', JSON.stringify({ query: `{ ${fields} nope${time} }` }))).code;
    expect(await refuse(0)).toBe('GRAPHQL_VALIDATION_FAILED');
    const once = await heapAfterRest();
    for (let time = 1; time < 40; time++) await refuse(time);
    expect((await heapAfterRest()) / once).toBeLessThan(1.15);
    agent.destroy();
  }, 60_000);

  test('a body of single bytes is read as one piece', async () => {
    const { hostname, port } = new URL(url);
    const body = `{"query":"{ __typename }"${' '.repeat(4_000)}}`;
    const socket = connectSocket(Number(port), hostname);
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    socket.write(`${[...body].map((byte) => `1\r\n${byte}\r\n`).join('')}0\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('HTTP/1.1 200 OK');
    socket.destroy();
  });

  test('who sends their bodies slowly hold no places of others', async () => {
    const { hostname, port } = new URL(url);
    const head = (path: string) =>
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`;
    const slow = ['/graphql', '/api/auth/sign-in/email-otp'].flatMap((path) => Array.from({ length: 60 }, () => path));
    const sockets = slow.map((path) => {
      const socket = connectSocket(Number(port), hostname).on('error', () => {});
      socket.write(head(path));
      return socket;
    });
    await Promise.all(sockets.map((socket) => (socket.connecting ? once(socket, 'connect') : null)));
    const agent = new Agent({ keepAlive: true });
    const answers: Answer[] = [];
    for (let time = 0; time < 20; time++) answers.push(await ask(agent, '/graphql', '{"query":"{ __typename }"}'));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const signIn = await ask(agent, '/api/auth/sign-in/email-otp', '{}');
    expect(signIn).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    for (const socket of sockets) socket.destroy();
    agent.destroy();
  });
});
