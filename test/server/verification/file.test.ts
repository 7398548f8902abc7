import { rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ExaminedForPrograms } from '../../../certificates/verify/conclusion.ts';
import { examineFile } from '../../../certificates/verify/examineFile.ts';
import { createExamination, ExaminationUnavailable } from '../../../server/verification/examination.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { issued } from '../../support/issued.ts';
import { type Desk, openDesk, stepIn } from '../../support/verifyDesk.ts';

let desk: Desk;
let pdf: Buffer;
beforeAll(async () => {
  desk = await openDesk();
  pdf = await desk.prepared(await issued(desk.world));
});
afterAll(() => desk.close());
beforeEach(() => desk.nextHour());

describe('how a file comes in', () => {
  const formOf = (bytes: Buffer): FormData => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytes)], 'certificate.pdf', { type: 'application/pdf' }));
    return form;
  };

  test('out of a form, as a page for people', async () => {
    const response = await fetch(desk.url, { method: 'POST', headers: { accept: 'text/html' }, body: formOf(pdf) });
    const text = await response.text();
    expect([response.status, response.headers.get('x-robots-tag')]).toEqual([200, 'noindex, nofollow']);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    expect(text).toContain('This certificate is genuine and valid');
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text.replaceAll(TEST_CONFIG.exitUrl, '')).not.toMatch(
      /<script(?! src="\/assets\/)|onload|https?:\/\/(?!attune\.example\.org)/,
    );
    expect(text).toContain('enctype="multipart/form-data"');
  });

  test('by the whole app, beside routes that take 100 kB', async () => {
    const { world, clock } = desk;
    const app = await startTestApp(world.pool, { issuer: world.issuer, now: () => clock.now });
    const take = (path: string) =>
      app.ask(path, { method: 'POST', headers: { accept: 'application/json' }, body: formOf(pdf) });
    const [taken, refused] = [await take('/verify'), await take('/graphql')];
    await app.stop();
    expect(pdf.length).toBeGreaterThan(100 * 1024);
    expect([taken.status, refused.status]).toEqual([200, 413]);
    expect(await taken.json()).toMatchObject({ overall: 'GENUINE', standing: 'VALID' });
  });

  test.each([
    ['another type', 'image/png', 415],
    ['a form without a file', 'application/x-www-form-urlencoded', 415],
    ['a broken form', 'multipart/form-data; boundary=x', 400],
  ])('%s is refused', async (_what, type, status) => {
    const response = await desk.send(Buffer.from('a=b'), type);
    expect(response.status).toBe(status);
    expect((await response.json()) as object).toHaveProperty('errors.0.message');
    expect(desk.leftOver()).toEqual([]);
  });

  test('more than 50 MB is refused, declared or not', async () => {
    const declared = await rawRequest(`Content-Length: ${60 * 1024 * 1024}`, () => {});
    expect(declared).toMatch(/^HTTP\/1\.1 413 [\s\S]*at most 50 MB/);
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const framed = Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
    const streamed = await rawRequest('Transfer-Encoding: chunked', (socket) => {
      let sent = 0;
      const more = () => {
        while (sent < 70 && !socket.destroyed) {
          sent += 1;
          if (!socket.write(framed)) return void socket.once('drain', more);
        }
      };
      more();
    });
    expect(streamed).toMatch(/^HTTP\/1\.1 413 /);
    expect(desk.leftOver()).toEqual([]);
  });

  test('while it is on the disk only this user can read it, and it is deleted after every answer', async () => {
    let mode = 0;
    const watched = await desk.serve(async ({ path }) => {
      mode = statSync(path).mode & 0o777;
      return null;
    });
    const report = (await (await desk.send(pdf, 'application/pdf', watched)).json()) as ExaminedForPrograms;
    expect(mode).toBe(0o600);
    expect(report.overall).toBe('UNREADABLE');
    expect(stepIn(report, 'KIND')?.sentence).toContain('could not be examined safely');
    expect(desk.leftOver()).toEqual([]);
  });

  test('a client that hangs up leaves nothing behind', async () => {
    const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
    socket.write(
      'POST /verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\nContent-Length: 1000000\r\n\r\nhalf',
    );
    await until(() => desk.leftOver().length === 1);
    socket.destroy();
    await until(() => desk.leftOver().length === 0);
    expect(desk.leftOver()).toEqual([]);
  });

  test('beyond four at once of a network others are asked to wait', async () => {
    const waiting: (() => void)[] = [];
    const busy = await desk.serve(() => new Promise((resolve) => waiting.push(() => resolve(null))));
    const first = Array.from({ length: 4 }, () => desk.send(pdf, 'application/pdf', busy));
    await until(() => waiting.length === 4);
    const turnedAway = await desk.send(pdf, 'application/pdf', busy);
    expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([503, '5']);
    for (const go of waiting) go();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(4).fill(200));
  });

  test('one IPv6 site has four places, whichever of its networks it uses', async () => {
    const waiting: (() => void)[] = [];
    const busy = await desk.serve(() => new Promise((resolve) => waiting.push(() => resolve(null))));
    const sendFrom = (address: string) =>
      fetch(busy, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', accept: 'application/json', 'x-forwarded-for': address },
        body: 'x',
      });
    /** One that waits in its place. A machine whose database is busy answers 503 before it looks at places: it is asked again. */
    const placed = async (address: string): Promise<{ answer: Promise<Response> }> => {
      for (let tries = 0; tries < 5; tries++) {
        const [before, answer] = [waiting.length, sendFrom(address)];
        const told = answer.then(({ status }) => status);
        let over = false;
        told.finally(() => {
          over = true;
        });
        await until(() => over || waiting.length > before);
        if (waiting.length > before) return { answer };
        expect(await told).toBe(503);
      }
      throw new Error(`${address} found no place.`);
    };
    const places: Promise<Response>[] = [];
    for (const network of [1, 2, 3, 4]) places.push((await placed(`2001:db8:1:${network}::1`)).answer);
    const turnedAway = sendFrom('2001:db8:1:5::1');
    places.push((await placed('2001:db8:2:1::1')).answer);
    for (const go of waiting) go();
    expect((await turnedAway).status).toBe(503);
    expect((await Promise.all(places)).map(({ status }) => status)).toEqual(Array(5).fill(200));
  });

  test('an upload that all but stops is cut off, and its file removed', async () => {
    const slowest = { bytes: 1024, millis: 100 };
    const strict = await desk.serve(async () => null, { slowest });
    const socket = connect(Number(new URL(strict).port), '127.0.0.1')
      .on('error', () => {})
      .resume();
    socket.write('POST /verify HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\nhalf');
    const drip = setInterval(() => socket.write('x'), 10);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    await until(() => desk.leftOver().length === 0);
  });

  test('sixty files in ten minutes, then a pause', async () => {
    const quick = await desk.serve(async () => null);
    const statuses: number[] = [];
    for (let file = 0; file < 62; file++)
      statuses.push((await desk.send(Buffer.from('x'), 'text/plain', quick)).status);
    expect(statuses.slice(-3)).toEqual([200, 429, 429]);
  });
});

