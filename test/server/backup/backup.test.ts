import { readFile, stat, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { connect, migrateUpTo } from '../../../drizzle/client.ts';
import { openVault } from '../../../drizzle/encryption.ts';
import { newId, type UserId } from '../../../drizzle/ids.ts';
import { certificates, erasureRequests, sessions, users } from '../../../drizzle/schema.ts';
import { operatorAct } from '../../../schema/act.ts';
import { eraseByOperator } from '../../../schema/privacy/operations/eraseByOperator.ts';
import { noteErasure } from '../../../schema/privacy/operations/noteErasure.ts';
import { erasuresFile, erasuresIn } from '../../../server/backup/erasures.ts';
import { writeBackup } from '../../../server/backup/write.ts';
import { BACKUP_KEY, openBackupDesk } from '../../support/backupDesk.ts';
import type { EmptyDatabase } from '../../support/emptyDatabase.ts';
import { type LogBook, openFilledBook } from '../../support/logBook.ts';
import { newLearner } from '../../support/world.ts';

const PASSING_TABLES = /^COPY public\."(sessions|verifications|throttles)"/m;

let desk: Awaited<ReturnType<typeof openBackupDesk>>;
let book: LogBook;
let backup: string;
let madeIn: string;

const erase = async (userId: UserId) =>
  eraseByOperator(book.db, operatorAct(new Date()), { userId, reason: 'asked in writing' });
const emailOf = async (urls: { appUrl: string }, userId: UserId): Promise<string | undefined> => {
  const pool = connect(urls.appUrl, { max: 1 });
  const [row] = await pool.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  await pool.close();
  return row?.email;
};
/** Every constraint, trigger and index, so that a restore can be seen to leave the laws as they were. */
const lawsOf = (owner: Sql) => owner`
  select conrelid::regclass::text as of, conname::text as name, pg_get_constraintdef(oid) as is from pg_constraint
   where connamespace = 'public'::regnamespace
  union all select tgrelid::regclass::text, tgname::text, tgenabled::text || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select tablename::text, indexname::text, indexdef from pg_indexes where schemaname = 'public'
   order by 1, 2, 3`;

beforeAll(async () => {
  desk = await openBackupDesk();
  book = desk.book;
  backup = desk.at('first.attune');
  const userId = await newLearner(book.db, 'Robin "quoted" \\ tab\there, 李');
  const soon = new Date(Date.now() + 3600_000);
  await book.db.insert(sessions).values({ userId, token: 'e'.repeat(43), expiresAt: soon, signedInBy: 'EMAIL_CODE' });
  madeIn = (await desk.attune(book, ['backup', backup])).out;
});
afterAll(() => desk.close());

describe('a backup', () => {
  test('is a text that psql could read, without sign-ins, for its owner alone', async () => {
    expect(madeIn).toMatch(/accounts, \d+ enrollments, \d+ certificates, as of 2\d{3}-/);
    const text = gunzipSync(await readFile(backup)).toString();
    expect(text).toMatch(/^-- Attune backup \{/);
    expect(text).toMatch(/\nCOPY public\."certificates" \("id", /);
    expect(text).not.toMatch(PASSING_TABLES);
    expect(text).not.toContain('e'.repeat(43));
    expect((await stat(backup)).mode & 0o777).toBe(0o600);
  });

  test('never overwrites a file, and leaves none half written', async () => {
    const { code, err } = await desk.attune(book, ['backup', backup]);
    expect({ code, err }).toEqual({ code: 1, err: `${backup} exists already. Give a new name.\n` });
    const nowhere = desk.at('no/such/folder');
    expect((await desk.attune(book, ['backup', nowhere])).code).toBe(1);
  });

  test('is one moment, whatever is written meanwhile', async () => {
    const file = desk.at('busy.attune');
    let going = true;
    const writing = (async () => {
      for (let round = 0; going && round < 2000; round += 1) {
        const [first] = await book.db
          .insert(users)
          .values({ email: `busy${round}@example.org`, emailVerified: true })
          .returning();
        await book.db
          .insert(erasureRequests)
          .values({ userId: first?.id as UserId, requestedAt: new Date(), dueAt: new Date() });
      }
    })();
    expect((await desk.attune(book, ['backup', file])).err).toBe('');
    going = false;
    await writing;
    const target = await desk.emptyDatabase();
    expect((await desk.attune(target, ['restore', file])).err).toBe('');
  });
});

describe('a restore into an empty database', () => {
  let target: EmptyDatabase;
  let said: string;
  beforeAll(async () => {
    target = await desk.emptyDatabase();
    const { out, err } = await desk.attune(target, ['restore', backup]);
    expect(err).toBe('');
    said = out;
  });

  test('says what came back, and that everyone must sign in again', () => {
    expect(said).toContain('Every table reads as it was written.');
    expect(said).toContain('Everyone must sign in again.');
  });

  test('brings back every row and every law, and the log verifies', async () => {
    const again = desk.at('again.attune');
    await desk.attune(target, ['backup', again]);
    const sumsOf = async (file: string) =>
      gunzipSync(await readFile(file))
        .toString()
        .split('\n')
        .at(-2);
    expect(await sumsOf(again)).toBe(await sumsOf(backup));
    const { code, out } = await desk.attune(target, ['log', 'verify']);
    expect(out).toContain('Nothing differs.');
    expect(code).toBe(0);
  });

  test('gives the application’s role no more than it had', async () => {
    const pool = connect(target.appUrl, { max: 1 });
    await expect(pool.db.delete(certificates)).rejects.toThrow();
    await expect(pool.db.execute(sql`alter table users disable trigger user`)).rejects.toThrow();
    await pool.close();
  });

  test('does not replace data unasked', async () => {
    const { code, err } = await desk.attune(target, ['restore', backup]);
    expect(code).toBe(1);
    expect(err).toContain('Repeat with --replace to replace them by the backup.');
  });
});

describe('a restore in place of data', () => {
  test('keeps the laws, tells what is lost, and erases again who was erased since', async () => {
    const mine = await openFilledBook().then(({ book }) => book);
    try {
      const [goneHere, goneElsewhere, staying] = await Promise.all(
        [1, 2, 3].map(() => newLearner(mine.db, 'Robin Example')),
      );
      const file = desk.at('mine.attune');
      await desk.attune(mine, ['backup', file]);
      const laws = await lawsOf(mine.owner);
      const witness = desk.at('erasures.jsonl');
      await writeFile(
        witness,
        `${JSON.stringify({ userId: goneElsewhere, carriedOutAt: new Date().toISOString() })}\n`,
      );
      await eraseByOperator(mine.db, operatorAct(new Date()), {
        userId: goneHere as UserId,
        reason: 'asked in writing',
      });
      const later = await mine.issue();
      await mine.tamper('certificates', `update certificates set issued_at = now() where id = '${later.id}'`);
      await mine.sequence();

      const { out, err } = await desk.attune(mine, ['restore', file, '--replace', '--erasures', witness]);
      expect(err).toBe('');
      expect(out).toContain('Erased again, because their erasure came later: 2.');
      expect(out).toContain(`Not in the backup, and no longer in the register: ${later.number}.`);
      expect(out).toMatch(/The log had \d+ entries and has \d+ now/);
      expect(await emailOf(mine, goneHere as UserId)).toMatch(/@invalid$/);
      expect(await emailOf(mine, goneElsewhere as UserId)).toMatch(/@invalid$/);
      expect(await emailOf(mine, staying as UserId)).toMatch(/@example\.org$/);
      expect(await lawsOf(mine.owner)).toEqual(laws);
      expect((await desk.attune(mine, ['log', 'verify'])).out).toContain('Nothing differs.');
      // The register goes on: new certificates have numbers and places of their own.
      await mine.issue();
      await mine.sequence();
      expect((await desk.attune(mine, ['log', 'verify'])).out).toContain('Nothing differs.');
    } finally {
      await mine.close();
    }
  });
});

test('a backup of an earlier release is restored and brought to the newest migration', async () => {
  const old = await desk.emptyDatabase();
  await migrateUpTo(old.ownerUrl, '20261122070317_lasting_invariants');
  const file = desk.at('old.attune');
  const asOwner = { appUrl: old.ownerUrl, ownerUrl: old.ownerUrl };
  await writeBackup(asOwner.ownerUrl, file, openVault(BACKUP_KEY).keyId);
  const target = await desk.emptyDatabase();
  expect((await desk.attune(target, ['restore', file])).err).toBe('');
  expect((await desk.attune(target, ['log', 'verify'])).out).toContain('Nothing differs.');
});

describe('the witness of erasures', () => {
  test('a job notes each erasure outside the database, twice if it runs twice', async () => {
    const userId = await newLearner(book.db, 'Robin Example');
    await erase(userId);
    const queued = await book.db.execute<{ data: unknown }>(
      sql`select data from pgboss.job where name = ${noteErasure.name}`,
    );
    const payload = queued.at(-1)?.data;
    const dataDir = desk.at('noted');
    const needs = { noteErasure: erasuresIn(dataDir) };
    await noteErasure.perform(needs, payload);
    await noteErasure.perform(needs, payload);
    const lines = (await readFile(erasuresFile(dataDir), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).userId)).toEqual([userId, userId]);
  });

  test('a line that names nobody stops the restore', async () => {
    const file = desk.at('broken.jsonl');
    await writeFile(file, `${JSON.stringify({ userId: newId<UserId>() })}\n{"userId": 5}\n`);
    const { err } = await desk.attune(book, ['restore', backup, '--replace', '--erasures', file]);
    expect(err).toContain(`Line 2 of ${file} names no account.`);
  });
});
