import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { isConsistent } from '../../certificates/log/check.ts';
import { readEntryBody } from '../../certificates/log/entry.ts';
import { checkCheckpoint } from '../../certificates/log/note.ts';
import { consistencyRanges, emptyRoot, leafHash, rootOf } from '../../certificates/log/tree.ts';
import { connect } from '../../drizzle/client.ts';
import { checkpoints, logEntries, logLeaves, logPending } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { appendToLog } from '../../schema/log/operations/appendToLog.ts';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { hashesOf, latestCheckpoint, logKeys, logProofOf, tile } from '../../schema/log/queries.ts';
import { GUARDED } from '../support/guarded.ts';
import { createTestSigner } from '../support/keyring.ts';
import { LOG_NOW, LOG_ORIGIN, type LogBook, openLogBook, sha256 } from '../support/logBook.ts';

let book: LogBook;
const books: LogBook[] = [];
const freshBook = async (options: Parameters<typeof openLogBook>[0] = {}) => {
  const opened = await openLogBook(options);
  books.push(opened);
  return opened;
};
beforeAll(async () => {
  book = await freshBook();
});
afterAll(() => Promise.all(books.map((one) => one.close())));

const replayed = ({ db, keys }: LogBook) => replayLog(db, { keys, origin: LOG_ORIGIN });
/** The bodies in their order, as a watcher reads them. */
const bodiesOf = async ({ db }: LogBook) =>
  (
    await db
      .select({ body: logEntries.body, position: logLeaves.position })
      .from(logLeaves)
      .innerJoin(logEntries, eq(logEntries.id, logLeaves.entryId))
      .orderBy(logLeaves.position)
  ).map(({ body, position }, index) => {
    expect(position).toBe(index);
    return body;
  });
const rootOfAll = async (of: LogBook) => rootOf((await bodiesOf(of)).map(leafHash));