describe('the thread', () => {
  const task = (path: string) => ({ path, keys: [], did: null, now: desk.clock.now.toISOString() });

  test('says what is said here', async () => {
    const examine = createExamination();
    const path = join(desk.folder, 'given.pdf');
    writeFileSync(path, pdf);
    expect(await examine(task(path))).toEqual(await examineFile(pdf, { keys: [], did: null, now: desk.clock.now }));
    rmSync(path);
  });

  /** A thread whose tasks' paths name what happens in it. */
  const hostileThread = (limits: Parameters<typeof createExamination>[0]) => {
    const file = join(desk.folder, 'thread.mjs');
    writeFileSync(file, HOSTILE_THREAD);
    return createExamination(limits, pathToFileURL(file));
  };

  test('a file that takes too long or too much memory ends its thread; the next is examined as ever', async () => {
    const examine = hostileThread({ millis: 1_000, heldMegabytes: 32 });
    const hostile = ['endless', 'greedy', 'deep', 'harmless as well'].map((path) => examine(task(path)));
    expect(await Promise.all(hostile)).toEqual([null, null, null, 'a report']);
    expect(await examine(task('harmless'))).toBe('a report');
  });

  test('a failed thread gives no verdict on the file', async () => {
    const examine = hostileThread({});
    for (const path of ['broken', 'failing']) await expect(examine(task(path))).rejects.toThrow(ExaminationUnavailable);
    expect(await examine(task('harmless'))).toBe('a report');
  });

  test('a file that waits in line too long is not examined; its own time begins with its thread', async () => {
    const examine = hostileThread({ waitMillis: 2_000, millis: 3_000 });
    const all = ['endless', 'endless again', 'harmless'].map((path) => examine(task(path)));
    await expect(all[2]).rejects.toThrow(ExaminationUnavailable);
    expect(await Promise.all(all.slice(0, 2))).toEqual([null, null]);
  });

  test('without threads the page says so, and says nothing about the file', async () => {
    const missing = createExamination({}, pathToFileURL(join(desk.folder, 'missing.mjs')));
    const url = await desk.serve(missing);
    for (const _ of [1, 2]) {
      const answer = await desk.send(pdf, 'application/pdf', url);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    }
    await expect(missing(task('any'))).rejects.toThrow(ExaminationUnavailable);
  });
});

/** Each path names what happens. */
const HOSTILE_THREAD = `import { parentPort } from 'node:worker_threads';
const deep = () => 1 + deep();
export const examine = async ({ path }) => {
  parentPort.postMessage(path);
  const held = [];
  for (const endless = path.startsWith('endless'); endless; ) held.length = 0;
  if (path === 'deep') deep();
  while (path === 'greedy') held.push({ more: String(held.length) });
  if (path === 'broken') process.exit(1);
  if (path === 'failing') throw new Error('no');
  return 'a report';
};`;

/** What the server answers to a request whose body is written by hand. */
const rawRequest = (header: string, write: (socket: Socket) => void): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(`POST /verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\n${header}\r\n\r\n`);
    write(socket);
  });

const until = async (reached: () => boolean): Promise<void> => {
  while (!reached()) await new Promise((resolve) => setImmediate(resolve));
};
