import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signCheckpoint } from '../../certificates/log/note.ts';
import { againstCheckpoint } from '../../schema/log/operations/againstCheckpoint.ts';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { latestCheckpoint } from '../../schema/log/queries.ts';
import { createTestSigner } from '../support/keyring.ts';
import { LOG_ORIGIN, type LogBook, type LoggedCertificate, openFilledBook } from '../support/logBook.ts';

let book: LogBook;
let made: LoggedCertificate[];
beforeEach(async () => {
  ({ book, made } = await openFilledBook());
});
afterEach(() => book.close());

const madeAt = (index: number): LoggedCertificate => {
  const found = made[index];
  if (found === undefined) throw new Error(`no certificate ${index} was made`);
  return found;
};
const replay = () => replayLog(book.db, { keys: book.keys, origin: LOG_ORIGIN });
const noteNow = async () => (await latestCheckpoint(book.db))?.note ?? '';

describe('the record and the log agree, or it is said', () => {
  test.each<[string, string, (of: LoggedCertificate) => string, string, number]>([
    [
      'a document’s hash',
      'documents',
      ({ id }) => `update documents set sha256 = repeat('0', 64) where kind = 'PDF' and certificate_id = '${id}'`,
      'CONTENT_DIFFERS',
      0,
    ],
    [
      'a missing document',
      'documents',
      ({ id }) => `delete from documents where kind = 'CREDENTIAL' and certificate_id = '${id}'`,
      'RECORD_DIFFERS',
      0,
    ],
    [
      'a document that was never logged',
      'documents',
      ({ id }) => `update documents set revision = 3 where kind = 'PDF' and certificate_id = '${id}'`,
      'RECORD_DIFFERS',
      0,
    ],
    [
      'a revocation taken back',
      'certificates',
      ({ id }) => `update certificates set revoked_at = null, revocation_reason = null where id = '${id}'`,
      'RECORD_DIFFERS',
      1,
    ],
    [
      'another reason',
      'certificates',
      ({ id }) => `update certificates set revocation_reason = 'ADMINISTRATIVE' where id = '${id}'`,
      'CONTENT_DIFFERS',
      1,
    ],
    [
      'another instant',
      'certificates',
      ({ id }) => `update certificates set revoked_at = revoked_at + interval '1 millisecond' where id = '${id}'`,
      'CONTENT_DIFFERS',
      1,
    ],
    [
      'another number',
      'certificates',
      ({ id }) => `update certificates set number = 'OTHER' where id = '${id}'`,
      'CONTENT_DIFFERS',
      1,
    ],
    [
      'a replacement taken back',
      'certificates',
      ({ id }) => `update certificates set superseded_at = null, claim_key = 'x' where id = '${id}'`,
      'RECORD_DIFFERS',
      2,
    ],
    [
      'another successor',
      'certificates',
      ({ id }) => `update certificates set supersedes_id = null where supersedes_id = '${id}'`,
      'RECORD_DIFFERS',
      2,
    ],
    [
      'a revocation that was never logged',
      'certificates',
      ({ id }) => `update certificates set revoked_at = now(), revocation_reason = 'ADMINISTRATIVE' where id = '${id}'`,
      'UNLOGGED',
      5,
    ],
    [
      'a replacement that was never logged',
      'certificates',
      ({ id }) => `update certificates set superseded_at = now() where id = '${id}'`,
      'UNLOGGED',
      5,
    ],
  ])('%s', async (_, table, statement, what, index) => {
    const { id } = madeAt(index);
    await book.tamper(table, statement(madeAt(index)));
    const { named } = await replay();
    expect(named.length).toBeLessThanOrEqual(2);
    expect(named[0]).toMatchObject({ what, where: expect.stringContaining(`certificate ${id}`) });
  });

  test('a document of a release before the log needs no entry, a later one does', async () => {
    const { id } = madeAt(0);
    const add = (revision: number) =>
      book.owner.unsafe(
        `insert into documents values (gen_random_uuid(), '${id}', 'PDF', ${revision}, '\\x00', repeat('0', 64), now())`,
      );
    await add(1);
    expect(await replay()).toMatchObject({ ok: true });
    await add(3);
    expect(await replay()).toMatchObject({
      differences: 1,
      named: [{ what: 'UNLOGGED', where: `pdf of certificate ${id}` }],
    });
  });
});

describe('a saved checkpoint', () => {
  const against = (note: string) => againstCheckpoint(book.db, { note, keys: book.keys, origin: LOG_ORIGIN });

  test('is the beginning of today’s log, however it grew', async () => {
    const saved = await noteNow();
    for (let n = 0; n < 5; n++) {
      expect(await against(saved)).toMatchObject({ ok: true, size: 18, origin: LOG_ORIGIN });
      await book.issue();
      await book.sequence();
    }
    expect(await against(saved)).toMatchObject({ currentSize: 29 });
    expect(await replay()).toMatchObject({ ok: true });
  });

  test('finds a history that was rewritten and signed again', async () => {
    const saved = await noteNow();
    const everything = ['checkpoints', 'log_nodes', 'log_leaves'];
    await book.tamper('log_timestamps', 'delete from log_timestamps');
    for (const table of everything) await book.tamper(table, `delete from ${table}`);
    // The credential of the first certificate was never issued, says the owner now.
    await book.tamper(
      'log_entries',
      `delete from log_entries where kind = 'CREDENTIAL' and certificate_id = '${madeAt(0).id}'`,
    );
    await book.tamper(
      'documents',
      `delete from documents where kind = 'CREDENTIAL' and certificate_id = '${madeAt(0).id}'`,
    );
    await book.owner.unsafe('insert into log_pending select id from log_entries on conflict do nothing');
    await book.sequence();
    expect(await replay()).toMatchObject({ ok: true, size: 18 });
    expect(await against(saved)).toMatchObject({ ok: false, because: 'HISTORY_CHANGED' });
    expect(await against(await noteNow())).toMatchObject({ ok: true });
  });

  test('finds a log that lost its end', async () => {
    const saved = await signCheckpoint(LOG_ORIGIN, 19, Buffer.alloc(32), book.signer);
    expect(await against(saved)).toMatchObject({ ok: false, because: 'LOG_SHORTER' });
  });

  test('is of this log, by a key of this log, and whole', async () => {
    const root = Buffer.alloc(32);
    const stranger = await createTestSigner('LOG');
    const saved = await noteNow();
    expect(await against(await signCheckpoint(LOG_ORIGIN, 3, root, book.signer))).toMatchObject({
      because: 'HISTORY_CHANGED',
    });
    expect(await against(await signCheckpoint(LOG_ORIGIN, 0, root, book.signer))).toMatchObject({
      because: 'HISTORY_CHANGED',
    });
    expect(await against(await signCheckpoint('other.example.org/log', 3, root, book.signer))).toMatchObject({
      because: 'OTHER_ORIGIN',
    });
    expect(await against(await signCheckpoint(LOG_ORIGIN, 3, root, stranger))).toMatchObject({
      because: 'KEY_UNKNOWN',
    });
    expect(await against(saved.replace('\n18\n', '\n17\n'))).toMatchObject({ because: 'SIGNATURE_WRONG' });
    expect(await against('not a checkpoint')).toMatchObject({ because: 'MALFORMED' });
  });
});
