import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import { bodyReader } from '../../../server/http/body.ts';
import { openBodyRoom } from '../../../server/http/bodyRoom.ts';
import { Refused, refuse } from '../../../server/http/refuse.ts';

const KB = 1024;
const ROOM = { most: 128 * KB, mostOfNetwork: 64 * KB };

let port = 0;
let stop: () => void;
let arrived: Promise<void>;
const sockets = new Set<Socket>();
beforeAll(async () => {
  const failed: ErrorRequestHandler = (error, request, response, next) => {
    if (!(error instanceof Refused)) return next(error);
    response.set('Connection', 'close');
    refuse(request, response, error.refusal, error.retrySeconds);
  };
  const app = express().set('trust proxy', 1);
  const read = bodyReader(openBodyRoom(ROOM, 16 * KB));
  app.post(
    '/',
    read,
    (request: Request, response: Response) => void response.send(String(request.body.length)),
    failed,
  );
  const server = app.listen(0, '127.0.0.1');
  server.on('request', (_request, response) => response.once('close', () => gone()));
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  stop = () => {
    server.close();
    server.closeAllConnections();
  };
  expectGone();
});
afterAll(() => stop());

let gone = () => {};
/** Resolves when the server has let go of as many requests. */
function expectGone(count = 1): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  gone = () => {
    left -= 1;
    if (left === 0) resolve();
  };
  arrived = promise;
}
const leave = async () => {
  if (sockets.size === 0) return;
  expectGone(sockets.size);
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await arrived;
};
afterEach(leave);

const send = (body: string, network: string) =>
  fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { accept: 'application/json', 'x-forwarded-for': network },
    body,
  });
const statusOf = async (bytes: number, network: string) => (await send('x'.repeat(bytes), network)).status;

/** So many bodies of a network that stop before their end. */
const slow = async (count: number, network: string, bytes = 100) => {
  for (let at = 0; at < count; at++) {
    const socket = connect(port, '127.0.0.1')
      .on('error', () => {})
      .resume();
    sockets.add(socket);
    const head = `POST / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${network}\r\nContent-Length: ${bytes + 1}\r\n\r\n`;
    await new Promise<void>((resolve) => socket.write(head + 'x'.repeat(bytes), () => resolve()));
  }
  // What is sent first is read first.
  expect(await statusOf(10, '192.0.2.250')).toBe(200);
};

describe('bodies that have not arrived', () => {
  test('of one network take its share, and others are served', async () => {
    await slow(4, '192.0.2.1');
    const refused = await send('hello', '192.0.2.1');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect(await statusOf(5, '192.0.2.2')).toBe(200);
    await leave();
    expect(await statusOf(5, '192.0.2.1')).toBe(200);
  });

  test('of one IPv6 site share one room, whichever of its networks they use', async () => {
    await slow(2, '2001:db8:1:1::1');
    await slow(2, '2001:db8:1:2::1');
    expect(await statusOf(5, '2001:db8:1:3::1')).toBe(503);
    expect(await statusOf(5, '2001:db8:2:1::1')).toBe(200);
  });

  test('of all networks take all of the room, which is free again when they leave', async () => {
    await slow(4, '192.0.2.1');
    await slow(3, '192.0.2.2');
    expect(await statusOf(5, '192.0.2.3')).toBe(200);
    expect(await statusOf(20 * KB, '192.0.2.3')).toBe(503);
    await leave();
    expect(await statusOf(60 * KB, '192.0.2.3')).toBe(200);
  });

  test('count by their bytes', async () => {
    await slow(1, '192.0.2.1', 60 * KB);
    expect(await statusOf(5, '192.0.2.1')).toBe(503);
    expect(await statusOf(5, '192.0.2.2')).toBe(200);
  });

  test('leave nothing behind, however they end', async () => {
    for (let time = 0; time < 20; time++) {
      expect(await statusOf(101 * KB, '192.0.2.1')).toBe(413);
      expect(await statusOf(60 * KB, '192.0.2.1')).toBe(200);
      await slow(3, '192.0.2.1');
      await leave();
    }
    expect(await statusOf(60 * KB, '192.0.2.1')).toBe(200);
  });
});

test.each([
  [4_000, 'HTTP/1.1 200 OK'],
  [50_000, 'HTTP/1.1 400 Ba'],
])('a body in %d pieces of one byte', async (pieces, expected) => {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  socket.write(`${'1\r\nx\r\n'.repeat(pieces)}0\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  expect(String(answer).slice(0, 15)).toBe(expected);
  socket.destroy();
});
