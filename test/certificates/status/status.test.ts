import { gunzipSync, gzipSync } from 'node:zlib';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential } from '@digitalbazaar/vc';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCredential, proveCredential } from '../../../certificates/credential/proof.ts';
import { encodeList, LIST_SIZE, readBit } from '../../../certificates/status/bitstring.ts';
import { checkStatusList, composeStatusList } from '../../../certificates/status/listCredential.ts';
import { AT, DID, loaderWith, PUBLIC_URL, sampleCredential } from '../../support/certificates/credentialSamples.ts';
import { createTestSigner } from '../../support/keyring.ts';

const composed = (positions: number[]) =>
  composeStatusList({ did: DID, publicUrl: PUBLIC_URL, list: 3, positions, at: AT, ttlMillis: 300_000 });

test('the first bit is the leftmost of the first byte, and a list has 131,072', () => {
  const bits = gunzipSync(Buffer.from(encodeList([0, 9, LIST_SIZE - 1]).slice(1), 'base64url'));
  expect(bits.length).toBe(16_384);
  expect([bits[0], bits[1], bits[16_383]]).toEqual([0b1000_0000, 0b0100_0000, 0b0000_0001]);
});

test('every bit set is read again, and no other', () => {
  const position = fc.nat({ max: LIST_SIZE - 1 });
  fc.assert(
    fc.property(fc.uniqueArray(position, { maxLength: 200 }), position, (positions, any) => {
      const list = encodeList(positions);
      for (const held of positions) expect(readBit(list, held)).toBe(true);
      expect(readBit(list, any)).toBe(positions.includes(any));
      expect(encodeList([...positions].reverse())).toBe(list);
    }),
    { numRuns: 40 },
  );
});

test('the GZIP header does not reveal the time or the machine', () => {
  const bytes = Buffer.from(encodeList([5]).slice(1), 'base64url');
  expect([...bytes.subarray(0, 8), bytes[9]]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0xff]);
});

test('a position outside the list is refused when written and unknown when read', () => {
  for (const outside of [-1, LIST_SIZE, 1.5, Number.NaN]) {
    expect(() => encodeList([outside])).toThrow(RangeError);
    expect(readBit(encodeList([]), outside)).toBeNull();
  }
  expect(readBit(encodeList([], 262_144), 200_000)).toBe(false);
});

test('malformed lists and GZIP bombs are refused', () => {
  const zipped = (bytes: Uint8Array) => `u${gzipSync(bytes).toString('base64url')}`;
  const whole = encodeList([7]);
  const bomb = zipped(new Uint8Array(200_000_000));
  for (const wrong of ['', 'u', 'x', whole.slice(1), `z${whole.slice(1)}`, whole.slice(0, 12), `${whole}=`, bomb]) {
    expect(readBit(wrong, 7)).toBeNull();
  }
  expect(readBit(`u${'A'.repeat(5_000_000)}`, 7)).toBeNull();
  expect(readBit(zipped(new Uint8Array(1)), 8)).toBeNull();
});

test('another library verifies the signed list; a flipped bit breaks its proof', async () => {
  const signer = await createTestSigner('PROOF');
  const proven = JSON.parse(JSON.stringify(await proveCredential(composed([70_411]), signer, DID, AT)));
  const suite = new DataIntegrityProof({ cryptosuite });
  const verify = (credential: object) =>
    verifyCredential({ credential, suite, documentLoader: loaderWith([signer.key]), now: AT });
  expect(await verify(proven)).toMatchObject({ verified: true });
  const { credentialSubject } = composed([]);
  expect(await verify({ ...proven, credentialSubject })).toMatchObject({ verified: false });
});

test('the list is the one that a credential points to, and answers for it', async () => {
  const list = composed([70_411]);
  const { credentialStatus } = sampleCredential();
  expect(list.id).toBe(credentialStatus.statusListCredential);
  expect(list.id).not.toBe(credentialStatus.id);
  expect(list.credentialSubject.id).not.toBe(list.id);
  expect(readBit(list.credentialSubject.encodedList, Number(credentialStatus.statusListIndex))).toBe(true);
  expect(readBit(composed([70_410]).credentialSubject.encodedList, 70_411)).toBe(false);
});

test('our own check takes the list as signed, and neither a changed one nor a credential', async () => {
  const signer = await createTestSigner('PROOF');
  const keys = [signer.key];
  const text = JSON.stringify(await proveCredential(composed([1]), signer, DID, AT));
  expect(await checkStatusList(text, keys)).toMatchObject({ ok: true, did: DID, rewritten: false });
  expect(await checkStatusList(text.replace('300000', '300001'), keys)).toMatchObject({ because: 'PROOF_BROKEN' });
  expect(await checkStatusList(text.replace('"ttl"', '"x":1,"ttl"'), keys)).toMatchObject({ because: 'TERM_UNKNOWN' });
  expect(await checkStatusList(text, [(await createTestSigner('PROOF')).key])).toMatchObject({
    because: 'KEY_UNKNOWN',
  });
  const credential = JSON.stringify(await proveCredential(sampleCredential(), signer, DID, AT));
  expect(await checkStatusList(credential, keys)).toMatchObject({ because: 'CONTEXT_UNKNOWN' });
  expect(await checkCredential(text, keys)).toMatchObject({ because: 'CONTEXT_UNKNOWN' });
});
