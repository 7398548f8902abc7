import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { connectionLimits, type Guard } from '../../../server/app/connections.ts';
import { LIMITS, type Listening, listen } from '../../../server/app/listen.ts';
import { readBody } from '../../../server/http/body.ts';

let listening: Listening;
let sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await listening.close(0);
});

const LARGE = Buffer.alloc(16 * 2 ** 20);
const FEW = { most: 32, mostOfNetwork: 32, mostAtOnce: 16 };

/** A server with few connections; it tells which ones it closed, and how many requests the application got. */
const serve = async (limits: Partial<Guard['limits']> = {}, trustProxy: boolean | number = false) => {
  const app = express().set('trust proxy', trustProxy);
  const seen = { closed: [] as string[], requests: 0 };
  app.use((_request, _response, next) => {
    seen.requests += 1;
    next();
  });
  app.get('/', (_request, response) => void response.send('served'));
  app.get('/never', () => {});
  app.get('/large', (_request, response) => void response.send(LARGE));
  app.post('/', readBody, (_request, response) => void response.send('read'));
  listening = await listen(app, { port: 0, host: '127.0.0.1' }, LIMITS, {
    limits: { ...FEW, ...limits },
    onClosed: (because) => void seen.closed.push(because),
  });
  return seen;
};

const open = async (localAddress = '127.0.0.1'): Promise<Socket> => {
  const socket = connect({ port: listening.port, host: '127.0.0.1', localAddress }).on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
};

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const ask = (socket: Socket, text = GET): Promise<string> =>
  new Promise((resolve) => {
    const end = (answer: unknown) => {
      socket.off('data', end).off('close', end);
      resolve(typeof answer === 'boolean' ? 'closed' : String(answer).slice(0, 15));
    };
    socket.on('data', end).on('close', end).write(text);
  });
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
const OK = 'HTTP/1.1 200 OK';
const isOpen = (socket: Socket) => !socket.destroyed && socket.readyState === 'open';

/** So many kept connections, each of which was served. */
const kept = async (count: number, from?: string): Promise<Socket[]> => {
  const own: Socket[] = [];
  for (let at = 0; at < count; at++) {
    const socket = await open(from);
    expect(await ask(socket)).toBe(OK);
    own.push(socket.resume());
  }
  return own;
};

/** So many connections whose request is not answered. */
const atWork = async (count: number): Promise<Socket[]> => {
  const own: Socket[] = [];
  for (let at = 0; at < count; at++) {
    const socket = await open();
    socket.write('GET /never HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(listening.server, 'request');
    own.push(socket);
  }
  return own;
};

describe('when a server has all the connections that it may have', () => {
  test('those that wait for a request are closed, the oldest first, and newcomers are served', async () => {
    const seen = await serve();
    const idle = await kept(30);
    expect(seen.closed).toEqual([]);
    const newcomers = await kept(10);
    expect(newcomers.every(isOpen)).toBe(true);
    expect(idle.slice(0, 10).some(isOpen)).toBe(false);
    expect(idle.slice(10).every(isOpen)).toBe(true);
    expect(new Set(seen.closed)).toEqual(new Set(['FULL']));
  });

  test('connections that never sent a request make room too', async () => {
    await serve();
    for (let at = 0; at < 60; at++) await open();
    expect(await ask(await open())).toBe(OK);
  });

  test.each([
    ['has yet to send its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf'],
    ['has yet to read its answer', 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('when none waits, a client that %s makes room; one whose answer is being made does not', async (_what, text) => {
    await serve();
    const [served] = await atWork(1);
    for (let at = 0; at < 40; at++) {
      const slow = await open();
      slow.pause().write(text);
      await once(listening.server, 'request');
    }
    expect(await ask(await open())).toBe(OK);
    expect(served && isOpen(served)).toBe(true);
  });

  test('the system refuses what comes when all are at work, and serves again afterwards', async () => {
    const seen = await serve();
    await atWork(32);
    expect(await ask(await open())).toBe('closed');
    expect(seen.closed).toContain('FULL');
    for (const socket of sockets) socket.destroy();
    while ((await ask(await open())) !== OK);
  });
});

describe('one network', () => {
  test('may hold a share, and loses its own oldest connection beyond it', async () => {
    const seen = await serve({ mostOfNetwork: 8 });
    const others = await kept(4, '127.0.0.2');
    const own = await kept(12);
    expect(own.slice(0, 4).some(isOpen)).toBe(false);
    expect([...others, ...own.slice(4)].every(isOpen)).toBe(true);
    expect(seen.closed).toEqual(Array(4).fill('NETWORK'));
  });

  test('with all of its share at work gets no further one, and others do', async () => {
    await serve({ mostOfNetwork: 8 });
    await atWork(8);
    expect(await ask(await open())).toBe('closed');
    expect(await ask(await open('127.0.0.2'))).toBe(OK);
  });

  test('that is the trusted proxy may hold all', async () => {
    const seen = await serve({ mostOfNetwork: 8 }, 1);
    const own = await kept(20);
    expect(own.every(isOpen)).toBe(true);
    expect(seen.closed).toEqual([]);
  });
});

describe('one connection', () => {
  test('that pipelines thousands of requests is ended; the application gets a few of them', async () => {
    const seen = await serve();
    const socket = await open();
    socket.resume().write('GET /never HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20_000));
    await closed(socket);
    expect(seen.requests).toBe(16);
    expect(seen.closed).toEqual(['PIPELINED']);
    expect(await ask(await open())).toBe(OK);
  });

  test('may pipeline a few, and may send many one after the other', async () => {
    const seen = await serve();
    const socket = await open();
    for (let at = 0; at < 40; at++) expect(await ask(socket)).toBe(OK);
    let text = '';
    socket.on('data', (part) => {
      text += part;
    });
    socket.write(GET.repeat(15) + GET.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
    await closed(socket);
    expect(text.match(/HTTP\/1.1 200/g)).toHaveLength(16);
    expect(seen.closed).toEqual([]);
  });
});

test.each([
  [Number.POSITIVE_INFINITY, 4_000],
  [20_000, 4_000],
  [1_024, 512],
  [256, 64],
])('a process that may open %d files keeps %d connections', (descriptors, most) => {
  expect(connectionLimits(descriptors)).toEqual({ most, mostOfNetwork: most / 4, mostAtOnce: 16 });
  return listen(express(), { port: 0, host: '127.0.0.1' }).then((made) => {
    listening = made;
    expect(made.server.maxConnections).toBeGreaterThan(0);
  });
});
