import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkLogProof } from '../../certificates/log/proof.ts';
import { leafHash, rootOf } from '../../certificates/log/tree.ts';
import { systemAct } from '../../schema/act.ts';
import { appendToLog } from '../../schema/log/operations/appendToLog.ts';
import { entryBundle, latestCheckpoint, logProofOf, tile } from '../../schema/log/queries.ts';
import { LOG_NOW, type LogBook, openLogBook } from '../support/logBook.ts';

const books: LogBook[] = [];
const freshBook = async (options: Parameters<typeof openLogBook>[0] = {}) => {
  const opened = await openLogBook(options);
  books.push(opened);
  return opened;
};
afterAll(() => Promise.all(books.map((one) => one.close())));

describe('the proof of an entry', () => {
  test('is there once the entry has its place, and is checked without the log', async () => {
    const proven = await freshBook();
    const made = [];
    for (let n = 0; n < 7; n++) made.push(await proven.issue());
    const { id: certificateId } = await proven.issue();
    const name = { certificateId, kind: 'PDF' as const, revision: 2 };
    expect(await logProofOf(proven.db, name)).toBeNull();
    await proven.sequence();
    for (const [index, { id, hashes }] of made.entries())
      for (const kind of ['CREDENTIAL', 'PDF'] as const) {
        const text = await logProofOf(proven.db, { certificateId: id, kind, revision: 2 });
        const question = { payloadHash: hashes[kind], kind, keys: proven.keys };
        const position = index * 2 + (kind === 'PDF' ? 1 : 0);
        expect(checkLogProof(text ?? '', question)).toMatchObject({ ok: true, index: position, size: 16 });
        expect(checkLogProof(text ?? '', { ...question, payloadHash: randomBytes(32) })).toMatchObject({
          because: 'NOT_THIS_FILE',
        });
      }
    expect(await logProofOf(proven.db, { ...name, revision: 1 })).toBeNull();
    expect(await logProofOf(proven.db, { ...name, kind: 'REVOCATION', revision: 0 })).toBeNull();
  });

  test('takes two statements', async () => {
    let statements = 0;
    const counted = await freshBook({ onStatement: () => void statements++ });
    const { id } = await counted.issue();
    await counted.issue();
    await counted.sequence();
    statements = 0;
    await logProofOf(counted.db, { certificateId: id, kind: 'PDF', revision: 2 });
    expect(statements).toBe(2);
  });
});

test('tiles and bundles give back the tree that was signed', async () => {
  const tiled = await freshBook();
  const { id } = await tiled.certificate();
  await tiled.db.transaction(async (tx) => {
    for (let revision = 1; revision <= 300; revision++)
      await appendToLog(tx, systemAct(LOG_NOW), {
        kind: 'PDF',
        certificateId: id,
        revision,
        payloadHash: randomBytes(32),
      });
  });
  await tiled.sequence();
  const full = { index: 0, width: 256 };
  const rest = { index: 1, width: 44 };
  const leaves = [await tile(tiled.db, { level: 0, ...full }), await tile(tiled.db, { level: 0, ...rest })];
  const bodies = [await entryBundle(tiled.db, full), await entryBundle(tiled.db, rest)];
  expect(bodies.flatMap((part) => part ?? []).map(leafHash)).toEqual(leaves.flatMap((part) => part ?? []));
  expect(rootOf(leaves.flatMap((part) => part ?? []))).toEqual((await latestCheckpoint(tiled.db))?.root);
  expect(await tile(tiled.db, { level: 1, index: 0, width: 1 })).toEqual([rootOf(leaves[0] ?? [])]);
  for (const place of [
    { index: 1, width: 45 },
    { index: 1, width: 256 },
    { index: 2 ** 45 - 1, width: 1 },
  ]) {
    expect(await tile(tiled.db, { level: 0, ...place })).toBeNull();
    expect(await entryBundle(tiled.db, place)).toBeNull();
  }
  expect(await tile(tiled.db, { level: 63, index: 0, width: 1 })).toBeNull();
});
