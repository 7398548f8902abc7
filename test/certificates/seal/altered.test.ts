import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PublicKey, Signer } from '../../../certificates/keys.ts';
import { sha256 } from '../../../certificates/seal/certificate.ts';
import { checkSeal, type SealFault } from '../../../certificates/seal/checkSeal.ts';
import { readSeal, sealWriter } from '../../../certificates/seal/cms.ts';
import { sealPdf } from '../../../certificates/seal/sealPdf.ts';
import { checkTimestampToken } from '../../../certificates/seal/token.ts';
import { createTestSigner } from '../../support/keyring.ts';
import { drawSealable, sealIn, withSeal } from '../../support/sealablePdf.ts';
import { createTimestampAuthority } from '../../support/timestampAuthority.ts';

let signer: Signer;
let keys: PublicKey[];
let sealed: Buffer;
let stamped: Record<'EC' | 'RSA', Buffer>;

beforeAll(async () => {
  signer = await createTestSigner('SEAL');
  keys = [(await createTestSigner('SEAL')).key, signer.key, (await createTestSigner('TOKEN')).key];
  const drawn = await drawSealable();
  sealed = await sealPdf(drawn, signer, null);
  const [ec, rsa] = [await createTimestampAuthority(), await createTimestampAuthority({ kind: 'RSA' })];
  stamped = { EC: await sealPdf(drawn, signer, ec.timestamper), RSA: await sealPdf(drawn, signer, rsa.timestamper) };
});

const faultOf = async (pdf: Buffer): Promise<SealFault | 'NONE'> => {
  const check = await checkSeal(pdf, keys);
  return check.ok ? 'NONE' : check.because;
};

/** The verdict on the file with one byte changed; the file is put back. */
const faultWith = async (pdf: Buffer, at: number, byte: number) => {
  const before = pdf[at] ?? 0;
  pdf[at] = byte;
  const fault = await faultOf(pdf);
  pdf[at] = before;
  return fault;
};

const changed = (pdf: Buffer, from: string, to: string): Buffer => {
  const text = pdf.toString('latin1');
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to), 'latin1');
};

test.each([
  ['EC', 3],
  ['RSA', 5],
] as const)(
  'no digit of a seal with a timestamp by %s can become another',
  async (kind, step) => {
    const pdf = stamped[kind];
    const { start, der } = sealIn(pdf);
    const faults = new Map<string, number>();
    for (let at = start; at < start + 2 * der.length; at += step) {
      const digit = Number.parseInt(String.fromCharCode(pdf[at] ?? 0), 16);
      const other = ((digit + 1 + Math.floor(Math.random() * 15)) % 16).toString(16).charCodeAt(0);
      const fault = await faultWith(pdf, at, other);
      faults.set(fault, (faults.get(fault) ?? 0) + 1);
    }
    expect([...faults.keys()]).not.toContain('NONE');
    expect([...faults.keys()]).toEqual(
      expect.arrayContaining(['SEAL_CHANGED', 'TIMESTAMP_CHANGED', 'SEAL_UNREADABLE']),
    );
  },
  120_000,
);

test('no byte after the seal can be anything but the zero it is', async () => {
  const { start, end, der } = sealIn(sealed);
  for (let at = start + 2 * der.length; at < end; at += 25)
    expect(await faultWith(sealed, at, 0x30 ^ (1 + (at % 255)))).toBe('PADDING_ALTERED');
});

