import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Certificate, ContentInfo, CryptoEngine, SignedData } from 'pkijs';
import type { Signer } from '../../../certificates/keys.ts';
import { DEVELOPMENT_CA } from '../../../certificates/seal/authority.ts';
import { checkSeal } from '../../../certificates/seal/checkSeal.ts';
import { sealPdf } from '../../../certificates/seal/sealPdf.ts';
import { createTestSigner } from '../../support/keyring.ts';
import { drawSealable, ROOM, sealedBytes, sealIn } from '../../support/sealablePdf.ts';
import { createTimestampAuthority } from '../../support/timestampAuthority.ts';

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto });
const ab = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const signedDataOf = (der: Buffer) => new SignedData({ schema: ContentInfo.fromBER(ab(der)).content });

test('a drawing with the same facts has the same bytes, and a field that archives and screen readers accept', async () => {
  const drawn = await drawSealable({ signedBy: 'Institut für Bindung' });
  expect(drawn.equals(await drawSealable({ signedBy: 'Institut für Bindung' }))).toBe(true);
  const text = drawn.toString('latin1');
  expect(text).toMatch(
    /\/Type \/Annot\n\/Subtype \/Widget\n\/FT \/Sig\n\/T \(Seal\)\n\/TU \(.+\)\n\/Rect \[0 0 0 0\]\n\/F 132\n/,
  );
  const widget = /(\d+) 0 obj\n<<\n\/Type \/Annot\n\/Subtype \/Widget/.exec(text)?.[1];
  expect(text).toContain(`/Annots [${widget} 0 R]`);
  expect(text).toContain('/Tabs /S');
  expect(text).toContain(`<<\n/Fields [${widget} 0 R]\n/SigFlags 3\n>>`);
  expect(text).not.toContain('NeedAppearances');
  expect(text).toContain('/Extensions <<\n/Type /Extensions\n/ESIC <<\n/BaseVersion /1.7\n/ExtensionLevel 2\n>>\n>>');
  expect(text).toContain('/M (D:20261122090000Z)');
});

test('the seal covers every byte but itself and says so', async () => {
  const signer = await createTestSigner('SEAL');
  const drawn = await drawSealable();
  const sealed = await sealPdf(drawn, signer, null);
  const { start, end, der } = sealIn(sealed);
  expect(sealed.length).toBe(drawn.length);
  expect(end - start).toBe(2 * ROOM);
  expect(sealed.toString('latin1')).toContain(`/ByteRange [0 ${start - 1} ${end + 1} ${sealed.length - end - 1} `);
  expect(sealed.toString('latin1', start + 2 * der.length, end)).toMatch(/^0+$/);
  expect(await checkSeal(sealed, [signer.key])).toEqual({
    ok: true,
    key: signer.key,
    signedBy: 'Attune at attune.example.org',
    timestamp: null,
  });
});

test('another library verifies the seal and finds the attributes of PAdES, without a signing time', async () => {
  const signer = await createTestSigner('SEAL');
  const sealed = await sealPdf(await drawSealable(), signer, null);
  const seal = signedDataOf(sealIn(sealed).der);
  const root = Certificate.fromBER(ab(Buffer.from(signer.key.certificates[1] ?? '', 'base64')));
  const verdict = await seal.verify(
    {
      signer: 0,
      data: ab(sealedBytes(sealed)),
      trustedCerts: [root],
      checkChain: true,
      checkDate: new Date('2027-01-01'),
      extendedMode: true,
    },
    engine,
  );
  expect(verdict).toMatchObject({ signatureVerified: true, signerCertificateVerified: true });
  const [info] = seal.signerInfos;
  expect(seal.signerInfos).toHaveLength(1);
  expect(info?.signedAttrs?.attributes.map(({ type }) => type)).toEqual([
    '1.2.840.113549.1.9.3',
    '1.2.840.113549.1.9.4',
    '1.2.840.113549.1.9.16.2.47',
  ]);
  expect(info?.unsignedAttrs).toBeUndefined();
  const own = Buffer.from(signer.key.certificates[0] ?? '', 'base64');
  const named = Buffer.from(info?.signedAttrs?.attributes[2]?.values[0].toBER());
  expect(named.includes(createHash('sha256').update(own).digest())).toBe(true);
});

