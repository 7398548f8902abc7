import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Signer } from '../../../certificates/keys.ts';
import { commitmentOf, entryBody } from '../../../certificates/log/entry.ts';
import { signCheckpoint } from '../../../certificates/log/note.ts';
import { checkLogProof, type LogProof, readLogProof, writeLogProof } from '../../../certificates/log/proof.ts';
import {
  addLeaf,
  type Hash,
  inclusionProof,
  leafHash,
  rootOfPeaks,
  type TreeNode,
} from '../../../certificates/log/tree.ts';
import { createTestSigner } from '../../support/keyring.ts';

const ORIGIN = 'attune.example.org/log';
const SIZE = 11;
const INDEX = 6;
const payloadHash = randomBytes(32);
const salt = randomBytes(32);
const extra = { kind: 'CREDENTIAL' as const, salt, commitment: commitmentOf(salt, payloadHash) };

let signer: Signer;
let proof: LogProof;
let text: string;
beforeAll(async () => {
  signer = await createTestSigner('LOG');
  const peaks: TreeNode[] = [];
  const nodes = new Map<string, Hash>();
  for (let index = 0; index < SIZE; index++)
    for (const node of addLeaf(peaks, leafHash(index === INDEX ? entryBody(extra) : randomBytes(40))))
      nodes.set(`${node.level}/${node.position}`, node.hash);
  const hashes = inclusionProof(INDEX, SIZE, ({ level, position }) => nodes.get(`${level}/${position}`) ?? salt);
  proof = { index: INDEX, hashes, checkpoint: await signCheckpoint(ORIGIN, SIZE, rootOfPeaks(peaks), signer), extra };
  text = writeLogProof(proof);
});

type Question = Parameters<typeof checkLogProof>[1];
const check = (given: string, question: Partial<Question> = {}) =>
  checkLogProof(given, { payloadHash, kind: 'CREDENTIAL', keys: [signer.key], ...question });

test('is written as C2SP tlog-proof says', () => {
  const lines = text.split('\n');
  expect(lines[0]).toBe('c2sp.org/tlog-proof@v1');
  expect(lines[1]).toMatch(/^extra [A-Za-z0-9+/]+=*$/);
  expect(lines[2]).toBe('index 6');
  expect(lines.slice(3, 7)).toEqual(proof.hashes.map((hash) => Buffer.from(hash).toString('base64')));
  expect(lines.slice(7).join('\n')).toBe(`\n${proof.checkpoint}`);
  const opened = JSON.parse(Buffer.from(lines[1]?.slice(6) ?? '', 'base64').toString());
  expect(opened).toMatchObject({ kind: 'CREDENTIAL', salt: salt.toString('hex') });
  expect(readLogProof(text)).toEqual(proof);
});

test('is valid, and names the log', () => {
  expect(check(text)).toEqual({ ok: true, index: INDEX, size: SIZE, origin: ORIGIN, key: signer.key });
});

test('of the only entry of a log has no path', async () => {
  const checkpoint = await signCheckpoint(ORIGIN, 1, leafHash(entryBody(extra)), signer);
  expect(check(writeLogProof({ index: 0, hashes: [], checkpoint, extra }))).toMatchObject({
    ok: true,
    index: 0,
    size: 1,
  });
});

describe('says what is wrong', () => {
  const because = (given: string, question: Partial<Question> = {}) => {
    const checked = check(given, question);
    if (checked.ok) return 'nothing';
    expect(checked.detail).toMatch(/^[A-Z].*\.$/);
    return checked.because;
  };
  const changed = (changes: Partial<LogProof>) => writeLogProof({ ...proof, ...changes });

  test('another file, kind or key', async () => {
    expect(because(text, { payloadHash: randomBytes(32) })).toBe('NOT_THIS_FILE');
    expect(because(text, { kind: 'PDF' })).toBe('NOT_THIS_FILE');
    expect(because(text, { keys: [(await createTestSigner('LOG')).key] })).toBe('KEY_UNKNOWN');
    expect(because(text, { keys: [] })).toBe('KEY_UNKNOWN');
  });

  test('a path, an index or an entry that was altered', () => {
    expect(because(changed({ index: 5 }))).toBe('PATH_BROKEN');
    expect(because(changed({ index: SIZE }))).toBe('PATH_BROKEN');
    expect(because(changed({ hashes: proof.hashes.toReversed() }))).toBe('PATH_BROKEN');
    expect(because(changed({ hashes: proof.hashes.slice(1) }))).toBe('PATH_BROKEN');
    expect(because(changed({ extra: { ...extra, commitment: randomBytes(32) } }))).toBe('PATH_BROKEN');
    expect(because(changed({ extra: { ...extra, kind: 'PDF' } }))).toBe('PATH_BROKEN');
    expect(because(changed({ extra: { ...extra, salt: randomBytes(32) } }))).toBe('NOT_THIS_FILE');
  });

  test('a checkpoint that was altered', () => {
    expect(because(changed({ checkpoint: proof.checkpoint.replace(`\n${SIZE}\n`, '\n12\n') }))).toBe(
      'CHECKPOINT_BROKEN',
    );
    expect(because(changed({ checkpoint: '' }))).toBe('CHECKPOINT_BROKEN');
    expect(because(changed({ checkpoint: `${proof.checkpoint}more` }))).toBe('CHECKPOINT_BROKEN');
  });

  test.each([
    ['', ''],
    ['another version', 'c2sp.org/tlog-proof@v2'],
    ['no extra', 'NO EXTRA'],
    ['leading zero', 'index 06'],
    ['large index', 'index 9007199254740993'],
    ['negative index', 'index -6'],
    ['huge path', 'HUGE'],
    ['huge text', 'LONG'],
  ])('a text that is not a proof: %s', (name, change) => {
    const lines = text.split('\n');
    const altered: Record<string, () => string> = {
      '': () => '',
      'another version': () => lines.with(0, change).join('\n'),
      'no extra': () => lines.toSpliced(1, 1).join('\n'),
      'huge path': () => changed({ hashes: Array.from({ length: 100_000 }, () => salt) }),
      'huge text': () => `${text}${'\n'.repeat(10_000_000)}`,
    };
    expect(because((altered[name] ?? (() => lines.with(2, change).join('\n')))())).toBe('MALFORMED');
  });
});

test('any flipped byte is found', () => {
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ change;
      expect(check(altered.toString('utf8')).ok).toBe(false);
    }),
    { numRuns: 3000 },
  );
});

test('any text gets an answer', () => {
  const lines = text.split('\n');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines, '', '\n', 'index 0', 'extra e30=')), (parts) => {
      const given = parts.join('\n');
      expect(check(given).ok).toBe(given === text);
    }),
  );
});
