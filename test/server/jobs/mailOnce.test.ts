import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { mailOnce } from '../../../schema/accounts/operations/mailOnce.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { GUARDED } from '../../support/guarded.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const now = new Date('2026-11-26T00:00:00Z');
const program = new URL('../../support/mailProcess.ts', import.meta.url).pathname;

/** A worker in a process of its own, which is sending the mail when this returns. */
const sendingWorker = async (key: string) => {
  const child = spawn(process.execPath, [...GUARDED, program, database.appUrl, key, now.toISOString()], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.trim().split('\n')));
  await once(child.stdout, 'data');
  return { child, ended, lines };
};

/** Another worker, here; it notes what it sent. */
const sent: string[] = [];
const work = (key: string) => mailOnce(pool.db, { key, to: 'ana@example.org', now }, async () => void sent.push(key));
const LOCKED = { cause: { code: '55P03' } };

test('a stopped process that goes on later sends the only mail: the second worker waits for it', async () => {
  const { child, ended, lines } = await sendingWorker('stopped');
  child.kill('SIGSTOP');
  await expect(work('stopped')).rejects.toMatchObject(LOCKED);
  child.kill('SIGCONT');
  child.stdin.write('go on');
  expect(await ended).toEqual([0, null]);
  await work('stopped');
  expect(lines).toEqual(['sending', 'sent']);
  expect(sent).not.toContain('stopped');
});

test('when the process is killed while it sends, the second worker sends', async () => {
  const { child, ended, lines } = await sendingWorker('killed');
  await expect(work('killed')).rejects.toMatchObject(LOCKED);
  child.kill('SIGKILL');
  await ended;
  await work('killed');
  expect(lines).toEqual(['sending']);
  expect(sent.filter((key) => key === 'killed')).toHaveLength(1);
});

test('a refused mail is sent by the next try, and a mail that left is not sent again', async () => {
  const refused = mailOnce(pool.db, { key: 'refused', to: 'ana@example.org', now }, () =>
    Promise.reject(new Error('451 try later')),
  );
  await expect(refused).rejects.toThrow('451');
  await work('refused');
  await work('refused');
  await Promise.all([work('at once'), work('at once')]);
  expect(sent.filter((key) => key === 'refused' || key === 'at once')).toEqual(['refused', 'at once']);
});
