import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { users } from '../../../drizzle/schema.ts';
import { runProcess } from '../../../faults/serviceProcess.ts';
import { createLog } from '../../../server/http/logging.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 1 });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => void lines.push(line) }));
  return lines.join('');
};

const failure = (act: () => Promise<unknown>): Promise<unknown> =>
  act().then(
    () => null,
    (error: unknown) => error,
  );

test('a failed statement is logged by its code and constraint, never with what people typed', async () => {
  const person = { email: 'secret.person@example.org' };
  await pool.db.insert(users).values(person);
  const duplicate = await failure(async () => pool.db.insert(users).values(person));
  const misread = await failure(async () => pool.db.execute(sql`select ${'Robin Secret'}::text::uuid`));
  const text = logged((log) => {
    log.error({ err: duplicate, requestId: 'r1' }, 'failed');
    log.error({ err: misread }, 'failed');
  });
  expect(text).toContain('23505');
  expect(text).toContain('users_email_key');
  expect(text).toContain('22P02');
  expect(text).toContain('logging.test.ts');
  expect(text).not.toMatch(/secret\.person|Robin Secret/);
});

test('addresses inside messages and closed fields are blanked', () => {
  const text = logged((log) => {
    log.warn({ err: new Error('550 no mailbox robin@example.org here') }, 'mail');
    log.info({ email: 'robin@example.org', user: { legalName: 'Robin Example', token: 'abc123' } }, 'facts');
  });
  expect(text).not.toMatch(/robin@example|Robin Example|abc123/);
  expect(text).toContain('[address]');
});

test('a fault has its code at the top, and what people type is omitted', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:465'), { code: 'ECONNREFUSED' });
  const text = logged((log) => {
    log.warn({ requestId: 'r1', err: refused }, 'mail failed');
    log.info({ otp: '12345678', body: { otp: '12345678', token: 'abc123' } }, 'facts');
  });
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
    requestId: 'r1',
    msg: 'mail failed',
    err: { type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:465' },
  });
  expect(text).not.toMatch(/12345678|abc123/);
});

test('every part of an AggregateError and every cause is described, and a circle of causes ends', () => {
  const refused = (port: number) =>
    Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), { code: 'ECONNREFUSED' });
  const both = new AggregateError(
    [refused(1), new Error('for robin@example.org', { cause: refused(2) })],
    'both failed',
  );
  const circle = new Error('a circle');
  circle.cause = new Error('of two', { cause: circle });
  const lines = logged((log) => {
    log.error({ err: new Error('outer', { cause: both }) }, 'failed');
    log.error({ err: circle }, 'failed');
  });
  const [first, second] = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).err);
  expect(first.cause).toMatchObject({
    type: 'AggregateError',
    message: 'both failed',
    errors: [{ code: 'ECONNREFUSED' }, { message: 'for [address]', cause: { code: 'ECONNREFUSED' } }],
  });
  expect(second.cause.message).toBe('of two');
});

test.each([
  ['an error that nobody catches', 'error', ['first', 'second', 'uncaught error, the process ends']],
  ['a call of exit', 'exit', ['first', 'second']],
  ['nothing left to do', 'rest', ['first', 'second']],
])('a process that ends by %s has written every line', async (_name, word, lines) => {
  const { text } = await runProcess({}, 'test/support/loggingProcess.ts', word).ended;
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg),
  ).toEqual(lines);
});
