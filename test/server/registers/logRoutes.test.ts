import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { checkCheckpoint } from '../../../certificates/log/note.ts';
import { leafHash, rootOf } from '../../../certificates/log/tree.ts';
import { systemAct } from '../../../schema/act.ts';
import { appendToLog } from '../../../schema/log/operations/appendToLog.ts';
import { mount } from '../../../server/app/mount.ts';
import { transparencyLog } from '../../../server/app/routes.ts';
import { LOG_NOW, LOG_ORIGIN, type LogBook, openLogBook } from '../../support/logBook.ts';

const SIZE = 260;
let book: LogBook;
let server: Server;
beforeAll(async () => {
  book = await openLogBook();
  const app = express();
  const services = { db: book.db, secret: '', clock: () => LOG_NOW };
  mount(app, services, transparencyLog(services));
  app.use((_request, response) => void response.status(599).end());
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await book.close();
});

const port = () => (server.address() as AddressInfo).port;
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port()}${path}`, { headers, redirect: 'manual' });
const bytesAt = async (path: string) => Buffer.from(await (await ask(path)).arrayBuffer());
/** Asks for a path as it stands: fetch would tidy it. */
const statusOfRaw = async (path: string) => {
  const [response] = await once(get({ host: '127.0.0.1', port: port(), path, agent: false }), 'response');
  response.resume();
  return response.statusCode;
};

describe('the log before its first entry', () => {
  test('has nothing to show, and says so', async () => {
    for (const path of ['/log/checkpoint', '/log/tile/0/000.p/1', '/log/tile/entries/000.p/1']) {
      const response = await ask(path, { accept: 'application/json' });
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
    const page = await ask('/log/checkpoint', { accept: 'text/html' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Not in the log');
  });
});

describe('the log', () => {
  beforeAll(async () => {
    const { id } = await book.certificate();
    await book.db.transaction(async (tx) => {
      for (let revision = 1; revision <= SIZE; revision++)
        await appendToLog(tx, systemAct(LOG_NOW), {
          kind: 'PDF',
          certificateId: id,
          revision,
          payloadHash: randomBytes(32),
        });
    });
    await book.sequence();
  });

  test('shows its checkpoint for some seconds', async () => {
    const response = await ask('/log/checkpoint');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=5');
    expect(checkCheckpoint(await response.text(), LOG_ORIGIN, book.keys)).toMatchObject({ ok: true, size: SIZE });
  });

  test('lets a watcher rebuild the signed root from tiles and from entries', async () => {
    const note = await (await ask('/log/checkpoint')).text();
    const checkpoint = checkCheckpoint(note, LOG_ORIGIN, book.keys);
    const tiles = Buffer.concat([await bytesAt('/log/tile/0/000'), await bytesAt('/log/tile/0/001.p/4')]);
    const hashes = Array.from({ length: SIZE }, (_, n) => tiles.subarray(n * 32, n * 32 + 32));
    expect(tiles).toHaveLength(SIZE * 32);
    const bundles = Buffer.concat([await bytesAt('/log/tile/entries/000'), await bytesAt('/log/tile/entries/001.p/4')]);
    const entries: Buffer[] = [];
    for (let at = 0; at < bundles.length; ) {
      const end = at + 2 + bundles.readUInt16BE(at);
      entries.push(bundles.subarray(at + 2, end));
      at = end;
    }
    expect(entries.map(leafHash)).toEqual(hashes);
    expect(checkpoint).toMatchObject({ root: rootOf(hashes) });
    expect(await bytesAt('/log/tile/1/000.p/1')).toEqual(rootOf(hashes.slice(0, 256)));
  });

  test('lets full tiles be cached permanently, partial ones for a minute, and anyone read them', async () => {
    for (const path of ['/log/tile/0/000', '/log/tile/entries/000']) {
      const { headers } = await ask(path);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
    for (const path of ['/log/tile/0/000.p/255', '/log/tile/entries/001.p/1'])
      expect((await ask(path)).headers.get('cache-control')).toBe('public, max-age=60');
  });

  test.each([
    '/log/tile/0/001',
    '/log/tile/0/001.p/5',
    '/log/tile/1/000',
    '/log/tile/2/000.p/1',
    '/log/tile/0/x035/x184/x372/x088/831',
    '/log/tile/0/x999/x999/x999/x999/999',
    '/log/tile/64/000',
    '/log/tile/0/0',
    '/log/tile/0/000/',
    '/log/tile/0/000.p/256',
    '/log/tile/0/000.p/0',
    '/log/tile/0/%30%30%30',
    '/log/tile/0/%00',
    '/log/tile/0/%ff',
    '/log/tile/entries/000.p/01',
    '/log/tile/0//000',
    '/log/tile/../checkpoint',
    '/log/./checkpoint',
    '/log/checkpoint/',
    '/log/Checkpoint',
    '/log/',
    `/log/tile/0/${'x001/'.repeat(2000)}000`,
  ])('has nothing at %s', async (path) => {
    expect(await statusOfRaw(path)).toBe(404);
  });

  test('leaves every other address and method to others', async () => {
    expect(await statusOfRaw('/log')).toBe(599);
    expect(await statusOfRaw('/LOG/checkpoint')).toBe(599);
    expect(await statusOfRaw('/logs/checkpoint')).toBe(599);
    const posted = await fetch(`http://127.0.0.1:${port()}/log/checkpoint`, { method: 'POST' });
    expect(posted.status).toBe(599);
    const head = await fetch(`http://127.0.0.1:${port()}/log/checkpoint`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
