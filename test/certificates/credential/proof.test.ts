import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue, verifyCredential } from '@digitalbazaar/vc';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jsonld from 'jsonld';
import { CanonizeError, canonicalQuads } from '../../../certificates/credential/canonize.ts';
import { ContextError, loadContext, pinnedContext } from '../../../certificates/credential/contexts.ts';
import { decodeBase58, encodeBase58 } from '../../../certificates/credential/multibase.ts';
import { checkCredential, proveCredential, writeCredential } from '../../../certificates/credential/proof.ts';
import type { ProvenCredential } from '../../../certificates/credential/shape.ts';
import type { Signer } from '../../../certificates/keys.ts';
import { AT, DID, loaderWith, sampleCredential, sampleCredits } from '../../support/certificates/credentialSamples.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { createTestSigner } from '../../support/keyring.ts';

const byLibrary = (document: object): Promise<string> =>
  jsonld.canonize(document, { algorithm: 'RDFC-1.0', documentLoader: loadContext, safe: true, base: null });

let signer: Signer;
let proven: ProvenCredential;
beforeAll(async () => {
  signer = await createTestSigner('PROOF');
  proven = await proveCredential(sampleCredential(), signer, DID, AT);
});

const verified = (credential: object) =>
  verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: loaderWith([signer.key]),
    checkStatus: async () => ({ verified: true }),
    now: AT,
  });

test('another library verifies the proof, written out and read again, and refuses a changed one', async () => {
  const read = JSON.parse(writeCredential(proven));
  const result = await verified(read);
  expect(result.error?.errors ?? result.error).toBeUndefined();
  expect(result.verified).toBe(true);
  read.credentialSubject.creditsEarned = 15;
  expect(await verified(read)).toMatchObject({ verified: false });
});

test('what accreditors grant is verified by another library and by our own check, and no word of it can be changed', async () => {
  const accredited = await proveCredential(sampleCredential({ credits: sampleCredits() }), signer, DID, AT);
  const text = writeCredential(accredited);
  expect(await verified(JSON.parse(text))).toMatchObject({ verified: true });
  expect(await checkCredential(text, [signer.key])).toMatchObject({
    ok: true,
    credential: accredited,
    rewritten: false,
  });
  for (const [from, to] of [
    ['"1.75"', '"17.5"'],
    ['"creditsEarned":1.75', '"creditsEarned":17.5'],
    ['as a sample', 'as an example'],
    ['"1234"', '"1235"'],
    ['"contact hours (', '"credit hours ('],
    ['0.50 contact hours, ethics', '0.50 contact hours, ethical'],
    ['approvals/9', 'approvals/8'],
  ] as const) {
    expect(text).toContain(from);
    expect(await checkCredential(text.replace(from, to), [signer.key])).toMatchObject({ because: 'PROOF_BROKEN' });
  }
});

test('a proof that another library makes with the same key is the very same', async () => {
  const suite = new DataIntegrityProof({
    cryptosuite,
    date: AT,
    signer: { algorithm: 'Ed25519', id: `${DID}#${signer.key.id}`, sign: ({ data }) => signer.sign(data) },
  });
  const { proof, ...issued } = await issue({ credential: sampleCredential(), suite, documentLoader: loadContext });
  expect([proof]).toEqual(proven.proof);
  const text = JSON.stringify({ ...issued, proof: [proof] });
  expect(await checkCredential(text, [signer.key])).toMatchObject({ ok: true });
});

test('the proof is in an array of one and is dated to the second', () => {
  expect(proven.proof).toEqual([
    {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-11-22T08:16:00Z',
      verificationMethod: `${DID}#${signer.key.id}`,
      proofPurpose: 'assertionMethod',
      proofValue: expect.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]{80,}$/),
    },
  ]);
});

test('only a key for proofs makes them', async () => {
  const log = await createTestSigner('LOG');
  await expect(proveCredential(sampleCredential(), log, DID, AT)).rejects.toThrow('LOG');
});

const nasty = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
const texts = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    'urn:leaf:0',
    '_:b0',
    '@id',
    '\\u0041',
    '"',
    '\\',
    '\r\n\t\b\f\v',
    '\u007f\u0085\u2028\ufeff',
    '<a>',
    'name',
  ),
);

