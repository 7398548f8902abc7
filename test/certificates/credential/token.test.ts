import { createPublicKey } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { bareJwk } from '../../../certificates/credential/did.ts';
import { proveCredential, withoutProof } from '../../../certificates/credential/proof.ts';
import { checkToken, signToken, type TokenFault } from '../../../certificates/credential/token.ts';
import type { Signer } from '../../../certificates/keys.ts';
import { AT, DID, PUBLIC_URL, sampleCredential } from '../../support/certificates/credentialSamples.ts';
import { createTestSigner } from '../../support/keyring.ts';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const expiring = sampleCredential({}, { expiresAt: '2028-11-22T11:00:00.000Z' });
const SECONDS = Math.floor(AT.getTime() / 1000);

let signer: Signer;
let kid: string;
let token: string;
beforeAll(async () => {
  signer = await createTestSigner('TOKEN');
  kid = `${PUBLIC_URL}/keys/${signer.key.id}`;
  token = await signToken(expiring, signer, kid);
});

const check = (text: string) => checkToken(text, [signer.key]);
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Signed by the right key, but with this header and payload. */
const forged = async (header: unknown, payload: unknown): Promise<string> => {
  const signed = `${encoded(header)}.${encoded(payload)}`;
  for (;;) {
    const signature = Buffer.from(await signer.sign(Buffer.from(signed)));
    const s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
    if (s <= ORDER / 2n) return `${signed}.${signature.toString('base64url')}`;
  }
};
const header = () => ({ alg: 'ES256', kid, typ: 'JWT' });
const payload = () => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

test('two other libraries verify the token by the bare JWK that its kid answers', async () => {
  const jwk = bareJwk(signer.key);
  const options = { algorithms: ['ES256'], clockTimestamp: SECONDS, complete: true } as const;
  const read = jsonwebtoken.verify(token, createPublicKey({ key: jwk, format: 'jwk' }), {
    ...options,
    algorithms: ['ES256'],
  });
  expect(read.header).toEqual({ alg: 'ES256', kid, typ: 'JWT' });
  expect(read.payload).toEqual({
    ...expiring,
    iss: DID,
    jti: expiring.id,
    nbf: Date.parse(expiring.validFrom) / 1000,
    sub: expiring.credentialSubject.id,
    exp: Date.parse('2028-11-22T10:59:59Z') / 1000,
  });
  await jwtVerify(token, await importJWK(jwk), { issuer: DID, algorithms: ['ES256'], typ: 'JWT', currentDate: AT });
  expect(Object.keys(decodeProtectedHeader(token)).sort()).toEqual(['alg', 'kid', 'typ']);
});

test('our own check answers the credential, its key and its issuer', async () => {
  expect(await check(token)).toEqual({ ok: true, credential: expiring, key: signer.key, did: DID });
});

test('a credential without an end has no exp; the proof stays out of the token', async () => {
  const proven = await proveCredential(sampleCredential(), await createTestSigner('PROOF'), DID, AT);
  const plain = await signToken(withoutProof(proven), signer, kid);
  const read = JSON.parse(Buffer.from(plain.split('.')[1] ?? '', 'base64url').toString());
  expect(read).not.toHaveProperty('exp');
  expect(read).not.toHaveProperty('proof');
  expect(await check(plain)).toMatchObject({ ok: true });
});

test('every signature is the lower of its two writings, and the other is refused', async () => {
  for (let count = 0; count < 20; count += 1) {
    const text = await signToken(expiring, signer, kid);
    const [head, body, signature = ''] = text.split('.');
    const bytes = Buffer.from(signature, 'base64url');
    const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    expect(s <= ORDER / 2n).toBe(true);
    const other = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex');
    const twin = `${head}.${body}.${Buffer.concat([bytes.subarray(0, 32), other]).toString('base64url')}`;
    expect(await check(twin)).toMatchObject({ ok: false, because: 'SIGNATURE_BROKEN' });
  }
});

