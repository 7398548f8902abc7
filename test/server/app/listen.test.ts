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