describe('what is left for the log', () => {
  test('contains a salted hash and the kind, and no data about the person or the number', async () => {
    const { id, number, hashes } = await book.issue();
    const rows = await book.db.select().from(logEntries).where(eq(logEntries.certificateId, id));
    expect(rows).toHaveLength(2);
    for (const { kind, salt, body } of rows) {
      expect(salt).toHaveLength(32);
      const payload = hashes[kind as 'PDF' | 'CREDENTIAL'];
      expect(readEntryBody(body)).toEqual({ kind, commitment: sha256(Buffer.concat([salt, payload])) });
      for (const secret of [number, id, payload.toString('hex'), payload.toString('base64'), salt.toString('hex')])
        expect(body.toString()).not.toContain(secret);
    }
  });

  test('exists once, however many calls race', async () => {
    const { id } = await book.certificate();
    const entry = { kind: 'PDF' as const, certificateId: id, revision: 2 };
    const ids = await Promise.all(
      Array.from({ length: 20 }, () =>
        book.db.transaction((tx) => appendToLog(tx, systemAct(LOG_NOW), { ...entry, payloadHash: randomBytes(32) })),
      ),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await appendToLog(book.db, systemAct(LOG_NOW), { ...entry, payloadHash: randomBytes(32) })).toBe(ids[0]);
    expect(
      await appendToLog(book.db, systemAct(LOG_NOW), { ...entry, revision: 3, payloadHash: randomBytes(32) }),
    ).not.toBe(ids[0]);
    expect(await book.db.select().from(logEntries).where(eq(logEntries.certificateId, id))).toHaveLength(2);
  });

  test('disappears when its transaction rolls back', async () => {
    const { id } = await book.certificate();
    const before = await book.db.$count(logPending);
    const failed = book.db.transaction(async (tx) => {
      await appendToLog(tx, systemAct(LOG_NOW), {
        kind: 'PDF',
        certificateId: id,
        revision: 2,
        payloadHash: randomBytes(32),
      });
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    expect(await book.db.$count(logPending)).toBe(before);
    expect(await book.db.select().from(logEntries).where(eq(logEntries.certificateId, id))).toEqual([]);
  });

  test('is a hash of 32 bytes', async () => {
    const { id } = await book.certificate();
    const entry = { kind: 'PDF' as const, certificateId: id, revision: 2 };
    await expect(appendToLog(book.db, systemAct(LOG_NOW), { ...entry, payloadHash: randomBytes(31) })).rejects.toThrow(
      '32 bytes',
    );
  });
});

describe('the sequencer', () => {
  test('signs the empty log once', async () => {
    const empty = await freshBook();
    expect(await latestCheckpoint(empty.db)).toBeNull();
    expect(await empty.sequence()).toEqual({ size: 0, appended: 0 });
    expect(await empty.sequence()).toEqual({ size: 0, appended: 0 });
    const checkpoint = await latestCheckpoint(empty.db);
    expect(checkCheckpoint(checkpoint?.note ?? '', LOG_ORIGIN, empty.keys)).toMatchObject({
      ok: true,
      size: 0,
      root: emptyRoot(),
    });
    await empty.issue();
    expect(await empty.sequence()).toEqual({ size: 2, appended: 2 });
    expect(await replayed(empty)).toMatchObject({ ok: true, size: 2, checkpoints: 2 });
  });

  test('gives places without a gap and carries on every checkpoint before', async () => {
    const grown = await freshBook();
    const heads = [];
    for (const count of [1, 2, 1, 5, 3]) {
      for (let n = 0; n < count; n++) await grown.issue();
      expect(await grown.sequence()).toMatchObject({ appended: count * 2 });
      const checkpoint = await latestCheckpoint(grown.db);
      if (checkpoint === null) throw new Error('no checkpoint after the sequencer');
      expect(checkpoint.root).toEqual(await rootOfAll(grown));
      heads.push(checkpoint);
    }
    expect(heads.map(({ size }) => size)).toEqual([2, 6, 8, 18, 24]);
    for (const older of heads)
      for (const newer of heads.filter(({ size }) => size >= older.size)) {
        const proof = await hashesOf(grown.db, consistencyRanges(older.size, newer.size));
        expect(isConsistent(older, newer, proof)).toBe(true);
      }
    expect(await grown.db.$count(logPending)).toBe(0);
    expect(await replayed(grown)).toMatchObject({ ok: true, size: 24, entries: 24, checkpoints: 5, differences: 0 });
  });

  test('takes a long queue in batches, each with its own checkpoint', async () => {
    const long = await freshBook();
    const { id } = await long.certificate();
    const pending = Array.from({ length: 2500 }, (_, n) => n + 10);
    await long.db.transaction(async (tx) => {
      for (const revision of pending)
        await appendToLog(tx, systemAct(LOG_NOW), {
          kind: 'CREDENTIAL',
          certificateId: id,
          revision,
          payloadHash: randomBytes(32),
        });
    });
    expect(await long.sequence()).toEqual({ size: 2500, appended: 2500 });
    const sizes = await long.db.select({ size: checkpoints.size }).from(checkpoints).orderBy(checkpoints.size);
    expect(sizes.map(({ size }) => size)).toEqual([1000, 2000, 2500]);
    expect((await latestCheckpoint(long.db))?.root).toEqual(await rootOfAll(long));
    // Documents were never stored, and that is all that differs.
    const report = await replayed(long);
    expect(report).toMatchObject({ size: 2500, differences: 2500 });
    expect(new Set(report.named.map(({ what }) => what))).toEqual(new Set(['RECORD_DIFFERS']));
    expect((await tile(long.db, { level: 1, index: 0, width: 9 }))?.length).toBe(9);
    expect(await tile(long.db, { level: 1, index: 0, width: 10 })).toBeNull();
  });

  test('fifty at once end in one log, and each finds its own entry in it', async () => {
    const busy = await freshBook({ max: 10 });
    const other = connect(busy.appUrl, { max: 10 });
    try {
      await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          const { id } = await busy.issue();
          await sequenceLog(n % 2 === 0 ? busy.db : other.db, systemAct(LOG_NOW), {
            signer: busy.signer,
            origin: LOG_ORIGIN,
          });
          expect(await logProofOf(busy.db, { certificateId: id, kind: 'PDF', revision: 2 })).not.toBeNull();
        }),
      );
    } finally {
      await other.close();
    }
    expect(await replayed(busy)).toMatchObject({ ok: true, size: 100, entries: 100, waiting: 0 });
  });

  test('leaves no partial work when its key fails, and continues afterward', async () => {
    const failing = await freshBook();
    await failing.issue();
    await failing.sequence();
    await failing.issue();
    const broken = { ...failing.signer, sign: () => Promise.reject(new Error('the key service is away')) };
    await expect(failing.sequence({ signer: broken })).rejects.toThrow('the key service is away');
    const wrong = { ...failing.signer, sign: async () => randomBytes(64) };
    await expect(failing.sequence({ signer: wrong })).rejects.toThrow('an invalid signature');
    expect(await replayed(failing)).toMatchObject({ ok: true, size: 2, waiting: 2 });
    expect(await failing.sequence()).toEqual({ size: 4, appended: 2 });
    expect(await replayed(failing)).toMatchObject({ ok: true, size: 4, waiting: 0 });
  });

  test.each(['log_leaves', 'log_nodes', 'log_pending', 'checkpoints'])(
    'leaves nothing half done when its process is killed at %s',
    async (table) => {
      const killed = await freshBook();
      await killed.issue();
      const program = new URL('../support/sequencerProcess.ts', import.meta.url).pathname;
      const child = spawn(process.execPath, [...GUARDED, program, killed.appUrl, table], { stdio: 'ignore' });
      expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
      expect(await replayed(killed)).toMatchObject({ ok: true, size: 0, waiting: 2, checkpoints: 0 });
      expect(await killed.sequence()).toEqual({ size: 2, appended: 2 });
      expect(await replayed(killed)).toMatchObject({ ok: true, size: 2, waiting: 0 });
    },
  );

  test('goes on with another key and under another name, and the old checkpoints stay good', async () => {
    const rotated = await freshBook();
    await rotated.issue();
    await rotated.sequence();
    const next = await createTestSigner('LOG');
    await rotated.issue();
    await rotated.sequence({ signer: next });
    await rotated.record(next);
    await rotated.issue();
    await rotated.sequence({ signer: next, origin: 'new.example.org/log' });
    const keys = await logKeys(rotated.db);
    expect(keys.map(({ id }) => id).sort()).toEqual([rotated.signer.key.id, next.key.id].sort());
    expect(await replayLog(rotated.db, { keys })).toMatchObject({ ok: true, size: 6, checkpoints: 3 });
    expect(await replayLog(rotated.db, { keys: rotated.keys })).toMatchObject({ ok: false, differences: 2 });
    expect(await replayLog(rotated.db, { keys, origin: LOG_ORIGIN })).toMatchObject({ differences: 1 });
  });

  const zeros = `decode(repeat('00', 32), 'hex')`;
  test.each([
    ['a root', 'checkpoints', `update checkpoints set root = ${zeros}`],
    ['a note', 'checkpoints', `update checkpoints set note = replace(note, 'log', 'lag')`],
    ['a size', 'checkpoints', 'update checkpoints set size = size - 1'],
    ['a hash', 'log_nodes', `update log_nodes set hash = ${zeros} where level = 2`],
    ['a missing hash', 'log_nodes', 'delete from log_nodes where level = 2'],
    ['a missing entry', 'log_leaves', 'delete from log_leaves where position = 3'],
    ['a missing checkpoint', 'checkpoints', 'delete from checkpoints'],
  ])('does not sign an altered tree: %s', async (_, table, statement) => {
    const altered = await freshBook();
    await altered.issue();
    await altered.issue();
    await altered.sequence();
    await altered.tamper(table, statement);
    await altered.issue();
    let asked = false;
    const watched = {
      ...altered.signer,
      sign: (bytes: Uint8Array) => {
        asked = true;
        return altered.signer.sign(bytes);
      },
    };
    await expect(altered.sequence({ signer: watched })).rejects.toThrow('attune log verify');
    expect(asked).toBe(false);
    expect(await altered.db.$count(logPending)).toBe(2);
  });

  test('does not sign what a stranger’s checkpoint begins', async () => {
    const foreign = await freshBook();
    await foreign.issue();
    await foreign.sequence({ signer: await createTestSigner('LOG') });
    await foreign.issue();
    await expect(foreign.sequence()).rejects.toThrow('No key of ours');
  });
});
