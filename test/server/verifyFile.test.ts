import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import express from 'express';
import { drawCertificate } from '../../certificates/pdf.ts';
import type { Examined } from '../../certificates/verify/conclusion.ts';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import type { StepKey } from '../../certificates/verify/report.ts';
import { certificates, documents } from '../../drizzle/schema.ts';
import { openCredential, prepareDocuments } from '../../schema/issuance/documents.ts';
import { sequenceLog } from '../../schema/log/operations.ts';
import { createExamination, type Examine } from '../../server/examination.ts';
import { verifyFileRoutes } from '../../server/verifyFile.ts';
import { sampleFacts } from '../certificates/sampleFacts.ts';
import { type Issued, issued } from '../support/issued.ts';
import { openWorld, type World } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'attune-verify-test-'));
let world: World;
let now = new Date('2026-11-26T00:00:00Z');
let stop: (() => void)[] = [];
let url: string;
let certificate: Issued;
let pdf: Buffer;

/** The route on a server of its own; the thread's work is done here unless told otherwise. */
const serve = async (examine?: Examine): Promise<string> => {
  const app = express();
  const secret = 'a session secret that only these tests know';
  app.use(
    verifyFileRoutes({
      db: world.db,
      vault: world.vault,
      secret,
      clock: () => now,
      folder,
      ...(examine && { examine }),
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/verify`;
};

const prepared = async (held: Issued): Promise<Buffer> => {
  const made = await prepareDocuments(world.db, world.vault, world.works, { certificateId: held.id, now });
  return made?.bytes ?? Buffer.alloc(0);
};

beforeAll(async () => {
  world = await openWorld();
  url = await serve();
  certificate = await issued(world);
  pdf = await prepared(certificate);
});
afterAll(async () => {
  for (const end of stop) end();
  stop = [];
  await world.close();
  rmSync(folder, { recursive: true });
});
/** Each test comes from an hour of its own, so that limits of one do not touch the next. */
beforeEach(() => {
  now = new Date(now.getTime() + 3_700_000);
});

const JSON_PLEASE = { accept: 'application/json' };
const send = (body: Buffer, type = 'application/pdf', to = url) =>
  fetch(to, { method: 'POST', headers: { 'content-type': type, ...JSON_PLEASE }, body: new Uint8Array(body) });
const examined = async (body: Buffer, type?: string): Promise<Examined> => {
  const response = await send(body, type);
  expect(response.status).toBe(200);
  return response.json() as Promise<Examined>;
};
const step = ({ steps }: Examined, key: StepKey) => steps.find((one) => one.key === key);
const leftOver = () => readdirSync(folder);

describe('what the register adds', () => {
  test('the issued PDF: the very file, valid, both entries in the log', async () => {
    const waiting = step(await examined(pdf), 'LOGGED');
    expect(waiting).toMatchObject({ verdict: 'NOT_CHECKED', sentence: expect.stringContaining('entry pending') });
    const signer = await world.works.keyring.signer('LOG');
    await sequenceLog(world.db, { signer, origin: world.works.logOrigin, now });
    const report = await examined(pdf);
    expect(report).toMatchObject({ overall: 'GENUINE', standing: 'VALID', number: certificate.number, pending: false });
    expect(step(report, 'ISSUED')?.verdict).toBe('PASSED');
    expect(step(report, 'STATUS')).toMatchObject({ verdict: 'PASSED' });
    expect(step(report, 'LOGGED')).toMatchObject({
      verdict: 'PASSED',
      sentence: expect.stringMatching(/^The credential is entry \d+ of the log .* This very PDF is entry \d+ /),
    });
  });

  test('the credential and the token as served', async () => {
    for (const kind of ['CREDENTIAL', 'TOKEN'] as const) {
      const document = await openCredential(world.db, world.vault, { number: certificate.number, kind });
      const bytes = document !== null && typeof document === 'object' ? document.bytes : Buffer.alloc(0);
      const report = await examined(bytes, 'application/octet-stream');
      expect(report).toMatchObject({ overall: 'GENUINE', standing: 'VALID' });
      expect(step(report, 'ISSUED')?.verdict).toBe('PASSED');
      expect(JSON.stringify(report)).not.toContain(certificate.facts.learnerName);
    }
  });

  test('a changed file of a known number: not the one issued, while the number stands', async () => {
    const report = await examined(Buffer.concat([pdf, Buffer.from('\n')]));
    expect(report).toMatchObject({ overall: 'ALTERED', standing: 'VALID', number: certificate.number });
    expect(step(report, 'ISSUED')?.sentence).toContain('not the file that was issued');
  });

  test.each([
    ['REVOKED', { revokedAt: new Date('2026-11-27T00:00:00Z'), revocationReason: 'ISSUED_IN_ERROR' as const }],
    ['SUPERSEDED', { supersededAt: new Date('2026-11-27T00:00:00Z') }],
  ])('%s is said with the file still being the one issued', async (standing, change) => {
    const held = await issued(world);
    const bytes = await prepared(held);
    await world.db.update(certificates).set(change).where(eq(certificates.id, held.id));
    const report = await examined(bytes);
    expect(report).toMatchObject({ overall: 'GENUINE', standing });
    expect(step(report, 'ISSUED')?.verdict).toBe('PASSED');
    expect(step(report, 'STATUS')?.verdict).toBe('FAILED');
  });

  test('after the erasure of its holder hashes and verdict still stand', async () => {
    const held = await issued(world);
    const bytes = await prepared(held);
    await world.db.update(certificates).set({ wrappedDataKey: null, userId: null }).where(eq(certificates.id, held.id));
    const report = await examined(bytes);
    expect(report).toMatchObject({ overall: 'GENUINE', standing: 'VALID', pending: false });
    expect(step(report, 'ISSUED')?.verdict).toBe('PASSED');
  });

  test('before its documents are made it is being sealed', async () => {
    const held = await issued(world);
    const bytes = await drawCertificate(held.facts);
    const report = await examined(bytes);
    expect(report).toMatchObject({ overall: 'NOT_PROVEN', standing: 'VALID', pending: true });
    expect(step(report, 'ISSUED')?.verdict).toBe('NOT_CHECKED');
  });

  test('an unsealed PDF of an earlier release is genuine by its hash, and says that a newer one exists', async () => {
    const held = await issued(world);
    const bytes = await drawCertificate(held.facts);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await world.db
      .insert(documents)
      .values({ certificateId: held.id, kind: 'PDF', revision: 1, sealedBytes: bytes, sha256, createdAt: now });
    await prepared(held);
    const report = await examined(bytes);
    expect(report).toMatchObject({ overall: 'GENUINE_BUT_UNSEALED', standing: 'VALID' });
    expect(step(report, 'ISSUED')?.sentence).toContain('a newer one exists');
  });

  test('a number that nobody has, and a file without one', async () => {
    const unknown = await examined(await drawCertificate(sampleFacts()));
    expect(unknown).toMatchObject({ overall: 'NOT_PROVEN', standing: 'UNKNOWN' });
    const none = await examined(Buffer.from('%PDF-1.7\n'));
    expect(none).toMatchObject({ overall: 'NOT_PROVEN', standing: null });
    expect(step(none, 'ISSUED')?.verdict).toBe('NOT_CHECKED');
  });

  test('names cannot be tried by drawing them: ten unsealed files of a number an hour', async () => {
    const held = await issued(world);
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++)
      statuses.push((await send(await drawCertificate({ ...held.facts, learnerName: `Guess ${guess}` }))).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
  });
});

describe('how a file comes in', () => {
  const formOf = (bytes: Buffer): FormData => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytes)], 'certificate.pdf', { type: 'application/pdf' }));
    return form;
  };

  test('out of a form, as a page for people', async () => {
    const response = await fetch(url, { method: 'POST', headers: { accept: 'text/html' }, body: formOf(pdf) });
    const text = await response.text();
    expect([response.status, response.headers.get('x-robots-tag')]).toEqual([200, 'noindex, nofollow']);
    expect(response.headers.get('content-security-policy')).toMatch(/style-src 'sha256-/);
    expect(text).toContain('This is the certificate as it was issued, and it stands');
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|onload|https?:\/\/(?!attune\.example\.org)/);
    expect(text).toContain('enctype="multipart/form-data"');
  });

  test.each([
    ['another type', 'image/png', 415],
    ['a form without a file', 'application/x-www-form-urlencoded', 415],
    ['a broken form', 'multipart/form-data; boundary=x', 400],
  ])('%s is refused', async (_what, type, status) => {
    const response = await send(Buffer.from('a=b'), type);
    expect(response.status).toBe(status);
    expect((await response.json()) as object).toHaveProperty('errors.0.message');
    expect(leftOver()).toEqual([]);
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
    expect(leftOver()).toEqual([]);
  });

  test('while it lies on the disk it is for this user alone, and it is gone after every answer', async () => {
    let mode = 0;
    const watched = await serve(async ({ path }) => {
      mode = statSync(path).mode & 0o777;
      return null;
    });
    const report = (await (await send(pdf, 'application/pdf', watched)).json()) as Examined;
    expect(mode).toBe(0o600);
    expect(report.overall).toBe('UNREADABLE');
    expect(step(report, 'KIND')?.sentence).toContain('could not be examined safely');
    expect(leftOver()).toEqual([]);
  });

  test('a client that hangs up leaves nothing behind', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      'POST /verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\nContent-Length: 1000000\r\n\r\nhalf',
    );
    await until(() => leftOver().length === 1);
    socket.destroy();
    await until(() => leftOver().length === 0);
    expect(leftOver()).toEqual([]);
  });

  test('beyond four at once of a network others are asked to wait', async () => {
    const waiting: (() => void)[] = [];
    const busy = await serve(() => new Promise((resolve) => waiting.push(() => resolve(null))));
    const first = Array.from({ length: 4 }, () => send(pdf, 'application/pdf', busy));
    await until(() => waiting.length === 4);
    const turnedAway = await send(pdf, 'application/pdf', busy);
    expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([503, '5']);
    for (const go of waiting) go();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(4).fill(200));
  });

  test('sixty files in ten minutes, then a pause', async () => {
    const quick = await serve(async () => null);
    const statuses: number[] = [];
    for (let file = 0; file < 62; file++) statuses.push((await send(Buffer.from('x'), 'text/plain', quick)).status);
    expect(statuses.slice(-3)).toEqual([200, 429, 429]);
  });
});

describe('the thread', () => {
  const task = (path: string) => ({ path, keys: [], did: null, now: now.toISOString() });

  test('says what is said here', async () => {
    const examine = createExamination();
    const path = join(folder, 'given.pdf');
    writeFileSync(path, pdf);
    expect(await examine(task(path))).toEqual(await examineFile(pdf, { keys: [], did: null, now }));
    rmSync(path);
  });

  test('a file that takes too long, too much memory or breaks it ends the thread, not the server', async () => {
    const script = (name: string, body: string): URL => {
      const file = join(folder, `${name}.mjs`);
      writeFileSync(file, `export const examine = async () => { ${body} };`);
      return pathToFileURL(file);
    };
    const limits = { millis: 3_000, megabytes: 32 };
    const endless = createExamination({ ...limits, millis: 500 }, script('endless', 'for (;;) {}'));
    const greedy = createExamination(
      limits,
      script('greedy', 'const a = []; for (;;) a.push({ held: String(a.length) });'),
    );
    const broken = createExamination(limits, script('broken', 'process.exit(1);'));
    expect(await Promise.all([endless(task('x')), greedy(task('x')), broken(task('x'))])).toEqual([null, null, null]);
    for (const name of ['endless', 'greedy', 'broken']) rmSync(join(folder, `${name}.mjs`));
  });
});

/** What the server answers to a request whose body is written by hand. */
const rawRequest = (header: string, write: (socket: Socket) => void): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
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
