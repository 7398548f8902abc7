import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { checkpoints, logLeaves, logNodes, logTimestamps } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { timestampLatest } from '../../schema/log/operations/timestampLatest.ts';
import { latestCheckpoint } from '../../schema/log/queries.ts';
import { LOG_NOW, type LogBook, openLogBook, sha256 } from '../support/logBook.ts';
import { createTimestampAuthority } from '../support/timestampAuthority.ts';

let book: LogBook;
const books: LogBook[] = [];
const freshBook = async () => {
  const opened = await openLogBook();
  books.push(opened);
  return opened;
};
beforeAll(async () => {
  book = await freshBook();
});
afterAll(() => Promise.all(books.map((one) => one.close())));

describe('an outside timestamp', () => {
  const day = (text: string) => new Date(`2026-11-${text}`);

  test('is asked for the newest checkpoint once, whichever day it is', async () => {
    const stamped = await freshBook();
    const asked: Buffer[] = [];
    const { keptToken } = await createTimestampAuthority();
    const timestamper = async (hash: Uint8Array) => {
      asked.push(Buffer.from(hash));
      return keptToken(hash);
    };
    expect(await timestampLatest(stamped.db, systemAct(LOG_NOW), { timestamper })).toBeNull();
    await stamped.issue();
    await stamped.sequence();
    const checkpoint = await latestCheckpoint(stamped.db);
    const at = (text: string) => timestampLatest(stamped.db, systemAct(day(text)), { timestamper });
    expect(await at('22T23:55:00Z')).toEqual({ takenOn: '2026-11-22', size: 2 });
    expect(await at('23T23:55:00Z')).toBeNull();
    expect(asked).toEqual([sha256(checkpoint?.note ?? '')]);
    await stamped.issue();
    await stamped.sequence();
    const together = await Promise.all(Array.from({ length: 5 }, () => at('24T12:00:00Z')));
    expect(together.filter((taken) => taken !== null)).toHaveLength(1);
    expect(await stamped.db.$count(logTimestamps)).toBe(2);
    expect(await replayLog(stamped.db, stamped)).toMatchObject({ ok: true, timestamps: 2 });
  });

  test('that fails leaves the checkpoint to the next try', async () => {
    const away = await freshBook();
    await away.sequence();
    const failing = () => Promise.reject(new Error('the authority is away'));
    await expect(timestampLatest(away.db, systemAct(LOG_NOW), { timestamper: failing })).rejects.toThrow('away');
    const nonsense = async (hash: Uint8Array) => hash;
    await expect(timestampLatest(away.db, systemAct(LOG_NOW), { timestamper: nonsense })).rejects.toThrow(
      'cannot be read',
    );
    const { timestamper } = await createTimestampAuthority();
    expect(await timestampLatest(away.db, systemAct(LOG_NOW), { timestamper })).toMatchObject({ size: 0 });
  });
});

describe('the application’s role', () => {
  beforeAll(async () => {
    await book.issue();
    await book.sequence();
    const { timestamper } = await createTimestampAuthority();
    await timestampLatest(book.db, systemAct(LOG_NOW), { timestamper });
  });

  test.each(['log_entries', 'log_leaves', 'log_nodes', 'checkpoints', 'log_timestamps'])(
    'changes, deletes and empties nothing in %s; nor does the owner',
    async (table) => {
      const app = postgres(book.appUrl, { max: 1, onnotice: () => {} });
      try {
        const count = async () => (await app.unsafe(`select * from ${table}`)).length;
        const before = await count();
        expect(before).toBeGreaterThan(0);
        for (const statement of [`update ${table} set id = id`, `delete from ${table}`, `truncate ${table} cascade`]) {
          await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
          await expect(book.owner.unsafe(statement)).rejects.toMatchObject({ code: '23001' });
        }
        expect(await count()).toBe(before);
      } finally {
        await app.end();
      }
    },
  );

  test('cannot sign two trees of one size, nor give a place or an entry twice', async () => {
    const root = randomBytes(32);
    const [leaf] = await book.db.select().from(logLeaves).limit(1);
    const [node] = await book.db.select().from(logNodes).limit(1);
    const size = (await latestCheckpoint(book.db))?.size ?? 0;
    if (leaf === undefined || node === undefined) throw new Error('the log is empty');
    const twice = { cause: { code: '23505' } };
    const { id: _leaf, ...sameLeaf } = leaf;
    const { id: _node, ...sameNode } = node;
    await expect(
      book.db.insert(checkpoints).values({ size, root, note: 'x', createdAt: LOG_NOW }),
    ).rejects.toMatchObject(twice);
    await expect(book.db.insert(logLeaves).values({ ...sameLeaf, position: 10_000 })).rejects.toMatchObject(twice);
    await expect(book.db.insert(logNodes).values({ ...sameNode, hash: root })).rejects.toMatchObject(twice);
  });
});