test('a timestamp over the signature is stored beside it', async () => {
  const signer = await createTestSigner('SEAL');
  for (const kind of ['EC', 'RSA'] as const) {
    const authority = await createTimestampAuthority({ kind });
    const sealed = await sealPdf(await drawSealable(), signer, authority.timestamper);
    const info = signedDataOf(sealIn(sealed).der).signerInfos[0];
    expect(info?.unsignedAttrs?.attributes.map(({ type }) => type)).toEqual(['1.2.840.113549.1.9.16.2.14']);
    const token = signedDataOf(Buffer.from(info?.unsignedAttrs?.attributes[0]?.values[0].toBER()));
    const verified = await token.verify(
      {
        signer: 0,
        data: ab(Buffer.from(info?.signature.valueBlock.valueHexView ?? [])),
        trustedCerts: [authority.root],
        checkDate: new Date('2027-01-01'),
      },
      engine,
    );
    expect(verified).toBe(true);
    expect(await checkSeal(sealed, [signer.key])).toMatchObject({
      ok: true,
      timestamp: {
        at: new Date('2026-11-22T09:00:01Z'),
        authority: 'Sample timestamp authority',
        certificates: [authority.own, authority.root].map((one) =>
          Buffer.from(one.toSchema().toBER()).toString('base64'),
        ),
      },
    });
  }
});

test('of the two forms of an ECDSA signature the lower is written, whatever the signer gives', async () => {
  const signer = await createTestSigner('SEAL');
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const turned: Signer = {
    key: signer.key,
    sign: async (bytes) => {
      const rs = Buffer.from(await signer.sign(bytes));
      const s = order - BigInt(`0x${rs.toString('hex', 32)}`);
      return Buffer.concat([rs.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
    },
  };
  for (const either of [signer, turned]) {
    const sealed = await sealPdf(await drawSealable(), either, null);
    expect(await checkSeal(sealed, [signer.key])).toMatchObject({ ok: true });
  }
});

test('sealing requires exactly one empty field, enough room and a valid timestamp', async () => {
  const signer = await createTestSigner('SEAL');
  const drawn = await drawSealable();
  const sealed = await sealPdf(drawn, signer, null);
  await expect(sealPdf(Buffer.from('%PDF-1.7\n%%EOF\n'), signer, null)).rejects.toThrow('signature field');
  await expect(sealPdf(Buffer.concat([drawn, drawn]), signer, null)).rejects.toThrow('exactly one');
  await expect(sealPdf(sealed, signer, null)).rejects.toThrow('not empty');
  const long = { ...signer, key: { ...signer.key, certificates: Array(20).fill(signer.key.certificates[0]) } };
  await expect(sealPdf(drawn, long, null)).resolves.toBeInstanceOf(Buffer);
  const tooLong = { ...signer, key: { ...signer.key, certificates: Array(40).fill(signer.key.certificates[0]) } };
  await expect(sealPdf(drawn, tooLong, null)).rejects.toThrow('has room for');
  const authority = await createTimestampAuthority();
  const ofOther = () => authority.stamp(new Uint8Array(32));
  await expect(sealPdf(drawn, signer, ofOther)).rejects.toThrow('other bytes');
  await expect(sealPdf(drawn, signer, async () => Buffer.from('no token'))).rejects.toThrow('cannot be read');
  const shortSigner = { ...signer, sign: async () => new Uint8Array(63) };
  await expect(sealPdf(drawn, shortSigner, null)).rejects.toThrow('64 bytes');
});

test('the development authority says what it is, and certifies only seals', async () => {
  const { key } = await createTestSigner('SEAL', new Date('2049-12-31T23:59:59.999Z'));
  const [own, authority] = key.certificates.map((text) => new X509Certificate(Buffer.from(text, 'base64')));
  if (own === undefined || authority === undefined) throw new Error('No chain.');
  expect(authority.subject).toBe(`O=attune.example.org\nCN=${DEVELOPMENT_CA}`);
  expect(authority.ca && authority.checkIssued(authority) && authority.verify(authority.publicKey)).toBe(true);
  expect(own.ca).toBe(false);
  expect(own.checkIssued(authority) && own.verify(authority.publicKey)).toBe(true);
  expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.36', '1.2.840.113583.1.1.5']);
  expect(own.validFromDate).toEqual(new Date('2049-12-31T23:59:59Z'));
  expect(own.validToDate).toEqual(new Date('2079-12-31T23:59:59Z'));
  expect(BigInt(`0x${own.serialNumber}`)).toBeGreaterThan(0n);
});
