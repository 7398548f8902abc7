import { createPrivateKey, sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyIdOf, type PublicKey, type Signer } from '../../../certificates/keys.ts';
import {
  checkCheckpoint,
  fromBase64,
  openNote,
  signCheckpoint,
  signNote,
  vkeyOf,
} from '../../../certificates/log/note.ts';
import { createTestSigner } from '../../support/keyring.ts';

const ORIGIN = 'attune.example.org/log';
const root = Buffer.alloc(32, 0xa5);
let signer: Signer;
let other: Signer;
let note: string;
beforeAll(async () => {
  [signer, other] = [await createTestSigner('LOG'), await createTestSigner('LOG')];
  note = await signCheckpoint(ORIGIN, 20_852_163, root, signer);
});

const check = (text: string, keys: PublicKey[] = [signer.key], origin: string | null = ORIGIN) =>
  checkCheckpoint(text, origin, keys);

describe('the published note of golang.org/x/mod/sumdb/note', () => {
  const NAME = 'PeterNeumann';
  const text = `If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n`;
  const signature = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
  const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const x = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1).toString('base64url');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x };
  const key: PublicKey = { id: keyIdOf(jwk), use: 'LOG', jwk, certificates: [], createdAt: '2019-03-01T00:00:00Z' };
  // Its private half is published with it, for tests.
  const d = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1).toString('base64url');
  const neumann: Signer = {
    key,
    sign: async (bytes) => sign(null, bytes, createPrivateKey({ key: { ...jwk, d }, format: 'jwk' })),
  };

  test('opens, and the same key writes it byte by byte', async () => {
    const published = `${text}\n— ${NAME} ${signature}\n`;
    expect(openNote(published, NAME, [key])).toEqual({ ok: true, text, key });
    expect(await signNote(text, NAME, neumann)).toBe(published);
    expect(vkeyOf(NAME, key)).toBe(vkey);
  });
});

test('a checkpoint is origin, size, root and one signature', () => {
  expect(note).toMatch(
    /^attune\.example\.org\/log\n20852163\n[A-Za-z0-9+/]{43}=\n\n— attune\.example\.org\/log [A-Za-z0-9+/]{91}=\n$/,
  );
  expect(check(note)).toEqual({ ok: true, origin: ORIGIN, size: 20_852_163, root, key: signer.key });
  expect(check(note, [other.key, signer.key], null)).toMatchObject({ ok: true, origin: ORIGIN, key: signer.key });
});

test('the empty log has one too', async () => {
  expect(check(await signCheckpoint(ORIGIN, 0, root, signer))).toMatchObject({ ok: true, size: 0 });
});

test.each(['', 'a log', 'log+1', 'log\n1', 'log\u00851', 'log\u20031', 'log\u0000', '\ud800'])(
  '%j names no log',
  (origin) => expect(signCheckpoint(origin, 1, root, signer)).rejects.toThrow('origin'),
);

describe('signatures', () => {
  const lineOf = (text: string) => text.slice(text.lastIndexOf('\n\n') + 2);

  test('of unknown keys are ignored, and do not suffice', async () => {
    const witness = lineOf(await signNote(note.slice(0, note.lastIndexOf('\n\n') + 1), 'witness.example.org', other));
    expect(check(note + witness)).toMatchObject({ ok: true });
    expect(check(note.replace(lineOf(note), witness))).toMatchObject({ ok: false, because: 'KEY_UNKNOWN' });
    // The same key under another name is another signer, and another key under the same name is too.
    expect(check(note + witness, [other.key])).toMatchObject({ ok: false, because: 'KEY_UNKNOWN' });
    expect(check(note, [])).toMatchObject({ ok: false, because: 'KEY_UNKNOWN' });
  });

  test('of known keys must all be right', async () => {
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const second = lineOf(await signNote(text, ORIGIN, other));
    const wrong = lineOf(await signNote(`${text}more\n`, ORIGIN, other));
    const both = [signer.key, other.key];
    expect(check(note + second, both)).toMatchObject({ ok: true, key: signer.key });
    expect(check(note + wrong, both)).toMatchObject({ ok: false, because: 'SIGNATURE_WRONG' });
    expect(check(note + wrong)).toMatchObject({ ok: true });
  });

  test('keys of other uses and kinds sign no log', async () => {
    const token = await createTestSigner('TOKEN');
    expect(check(note, [{ ...signer.key, use: 'PROOF' }])).toMatchObject({ because: 'KEY_UNKNOWN' });
    expect(check(note, [{ ...token.key, use: 'LOG' }])).toMatchObject({ because: 'KEY_UNKNOWN' });
    expect(check(note, [{ ...signer.key, jwk: {} }])).toMatchObject({ because: 'KEY_UNKNOWN' });
  });

  test('many are read, hosts of them are not', () => {
    const witness = (n: number) => `— witness${n}.example.org ${Buffer.alloc(68, n).toString('base64')}\n`;
    const lines = (count: number) => Array.from({ length: count }, (_, n) => witness(n)).join('');
    expect(check(note + lines(60))).toMatchObject({ ok: true });
    expect(check(note + lines(64))).toMatchObject({ because: 'MALFORMED' });
    expect(check(note + 'x'.repeat(300_000))).toMatchObject({ because: 'MALFORMED' });
  });
});

