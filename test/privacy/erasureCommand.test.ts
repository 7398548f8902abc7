import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { auditEvents, certificates, courses, enrollments, profiles, users } from '../../drizzle/schema.ts';
import { newCreditHolder, PUBLIC_URL } from '../support/creditHolder.ts';
import { newHolder } from '../support/holder.ts';
import { ROOT } from '../support/sources.ts';
import { addressOn, type TestServer } from '../support/testServer.ts';
import { emailOf, openWorld, type World } from '../support/world.ts';

let world: World;
let home: string;
let databaseUrl: string;
beforeAll(async () => {
  world = await openWorld();
  home = await mkdtemp(join(tmpdir(), 'attune-erase-'));
  const server = JSON.parse(process.env.ATTUNE_TEST_SERVER ?? '') as TestServer;
  const [database] = await world.db.execute<{ name: string }>(sql`select current_database() as name`);
  const app = { name: server.roles.app, password: server.passwords.app };
  databaseUrl = addressOn(server.adminUrl, database?.name ?? '', app);
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true });
});

const attune = (...line: string[]) => {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, DATA_DIR: join(home, 'data') };
  const child = spawn(process.execPath, ['cli/attune.ts', ...line], { cwd: ROOT, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  );
  return { child, ended };
};
const addressOf = async (userId: UserId) => (await emailOf(world.db, userId)) ?? '';
const eraseLine = (email: string) => ['user', 'erase', email, '--reason', 'Asked for by letter'];

test('user erase refuses while a record of credit must be kept, and writes no name into the trail when it succeeds', async () => {
  const { userId, number } = await newCreditHolder(world);
  const refused = await attune(...eraseLine(await addressOf(userId))).ended;
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining(`${number} until 2033-`) });
  const holder = await newHolder(world, PUBLIC_URL);
  const email = await addressOf(holder.userId);
  expect(await attune(...eraseLine(email)).ended).toEqual({
    code: 0,
    said: 'The person’s data was deleted. You can still verify their certificates by number.\n',
  });
  expect(await addressOf(holder.userId)).toMatch(/@invalid$/);
  expect(await attune(...eraseLine(email)).ended).toMatchObject({
    code: 1,
    said: `No one has signed in as ${email}.\n`,
  });
  const events = await world.db.select().from(auditEvents).where(eq(auditEvents.objectId, holder.userId));
  expect(events).toMatchObject([{ verb: 'PERSON_ERASED', actor: 'operator', reason: 'Asked for by letter' }]);
});

test('an erasure that is killed half way leaves everything as it was, and can be begun again', async () => {
  const { userId, certificateId } = await newHolder(world, PUBLIC_URL);
  const email = await addressOf(userId);
  const everything = async () => ({
    user: await world.db.select().from(users).where(eq(users.id, userId)),
    profile: await world.db.select().from(profiles).where(eq(profiles.userId, userId)),
    certificate: await world.db.select().from(certificates).where(eq(certificates.id, certificateId)),
    request: [...(await world.db.execute(sql`select * from erasure_requests where user_id = ${userId}`))],
    rounds: await world.db.select().from(enrollments).where(eq(enrollments.userId, userId)),
  });
  const before = await everything();
  const backends = async (state: string) =>
    world.db.execute<{ pid: number }>(
      sql`select pid from pg_stat_activity where datname = current_database() and ${sql.raw(state)}`,
    );
  const [pid] = await world.db.transaction(async (tx) => {
    await tx.select().from(profiles).where(eq(profiles.userId, userId)).for('update');
    const { child, ended } = attune(...eraseLine(email));
    // It has destroyed the keys by now, in its own transaction, and waits for the profile.
    let waiting = await backends("wait_event_type = 'Lock'");
    for (; waiting.length === 0; waiting = await backends("wait_event_type = 'Lock'")) {
      await sleep(50);
      // The server ends a transaction that is idle for too long.
      await tx.execute(sql`select`);
    }
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    return waiting.map((backend) => backend.pid);
  });
  // Its backend continues until it notices that the client is gone.
  while ((await backends(`pid = ${Number(pid)}`)).length > 0) await sleep(10);
  expect(await everything()).toEqual(before);
  expect((await attune(...eraseLine(email)).ended).code).toBe(0);
  expect(await everything()).toMatchObject({ profile: [], certificate: [{ wrappedDataKey: null, userId: null }] });
});

test('course retire closes a course once', async () => {
  const line = ['course', 'retire', 'better-after-betrayal', '--reason', 'A new edition replaces it'];
  const [first, second] = [await attune(...line).ended, await attune(...line).ended];
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('takes no new enrollments') });
  expect(second).toMatchObject({ code: 0, said: expect.stringContaining('nothing changed') });
  const [course] = await world.db.select().from(courses);
  expect(course?.retiredAt).toBeInstanceOf(Date);
  const unknown = await attune('course', 'retire', 'no-such-course', '--reason', 'A mistake').ended;
  expect(unknown).toEqual({ code: 1, said: 'There is no course no-such-course.\n' });
});