test('every other letter at every place is found', async () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let at = 0; at < token.length; at += 1) {
    const own = letters.indexOf(token.charAt(at));
    // The neighbor differs in the last bit alone, which a lenient reader ignores at the end of a part.
    const other = own < 0 ? 'A' : letters.charAt(own ^ 1);
    expect([at, (await check(token.slice(0, at) + other + token.slice(at + 1))).ok]).toEqual([at, false]);
  }
});

test('any change of one character is found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: token.length }), fc.string({ maxLength: 2, unit: 'binary' }), async (at, put) => {
      const changed = token.slice(0, at) + put + token.slice(at + 1);
      fc.pre(changed !== token);
      expect((await check(changed)).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test.each<[string, TokenFault, () => string | Promise<string>]>([
  ['nothing', 'NOT_A_TOKEN', () => ''],
  ['two parts', 'NOT_A_TOKEN', () => token.split('.').slice(0, 2).join('.')],
  ['padding', 'NOT_A_TOKEN', () => `${token}==`],
  ['a line feed', 'NOT_A_TOKEN', () => `${token}\n`],
  ['far too much', 'TOO_LARGE', () => 'a'.repeat(2_000_000)],
  ['alg none', 'HEADER_UNKNOWN', () => forged({ ...header(), alg: 'none' }, payload())],
  ['a further member of the header', 'HEADER_UNKNOWN', () => forged({ ...header(), jwk: {} }, payload())],
  ['the type of another standard', 'HEADER_UNKNOWN', () => forged({ ...header(), typ: 'vc+jwt' }, payload())],
  ['a header that is no object', 'HEADER_UNKNOWN', () => forged('ES256', payload())],
  [
    'a key nobody knows',
    'KEY_UNKNOWN',
    () => forged({ ...header(), kid: `${PUBLIC_URL}/keys/${'A'.repeat(43)}` }, payload()),
  ],
  ['a known key at an odd address', 'KEY_UNKNOWN', () => forged({ ...header(), kid: `${kid}?x` }, payload())],
  [
    "another issuer's address of the key",
    'CLAIMS_DIFFER',
    () => forged({ ...header(), kid: `https://example.org/keys/${signer.key.id}` }, payload()),
  ],
  ['another subject', 'CLAIMS_DIFFER', () => forged(header(), { ...payload(), sub: 'urn:uuid:0' })],
  ['a later end', 'CLAIMS_DIFFER', () => forged(header(), { ...payload(), exp: 9_999_999_999 })],
  ['no beginning', 'CLAIMS_DIFFER', () => forged(header(), { ...payload(), nbf: undefined })],
  ['an added member', 'FORM_UNKNOWN', () => forged(header(), { ...payload(), vc: {} })],
  ['no credential', 'FORM_UNKNOWN', () => forged(header(), { iss: DID })],
  ['a payload that is no object', 'FORM_UNKNOWN', () => forged(header(), [[[]]])],
])('%s is %s', async (_what, because, given) => {
  expect(await check(await given())).toMatchObject({ ok: false, because, detail: expect.any(String) });
});

test('the credential of one key does not pass under another, nor under a key of another use', async () => {
  const other = await createTestSigner('TOKEN');
  expect(await checkToken(token, [other.key])).toMatchObject({ ok: false, because: 'KEY_UNKNOWN' });
  expect(await checkToken(token, [{ ...signer.key, use: 'SEAL' }])).toMatchObject({
    ok: false,
    because: 'KEY_UNKNOWN',
  });
  expect(await checkToken(token, [{ ...other.key, id: signer.key.id }])).toMatchObject({ because: 'SIGNATURE_BROKEN' });
});

test('only a key for tokens signs, and only under its own address', async () => {
  await expect(signToken(expiring, await createTestSigner('PROOF'), kid)).rejects.toThrow('PROOF');
  await expect(signToken(expiring, signer, `${PUBLIC_URL}/keys/other`)).rejects.toThrow('address');
});