test("the canonical form is the library's own, whatever the facts say", async () => {
  const facts = fc.record({
    title: texts,
    legalName: texts,
    language: fc.constantFrom('en', 'mi', 'nonsense'),
    slug: fc.constantFrom('a', 'a/../b', '..', 'ü ö', "(it's)!*", '%2e%2e', 'a#b?c'),
    lines: fc.array(texts, { maxLength: 3 }),
    statements: fc.array(texts, { maxLength: 2 }),
    hundredths: fc.integer({ min: 0, max: 1_000_000 }),
    specimen: fc.boolean(),
    numbers: fc.array(texts, { maxLength: 1 }),
    position: fc.integer({ min: 0, max: 131_071 }),
    expires: fc.boolean(),
    publicUrl: fc.constantFrom('https://attune.example.org', 'http://localhost:4000', 'http://[::1]:4000'),
  });
  await fc.assert(
    fc.asyncProperty(facts, async (said) => {
      const credential = sampleCredential(
        {
          course: { ...sampleFacts().course, title: said.title, slug: said.slug, language: said.language },
          organization: { ...sampleFacts().organization, legalName: said.legalName, address: said.lines },
          statements: said.statements,
          studyHundredths: said.hundredths,
          specimen: said.specimen,
          credits: said.numbers.flatMap((text) =>
            sampleCredits({
              body: text,
              providerNumber: text,
              unit: { code: 'UNIT', singular: text, plural: text },
              statement: text,
            }),
          ),
        },
        {
          publicUrl: said.publicUrl,
          status: { list: 1, position: said.position },
          expiresAt: said.expires ? '2030-01-01T00:00:00Z' : null,
        },
      );
      expect(await canonicalQuads(credential)).toBe(await byLibrary(credential));
    }),
    { numRuns: 40 },
  );
});

test("the canonical form of the proof options is the library's own too", async () => {
  const [{ proofValue: _value, ...options }] = proven.proof;
  const document = { '@context': proven['@context'], ...options };
  expect(await canonicalQuads(document)).toBe(await byLibrary(document));
});

test.each([
  ['a member that no context defines', { extra: 'x' }],
  ['a member that JSON-LD drops', { '@unknown': 'x' }],
  [
    'a text where nothing holds it',
    { credentialSubject: { id: 'urn:uuid:0198b7a2-6f3e-7c41-9d52-3b1f0a6c8e24', _x: 'y' } },
  ],
  ['an id that is no address', { id: 'credential 1' }],
  ['an id that is a blank node', { id: '_:b1' }],
  ['a type that no context defines', { type: ['VerifiableCredential', 'Unheard'] }],
  ['a context that is not shipped', { '@context': ['https://example.org/context.json'] }],
  ['a reserved address', { type: ['VerifiableCredential', 'urn:leaf:0'] }],
])('%s is never canonicalized silently', async (_what, change) => {
  await expect(canonicalQuads({ ...sampleCredential(), ...change })).rejects.toThrow();
});

test('an id that is not an address is reported as such', async () => {
  const credential = { ...sampleCredential(), id: 'credential 1' };
  await expect(canonicalQuads(credential)).rejects.toThrow(CanonizeError);
});

test('contexts come from the shipped copies alone, and a changed copy is refused', async () => {
  const [url] = sampleCredential()['@context'];
  await expect(loadContext('https://www.w3.org/ns/credentials/v1')).rejects.toThrow(ContextError);
  await expect(loadContext('__proto__')).rejects.toThrow(ContextError);
  const { document } = await loadContext(url);
  expect(pinnedContext(url, [new Map([[url, document as object]])])).toEqual(document);
  const changed = new Map([[url, { '@context': { name: 'https://schema.org/other' } }]]);
  expect(() => pinnedContext(url, [changed])).toThrow('differs from the one');
  expect(() => pinnedContext(url, [])).toThrow('differs from the one');
  expect(() => pinnedContext('toString', [])).toThrow('not shipped');
});

test('base58 has one writing for some bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
      expect(decodeBase58(encodeBase58(bytes), bytes.length)).toEqual(bytes);
    }),
  );
  expect(encodeBase58(Buffer.from('Hello World!'))).toBe('z2NEpo7TZRRrLZSi2U');
  for (const wrong of ['', 'z', 'z0', 'zO', 'Z2NEpo7TZRRrLZSi2U', 'z12NEpo7TZRRrLZSi2U', `z${'z'.repeat(5000)}`]) {
    expect(decodeBase58(wrong, 12)).toBeNull();
  }
});
