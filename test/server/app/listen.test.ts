import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import express from 'express';
import { LIMITS, listen } from '../../../server/app/listen.ts';
import { readBody } from '../../../server/http/body.ts';

test('a client has ten seconds for its headers, twenty for its body, and both are looked at every two', async () => {
  const listening = await listen(express(), { port: 0, host: '127.0.0.1' });
  const { headersTimeout, requestTimeout } = listening.server;
  expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 10_000, requestTimeout: 20_000 });
  expect(LIMITS.connectionsCheckingInterval).toBe(2_000);
  await listening.close(0);
});

test('clients that never finish their headers or their body are cut off, and others are served in the meantime', async () => {
  const app = express();
  app.post('/', readBody, (request, response) => void response.send(request.body));
  const limits = { ...LIMITS, headersTimeout: 500, requestTimeout: 1_000, connectionsCheckingInterval: 100 };
  const listening = await listen(app, { port: 0, host: '127.0.0.1' }, limits);
  const slow = (bytes: string) => {
    const socket = connect(listening.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => {}).resume();
    return once(socket, 'close');
  };
  const hoard = [
    ...Array.from({ length: 200 }, () => slow('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')),
    ...Array.from({ length: 20 }, () => slow('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf')),
  ];
  const served = await fetch(`http://127.0.0.1:${listening.port}/`, { method: 'POST', body: 'hello' });
  expect(await served.text()).toBe('hello');
  await Promise.all(hoard);
  const left = await new Promise((resolve, reject) =>
    listening.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
  expect(left).toBeLessThanOrEqual(1);
  await listening.close(1_000);
}, 40_000);

test('closing waits for a request that runs, and cuts one that takes too long', async () => {
  const app = express();
  app.get('/endless', () => {});
  const listening = await listen(app, { port: 0, host: '127.0.0.1' });
  const endless = fetch(`http://127.0.0.1:${listening.port}/endless`).then(
    () => 'answered',
    () => 'cut',
  );
  await new Promise((resolve) => listening.server.once('request', resolve));
  await listening.close(200);
  expect(await endless).toBe('cut');
});

test.each([
  ['reads nothing', { unreadTimeout: 200, unreadTotal: 60_000 }, 0],
  ['reads nothing and sends empty lines', { unreadTimeout: 60_000, unreadTotal: 300 }, 20],
])('a client that %s of its answer is cut off', async (_what, unread, everyMillis) => {
  const app = express();
  app.get('/', (_request, response) => void response.send('x'.repeat(64 * 1024 * 1024)));
  const listening = await listen(app, { port: 0, host: '127.0.0.1' }, { ...LIMITS, ...unread });
  const closed = once(listening.server, 'connection').then(([served]) => once(served, 'close'));
  const socket = connect(listening.port, '127.0.0.1').on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const lines = everyMillis === 0 ? undefined : setInterval(() => socket.write('\r\n'), everyMillis);
  await closed;
  clearInterval(lines);
  socket.destroy();
  await listening.close(0);
});

test('a client that reads slowly gets all of its answer, and its connection goes on', async () => {
  const app = express();
  app.get('/', (_request, response) => void response.send('x'.repeat(16 * 1024 * 1024)));
  const limits = { ...LIMITS, unreadTimeout: 1_000 };
  const listening = await listen(app, { port: 0, host: '127.0.0.1' }, limits);
  const socket = connect(listening.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  let [bytes, last] = [0, ''];
  for await (const chunk of socket) {
    bytes += chunk.length;
    last = String(chunk);
    if (bytes % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(bytes).toBeGreaterThan(16 * 1024 * 1024);
  expect(last).toContain('Cannot GET /none');
  await listening.close(0);
});