test('another log’s checkpoint is not this log’s', async () => {
  const foreign = await signCheckpoint('other.example.org/log', 3, root, signer);
  expect(check(foreign)).toMatchObject({ ok: false, because: 'OTHER_ORIGIN' });
  expect(check(foreign, [signer.key], null)).toMatchObject({ ok: true, origin: 'other.example.org/log' });
});

test('extension lines are the log’s to add', async () => {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  expect(check(await signNote(`${text}one more line\n`, ORIGIN, signer))).toMatchObject({ ok: true, size: 20_852_163 });
});

describe('a note that the log’s own key signed but that is not a checkpoint', () => {
  const b64 = root.toString('base64');
  test.each([
    ['no size', `${ORIGIN}\n`],
    ['no root', `${ORIGIN}\n5\n`],
    ['leading zero', `${ORIGIN}\n05\n${b64}\n`],
    ['plus', `${ORIGIN}\n+5\n${b64}\n`],
    ['negative', `${ORIGIN}\n-5\n${b64}\n`],
    ['fraction', `${ORIGIN}\n5.0\n${b64}\n`],
    ['too large', `${ORIGIN}\n9007199254740993\n${b64}\n`],
    ['short root', `${ORIGIN}\n5\n${Buffer.alloc(31).toString('base64')}\n`],
    ['root without padding', `${ORIGIN}\n5\n${b64.replace('=', '')}\n`],
    ['root with loose bits', `${ORIGIN}\n5\n${b64.slice(0, -2)}V=\n`],
    ['root in another alphabet', `${ORIGIN}\n5\n${Buffer.alloc(32, 0xff).toString('base64url')}=\n`],
    ['empty line', `${ORIGIN}\n5\n${b64}\n\nmore\n`],
    ['space', `${ORIGIN}\n5 \n${b64}\n`],
    ['return', `${ORIGIN}\n5\r\n${b64}\n`],
  ])('%s', async (_, text) => {
    expect(check(await signNote(text, ORIGIN, signer))).toMatchObject({ ok: false, because: 'MALFORMED' });
  });
});

test.each(['', '\n', '\n\n', 'x', '\n\n— x y\n', `${ORIGIN}\n5\n`, 'a\n\n\n\n'])('%j is not a checkpoint', (text) =>
  expect(check(text)).toMatchObject({ ok: false, because: 'MALFORMED' }),
);

test('a signature line has one form', () => {
  const changed = [
    note.replace('— ', '- '),
    note.replace('— ', '—'),
    note.replace('— ', '—  '),
    note.slice(0, -1),
    `${note}\n`,
    note.replace(/=\n$/, '\n'),
    note.replace(/\n$/, ' \n'),
    note.replace(/\n$/, '\r\n'),
    note.replace(/(.)=\n$/, (_, last: string) => `${last === 'A' ? 'B' : 'A'}=\n`),
    `\ufeff${note}`,
  ];
  for (const text of changed) expect([text, check(text).ok]).toEqual([text, false]);
});

test('any flipped byte is found', () => {
  const bytes = Buffer.from(note);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ change;
      expect(check(altered.toString('utf8'), [signer.key], null).ok).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('any text gets an answer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => expect(check(text).ok).toBe(false)));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(ORIGIN, '\n', '5', '— ', 'AAAAAAA=', ' ')), (parts) =>
      expect(check(parts.join('')).ok).toBe(false),
    ),
  );
});

test('base64 has one text for each value', () => {
  expect(fromBase64('TWE=')).toEqual(Buffer.from('Ma'));
  for (const text of ['TWE', 'TWF=', 'TWE=\n', 'T WE=', 'TWE==', 'T-E=']) expect(fromBase64(text)).toBeNull();
});
