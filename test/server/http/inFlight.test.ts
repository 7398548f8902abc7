import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { createGate } from '../../../server/http/inFlight.ts';
import type { Route } from '../../../server/http/route.ts';

const held: express.Response[] = [];
let url = '';
let close = () => {};
let onHeld = () => {};
beforeAll(async () => {
  const app = express().set('trust proxy', 1);
  const route: Route = {
    on: 'get',
    pattern: '/',
    origins: 'OURS',
    handle: (_request, response) => {
      held.push(response);
      onHeld();
    },
  };
  const gate = createGate()(route);
  app.get('/', ...(gate === null ? [] : [gate]), ...[route.handle].flat());
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
});
afterAll(() => close());

const ask = async (network: string): Promise<number> =>
  (await fetch(url, { headers: { 'x-forwarded-for': network } })).status;
const untilHeld = (count: number) =>
  new Promise<void>((resolve) => {
    onHeld = () => held.length >= count && resolve();
    onHeld();
  });

test('seven networks that take all they can get leave a place for the eighth', async () => {
  const asked: Promise<number>[] = [];
  for (let network = 1; network <= 7; network++) {
    for (let time = 0; time < 32; time++) asked.push(ask(`203.0.113.${network}`));
    await untilHeld(32 * network);
    expect(await ask(`203.0.113.${network}`)).toBe(503);
  }
  asked.push(ask('203.0.113.8'));
  await untilHeld(32 * 7 + 1);
  for (const response of held) response.end();
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
  held.length = 0;
  const again = ask('203.0.113.1');
  await untilHeld(1);
  held[0]?.end();
  expect(await again).toBe(200);
});
