import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { UserId } from '../../../drizzle/ids.ts';
import { attendanceFiles, auditEvents } from '../../../drizzle/schema.ts';
import { MOST_REPORT_BYTES, sweepAttendanceFiles } from '../../../schema/attendance/operations/reportFiles.ts';
import { attendance } from '../../../server/app/documentRoutes.ts';
import { mount } from '../../../server/app/mount.ts';
import { fixedOrigins } from '../../../server/app/origins.ts';
import { readTestViewer, testServices } from '../../support/app.ts';
import { attendanceOf, attendee, DAYS, openTraining, send, type Training, wall } from '../../support/attending.ts';
import { type Events, openEvents } from '../../support/intensives.ts';
import { member } from '../../support/issued.ts';
import { ASKED_VAULT } from '../../support/quizPages.ts';
import { countsOf, importAgain, importFile, keyOf } from '../../support/reporting.ts';
import { emailOf, newLearner } from '../../support/world.ts';

let events: Events;
let training: Training;
let port: number;
let stop: () => Promise<void>;
const now = wall(1, '20:00');
beforeAll(async () => {
  events = await openEvents();
  training = await openTraining(events);
  const { pool, issuer } = events.world;
  const services = {
    ...(await testServices(pool, { issuer, now: () => new Date(now) })),
    ...{ readViewer: readTestViewer, vault: ASKED_VAULT },
  };
  const app = express();
  app.use(fixedOrigins(['https://app.example.org']));
  mount(app, services, attendance(services));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});
afterAll(async () => {
  await stop();
  await events.world.close();
});

const session = (day: 0 | 1) => training.sessions[day]?.id ?? '';
const at = (day: 0 | 1) => ({ as: events.owner, sessionId: session(day), now });
const headersOf = (userId: UserId | null) => ({
  accept: 'application/json',
  ...(userId === null ? {} : { 'x-test-user': userId }),
});
const post = (
  userId: UserId | null,
  body: Buffer,
  { id = keyOf(session(0)), ...headers }: Record<string, string> = {},
) =>
  fetch(`http://127.0.0.1:${port}/sessions/${id}/attendance-reports`, {
    ...{ method: 'POST', body: new Uint8Array(body), headers: { ...headersOf(userId), ...headers } },
  });
const download = (userId: UserId | null, day: 0 | 1 = 0) =>
  fetch(`http://127.0.0.1:${port}/sessions/${keyOf(session(day))}/attendance.csv`, { headers: headersOf(userId) });
const codeOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return `${response.status} ${errors[0]?.extensions.code}`;
};

describe('an upload', () => {
  const file = Buffer.from('Email,Join Time,Leave Time\nnobody@example.org,2027-03-13 09:00,2027-03-13 10:00\n');
  test('answers the hash by which it is imported, and waits for a day, sealed', async () => {
    const answer = await post(events.owner, file);
    expect(answer.status).toBe(201);
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect(await answer.json()).toEqual({ sha256, bytes: file.length });
    await post(events.owner, file);
    const waiting = await events.world.db.select().from(attendanceFiles);
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.sealedBytes.includes(Buffer.from('nobody@'))).toBe(false);
    expect(countsOf(await importAgain(events, at(0), { fileSha256: sha256 }))).toEqual({ UNMATCHED: 1 });
    expect(await events.world.db.select().from(attendanceFiles)).toEqual([]);
    await post(events.owner, file);
    await sweepAttendanceFiles.run({ db: events.world.db, clock: () => new Date('2027-03-16T12:00:00Z') }, {});
    expect(await events.world.db.select().from(attendanceFiles)).toEqual([]);
  });

  test('is refused to whoever may not import, and when it is no file', async () => {
    const learner = await newLearner(events.world.db);
    const auditor = await member(events.world, 'AUDITOR', events.organizationId);
    expect(await codeOf(await post(null, file))).toBe('404 NOT_FOUND');
    expect(await codeOf(await post(learner, file))).toBe('404 NOT_FOUND');
    expect(await codeOf(await post(auditor, file))).toBe('403 FORBIDDEN');
    expect(await codeOf(await post(events.owner, file, { id: 'nonsense' }))).toBe('404 NOT_FOUND');
    expect(await codeOf(await post(events.owner, Buffer.alloc(MOST_REPORT_BYTES + 1)))).toBe('413 BODY_TOO_LARGE');
    expect(await codeOf(await post(events.owner, file, { 'content-encoding': 'gzip' }))).toBe('415 UNSUPPORTED_BODY');
    expect(await codeOf(await post(events.owner, Buffer.alloc(0)))).toBe('415 UNSUPPORTED_BODY');
  });
});

describe('the table of who was there', () => {
  test('comes back unchanged, on both sides of the night when clocks change', async () => {
    const [sofia, odd] = [
      await attendee(events, training, { name: 'Sofía Example' }),
      await attendee(events, training, { name: '=HYPERLINK("x")' }),
    ];
    const door = (day: 0 | 1, kind: 'IN' | 'OUT', time: string, registrationId: string) =>
      send(events, { ...at(day), now: wall(day, '16:30') }, [{ registrationId, kind, occurredAt: wall(day, time) }]);
    for (const day of [0, 1] as const) {
      await door(day, 'IN', '08:55', sofia.id);
      await door(day, 'OUT', '11:30', sofia.id);
      await door(day, 'IN', '09:20', odd.id);
      const email = await emailOf(events.world.db, sofia.userId);
      await importFile(
        events,
        at(day),
        `Email,Join Time,Leave Time\n${email},${DAYS[day]} 11:00,${DAYS[day]} 15:00:07\n`,
      );
    }
    const shown = async () => Promise.all([sofia, odd].map(({ id }) => attendanceOf(events, events.owner, id)));
    const before = await shown();
    expect(before[0]?.attended).toBe(2 * (90 + 75 + 120));
    for (const day of [0, 1] as const) {
      const answer = await download(events.owner, day);
      expect(answer.headers.get('content-type')).toContain('text/csv');
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
      const offset = day === 0 ? '-08:00' : '-07:00';
      expect(bytes.toString()).toBe(
        `\ufeffRegistration ID,Name,Join Time,Leave Time\r\n${sofia.id},Sofía Example,${DAYS[day]}T08:55:00${offset},${DAYS[day]}T15:00:07${offset}\r\n`,
      );
      // Its times tell their offset, so that no declared zone moves them.
      for (const timeZone of ['America/Los_Angeles', 'Asia/Kolkata']) {
        const more = Buffer.concat([bytes, Buffer.from(timeZone === 'Asia/Kolkata' ? '\r\n' : '')]);
        expect(countsOf(await importFile(events, at(day), more, { timeZone }))).toEqual({ MATCHED: 1 });
      }
      expect(Buffer.from(await (await download(events.owner, day)).arrayBuffer()).equals(bytes)).toBe(true);
    }
    expect((await shown()).map(({ attended }) => attended)).toEqual(before.map(({ attended }) => attended));
    const read = await events.world.db.select().from(auditEvents);
    expect(read.filter(({ verb }) => verb === 'ATTENDANCE_EXPORTED')).toHaveLength(4);
  });

  test('is for those who keep the door', async () => {
    expect(await codeOf(await download(null))).toBe('404 NOT_FOUND');
    expect(await codeOf(await download(await newLearner(events.world.db)))).toBe('404 NOT_FOUND');
    expect(await codeOf(await download(await member(events.world, 'AUDITOR', events.organizationId)))).toBe(
      '403 FORBIDDEN',
    );
  });
});
