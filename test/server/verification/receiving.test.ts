import { statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openReceivingRoom } from '../../../server/verification/receivingRoom.ts';
import { issued } from '../../support/issued.ts';
import { type Desk, openDesk } from '../../support/verifyDesk.ts';

let desk: Desk;
let pdf: Buffer;
beforeAll(async () => {
  desk = await openDesk();
  pdf = await desk.prepared(await issued(desk.world));
});
afterAll(() => desk.close());
beforeEach(() => desk.nextHour());

const until = async (reached: () => boolean): Promise<void> => {
  while (!reached()) await new Promise((resolve) => setImmediate(resolve));
};

describe('uploads that are slow', () => {
  /** These tests ask for places, not for speed: no machine is so busy that an upload of theirs is cut off. */
  const slowest = { bytes: 0, millis: 600_000 };
  const slow = async (to: string, network: string, bytes = 100): Promise<Socket> => {
    const stored = desk.leftOver().length;
    const socket = connect(Number(new URL(to).port), '127.0.0.1').on('error', () => {});
    socket
      .resume()
      .write(
        `POST /verify HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${network}\r\nContent-Type: text/plain\r\nContent-Length: 999999\r\n\r\n`,
      );
    socket.write('x'.repeat(bytes));
    await until(() => desk.leftOver().length > stored);
    return socket;
  };
  const from = (to: string, network: string) =>
    fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', accept: 'application/json', 'x-forwarded-for': network },
      body: new Uint8Array(pdf),
    });
  const leave = async (sockets: Socket[]) => {
    for (const socket of sockets) socket.destroy();
    await until(() => desk.leftOver().length === 0);
  };

  test('from twenty networks, four of each, take no place of a file that has arrived', async () => {
    const patient = await desk.serve(undefined, { slowest });
    const sockets: Socket[] = [];
    for (let at = 0; at < 80; at++) sockets.push(await slow(patient, `198.51.100.${at % 20}`));
    const answers = await Promise.all(Array.from({ length: 4 }, () => from(patient, '192.0.2.1')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await from(patient, '198.51.100.1')).status).toBe(503);
    await leave(sockets);
    expect((await from(patient, '198.51.100.1')).status).toBe(200);
  });

  test('may fill what is received at once, by number or by bytes, and no more', async () => {
    const room = openReceivingRoom({ files: 3, bytes: 2_000_000, filesOfNetwork: 2, bytesOfNetwork: 1_000_000 });
    const small = await desk.serve(undefined, { room, slowest });
    const sockets = [await slow(small, '198.51.100.1'), await slow(small, '198.51.100.1')];
    expect((await from(small, '198.51.100.1')).status).toBe(503);
    expect((await from(small, '198.51.100.2')).status).toBe(200);
    sockets.push(await slow(small, '198.51.100.2'));
    expect((await from(small, '198.51.100.3')).status).toBe(503);
    await leave(sockets);
    const large = await slow(small, '198.51.100.1', 990_000);
    await until(() => statSync(join(desk.folder, desk.leftOver()[0] ?? '')).size === 990_000);
    expect((await from(small, '198.51.100.1')).status).toBe(503);
    expect((await from(small, '198.51.100.2')).status).toBe(200);
    await leave([large]);
  });
});

test('beyond sixteen that are examined, a file that has arrived is refused', async () => {
  const waiting: (() => void)[] = [];
  const busy = await desk.serve(() => new Promise((resolve) => waiting.push(() => resolve(null))));
  const sendFrom = (network: number) =>
    fetch(busy, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', accept: 'application/json', 'x-forwarded-for': `192.0.2.${network}` },
      body: 'x',
    });
  const first = Array.from({ length: 16 }, (_, at) => sendFrom(at % 4));
  await until(() => waiting.length === 16);
  expect((await sendFrom(9)).status).toBe(503);
  for (const go of waiting) go();
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(16).fill(200));
});
