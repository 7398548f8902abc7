import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { LIMITS, type Listening, listen } from '../../../server/app/listen.ts';

const MB = 1024 * 1024;
const LARGE = 4 * MB;
const PHONE = 300_000;

let listening: Listening;
let served: Socket[];
let clients: Socket[];
let answered = 0;
let onAnswered = () => {};
beforeEach(async () => {
  const app = express().set('trust proxy', 1);
  const send = (bytes: number) => (_request: express.Request, response: express.Response) => {
    response.send('x'.repeat(bytes));
    answered += 1;
    onAnswered();
  };
  app.get('/large', send(LARGE));
  app.get('/phone', send(PHONE));
  const limits = { ...LIMITS, unreadBytes: 5 * LARGE, unreadBytesOfNetwork: LARGE + MB };
  listening = await listen(app, { port: 0, host: '127.0.0.1' }, limits);
  [served, clients, answered] = [[], [], 0];
  listening.server.on('connection', (socket) => served.push(socket));
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await listening.close(0);
});

/** A client that asks and does not read. */
const ask = (path: string, network: string, times = 1): Socket => {
  const socket = connect(listening.port, '127.0.0.1').pause();
  socket.on('error', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${network}\r\n\r\n`.repeat(times));
  clients.push(socket);
  return socket;
};
const untilAnswered = async (count: number): Promise<void> => {
  await new Promise<void>((resolve) => {
    onAnswered = () => answered >= count && resolve();
    onAnswered();
  });
};
const unread = () => served.filter(({ destroyed }) => !destroyed).length;
/** A connection closes a moment after the answer that was one too many. */
const untilUnread = async (most: number): Promise<void> => {
  while (unread() > most) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** Everything that arrives until the answer is whole. */
const readAll = async (socket: Socket, bytes: number): Promise<number> => {
  let read = 0;
  socket.on('data', (part) => {
    read += part.length;
  });
  socket.resume();
  while (read < bytes && !socket.destroyed) await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  return read;
};

test('one network keeps two long answers waiting, and the phones of others get theirs', async () => {
  const phone = ask('/phone', '203.0.113.1');
  for (let at = 0; at < 8; at++) ask('/large', '203.0.113.2');
  const neighbor = ask('/phone', '203.0.113.2');
  await untilAnswered(10);
  await untilUnread(4);
  expect(unread()).toBe(4);
  expect(await readAll(phone, PHONE)).toBeGreaterThan(PHONE);
  expect(await readAll(neighbor, PHONE)).toBeGreaterThan(PHONE);
});

test('many networks together keep no more than the process may hold, and phones survive', async () => {
  const phones = Array.from({ length: 6 }, (_, at) => ask('/phone', `203.0.113.${at + 1}`));
  for (let at = 0; at < 20; at++) ask('/large', `198.51.100.${at + 1}`);
  await untilAnswered(26);
  await untilUnread(5 + 6);
  expect(unread()).toBeGreaterThanOrEqual(3 + 6);
  for (const phone of phones) expect(await readAll(phone, PHONE)).toBeGreaterThan(PHONE);
});

test('answers that wait behind another of their connection are counted too', async () => {
  ask('/large', '203.0.113.1', 8);
  await untilAnswered(3);
  await once(served[0] as Socket, 'close');
  expect(unread()).toBe(0);
});

test('whoever reads is never cut off, however much they ask for', async () => {
  for (let time = 0; time < 5; time++) {
    const all = Array.from({ length: 2 }, () => ask('/large', '203.0.113.1'));
    for (const socket of all) expect(await readAll(socket, LARGE)).toBeGreaterThan(LARGE);
  }
});