test('one changed byte anywhere in the file is found', async () => {
  const change = fc.record({
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    flip: fc.integer({ min: 1, max: 255 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('EC' as const, 'RSA' as const), change, async (kind, { place, flip }) => {
      const pdf = stamped[kind];
      const at = Math.floor(place * pdf.length);
      expect(await faultWith(pdf, at, (pdf[at] ?? 0) ^ flip)).not.toBe('NONE');
    }),
    { numRuns: 1500 },
  );
});

test('what is said of an altered file names what was altered and where', async () => {
  const { start, end, der } = sealIn(sealed);
  const after = start + 2 * der.length + 10;
  const upper = Buffer.from(sealed);
  upper.write('A', start + 20, 'latin1');
  const cases: [Buffer, SealFault, string][] = [
    [changed(sealed, '(Sample Institute)', '(Simple Institute)'), 'CONTENT_CHANGED', 'over different content'],
    [changed(sealed, '/Tabs /S', '/Tabs /R'), 'CONTENT_CHANGED', 'over different content'],
    [changed(sealed, '%PDF-1.7', '%PDF-1.4'), 'CONTENT_CHANGED', 'over different content'],
    [Buffer.from(sealed).fill('7', after, after + 1), 'PADDING_ALTERED', `Byte ${after}`],
    [upper, 'SEAL_CHANGED', `Byte ${start + 20}`],
    [changed(sealed, '[0 ', '[1 '), 'NOT_OURS', 'not a seal as Attune writes it'],
    [changed(sealed, `[0 ${start - 1} `, `[0 ${start + 1} `), 'RANGE_ALTERED', 'leaves out'],
    [changed(sealed, `${end + 1} `, `${end + 3} `), 'RANGE_ALTERED', 'does not end'],
    [changed(sealed, `${start - 1} ${end + 1}`, `${end + 1} ${start - 1}`), 'RANGE_ALTERED', 'leaves out'],
    [changed(sealed, ' ]\n/Contents', '0]\n/Contents'), 'RANGE_ALTERED', 'does not have the form that sealing writes'],
    [changed(sealed, '/ETSI.CAdES.detached', '/adbe.pkcs7.detached'), 'NOT_OURS', 'not a seal as Attune writes it'],
    [withSeal(sealed, Buffer.from('04820001ff', 'hex')), 'SEAL_UNREADABLE', 'not a seal'],
    [withSeal(sealed, Buffer.from('0400', 'hex')), 'SEAL_UNREADABLE', 'byte 0 of it'],
    [sealed.subarray(0, sealed.length - 1), 'RANGE_ALTERED', 'its end is missing'],
    [sealed.subarray(0, end), 'RANGE_ALTERED', 'does not end at byte'],
    [Buffer.alloc(0), 'NO_SEAL', 'no seal'],
    [Buffer.from('%PDF-1.7\nplain\n%%EOF\n'), 'NO_SEAL', 'no seal'],
    [await drawSealable(), 'RANGE_ALTERED', 'does not have the form that sealing writes'],
  ];
  for (const [pdf, because, words] of cases)
    expect(await checkSeal(pdf, keys)).toEqual({ ok: false, because, detail: expect.stringContaining(words) });
});

test('whatever is added after sealing is found: plain bytes, a revision, another signature', async () => {
  const { length } = sealed;
  const revision = `1 0 obj\n<<\n/Type /Catalog\n>>\nendobj\nxref\n1 1\n0000000000 00000 n \ntrailer\n<<\n/Size 2\n/Prev 9\n>>\nstartxref\n${length}\n%%EOF\n`;
  const attacker = await createTestSigner('SEAL');
  const theirs = await sealPdf(await drawSealable({ title: 'Theirs' }), attacker, null);
  const cases: [Buffer, SealFault, string][] = [
    [Buffer.concat([sealed, Buffer.from('\n')]), 'ADDED_AFTER_SEALING', `1 bytes were added, from byte ${length}`],
    [Buffer.concat([sealed, Buffer.from(revision)]), 'ADDED_AFTER_SEALING', `from byte ${length}`],
    [Buffer.concat([sealed, Buffer.from('/ByteRange [0 1 2 3]'), Buffer.from(revision)]), 'SEVERAL_SEALS', 'another'],
    [Buffer.concat([sealed, theirs]), 'SEVERAL_SEALS', 'one is allowed'],
    [Buffer.concat([theirs, sealed]), 'SEVERAL_SEALS', 'one is allowed'],
    [Buffer.concat([Buffer.from('%'), sealed]), 'RANGE_ALTERED', 'leaves out'],
  ];
  for (const [pdf, because, words] of cases)
    expect(await checkSeal(pdf, keys)).toEqual({ ok: false, because, detail: expect.stringContaining(words) });
});

test('a seal of another document, of an unknown key or rebuilt around the signature is refused', async () => {
  const other = await sealPdf(await drawSealable({ title: 'B sample' }), signer, null);
  expect(await faultOf(withSeal(sealed, sealIn(other).der))).toBe('CONTENT_CHANGED');
  const unknown = await createTestSigner('SEAL');
  expect(await faultOf(await sealPdf(await drawSealable(), unknown, null))).toBe('KEY_UNKNOWN');
  const borrowed = { ...unknown, key: signer.key };
  expect(await faultOf(await sealPdf(await drawSealable(), borrowed, null))).toBe('SEAL_CHANGED');
  const foreignChain = { ...signer, key: { ...signer.key, certificates: unknown.key.certificates } };
  expect(await faultOf(await sealPdf(await drawSealable(), foreignChain, null))).toBe('SEAL_CHANGED');
});

test('the timestamp of another seal, or one with unprotected bytes, is refused', async () => {
  const seal = readSeal(sealIn(stamped.EC).der);
  const withToken = (token: Buffer) => withSeal(stamped.EC, sealWriter(signer.key).write({ ...seal, token }));
  expect(await faultOf(withToken(seal.token ?? Buffer.alloc(0)))).toBe('NONE');
  const authority = await createTimestampAuthority();
  expect(await faultOf(withToken(await authority.stamp(new Uint8Array(32))))).toBe('TIMESTAMP_CHANGED');
  // As pkijs writes it, and as sealing would write it anew.
  const asMade = await authority.stamp(sha256(seal.signature));
  expect(await checkSeal(withToken(asMade), keys)).toMatchObject({
    because: 'TIMESTAMP_CHANGED',
    detail: expect.stringContaining('no signature protects'),
  });
  const checked = checkTimestampToken(asMade, sha256(seal.signature));
  expect(await faultOf(withToken(checked.ok ? checked.timestamp.canonical : asMade))).toBe('NONE');
});

test('a verdict comes for anything in place of the seal', async () => {
  const { der } = sealIn(stamped.EC);
  const edit = fc.record({ at: fc.nat(der.length - 1), remove: fc.nat(8), insert: fc.uint8Array({ maxLength: 8 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const mangled = edits.reduce(
        (bytes, { at, remove, insert }) => Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
        der,
      );
      fc.pre(!mangled.equals(der) && !mangled.subarray(0, der.length).equals(der));
      expect(await faultOf(withSeal(stamped.EC, mangled))).not.toBe('NONE');
    }),
    { numRuns: 500 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect(await faultOf(Buffer.from(bytes))).toBe('NO_SEAL');
      expect(await faultOf(withSeal(sealed, Buffer.from(bytes)))).not.toBe('NONE');
    }),
    { numRuns: 200 },
  );
});

test('fifty megabytes of trouble are judged in a moment', async () => {
  const size = 50_000_000;
  const { start } = sealIn(sealed);
  const head = sealed.subarray(sealed.indexOf('/Type /Sig\n'), start);
  const deep = Buffer.alloc(16_000, Buffer.from('3084', 'hex'));
  const files = [
    Buffer.alloc(size, '/ByteRange ['),
    Buffer.alloc(size, head),
    Buffer.alloc(size, '/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter '),
    Buffer.concat([sealed, Buffer.alloc(size)]),
    Buffer.alloc(size, '9'),
    withSeal(sealed, deep),
  ];
  const started = performance.now();
  for (const file of files) expect(await faultOf(file)).not.toBe('NONE');
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('a key that cannot be used is passed over', async () => {
  const broken: PublicKey = { ...signer.key, jwk: { kty: 'EC' }, certificates: ['AAAA'] };
  expect(await checkSeal(sealed, [broken, ...keys])).toMatchObject({ ok: true });
  expect(await checkSeal(sealed, [broken])).toMatchObject({ because: 'KEY_UNKNOWN' });
  expect(await checkSeal(sealed, [])).toMatchObject({ because: 'KEY_UNKNOWN' });
});
