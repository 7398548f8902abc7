import { from as fromMultikey } from '@digitalbazaar/ed25519-multikey';
import { beforeAll, expect, test } from '@jest/globals';
import { DidDocumentError, didDocument, didOf, keysOfDidDocument } from '../../../certificates/credential/did.ts';
import { checkCredential, proveCredential, writeCredential } from '../../../certificates/credential/proof.ts';
import { checkToken, signToken } from '../../../certificates/credential/token.ts';
import type { PublicKey, Signer } from '../../../certificates/keys.ts';
import { AT, DID, PUBLIC_URL, sampleCredential } from '../../support/certificates/credentialSamples.ts';
import { createTestKeyring, createTestSigner } from '../../support/keyring.ts';

let keys: PublicKey[];
let signer: (use: PublicKey['use']) => Promise<Signer>;
beforeAll(async () => {
  const made = await createTestKeyring();
  keys = [...made.keys, (await createTestSigner('PROOF')).key, (await createTestSigner('TOKEN')).key];
  signer = made.keyring.signer;
});

const saved = () => JSON.parse(JSON.stringify(didDocument(DID, PUBLIC_URL, keys)));

test.each([
  ['https://attune.example.org', 'did:web:attune.example.org'],
  ['http://localhost:4000', 'did:web:localhost%3A4000'],
  ['https://attune.example.org:443', 'did:web:attune.example.org'],
  ['http://[::1]:4000', 'did:web:%5B%3A%3A1%5D%3A4000'],
])('%s is %s', (publicUrl, did) => {
  expect(didOf(publicUrl)).toBe(did);
});

test('the document names every key, and lets only those for credentials assert', () => {
  const document = saved();
  const named = (use: string) => keys.filter((key) => key.use === use).map(({ id }) => `${DID}#${id}`);
  expect(document.id).toBe(DID);
  expect(document.verificationMethod.map(({ id }: { id: string }) => id)).toEqual(keys.map(({ id }) => `${DID}#${id}`));
  expect([...document.assertionMethod].sort()).toEqual([...named('PROOF'), ...named('TOKEN')].sort());
  expect(JSON.stringify(document)).not.toContain('"d":');
});

test('another library reads the Multikey of a proof key', async () => {
  const made = await signer('PROOF');
  const method = saved().verificationMethod.find(({ id }: { id: string }) => id === `${DID}#${made.key.id}`);
  const data = Buffer.from('signed');
  const verifier = (await fromMultikey(method)).verifier();
  expect(await verifier.verify({ data, signature: await made.sign(data) })).toBe(true);
  expect(await verifier.verify({ data: Buffer.from('other'), signature: await made.sign(data) })).toBe(false);
});

test('a saved document gives every key back: uses, members, chains and days', () => {
  expect(keysOfDidDocument(saved())).toEqual(keys);
});

test('a saved document is enough to check a credential and its token', async () => {
  const known = keysOfDidDocument(saved());
  const proven = await proveCredential(sampleCredential(), await signer('PROOF'), DID, AT);
  expect(await checkCredential(writeCredential(proven), known)).toMatchObject({ ok: true, rewritten: false });
  const { key } = await signer('TOKEN');
  const token = await signToken(sampleCredential(), await signer('TOKEN'), `${PUBLIC_URL}/keys/${key.id}`);
  expect(await checkToken(token, known)).toMatchObject({ ok: true, did: DID });
});

/** JSON that the tests break in ways that no type allows. */
type Broken = ReturnType<typeof JSON.parse>;
const at = (document: Broken, use: string) => document.verificationMethod[keys.findIndex((key) => key.use === use)];

test.each<[string, (document: Broken) => unknown]>([
  ['nothing', () => undefined],
  ['a text', () => 'did:web:attune.example.org'],
  ['another kind of DID', (document) => ({ ...document, id: 'did:key:z6Mk' })],
  ['another id', (document) => ({ ...document, id: 'did:web:example.org' })],
  ['no keys', ({ verificationMethod: _gone, ...document }) => document],
  [
    'a key under the name of another',
    (document) => {
      at(document, 'PROOF').publicKeyMultibase = document.verificationMethod[4].publicKeyMultibase;
      return document;
    },
  ],
  [
    'a key whose letters are cut',
    (document) => {
      at(document, 'PROOF').publicKeyMultibase = at(document, 'PROOF').publicKeyMultibase.slice(0, -1);
      return document;
    },
  ],
  [
    'a private member',
    (document) => {
      at(document, 'TOKEN').publicKeyJwk.d = 'A'.repeat(43);
      return document;
    },
  ],
  [
    'a token key dressed as a seal',
    (document) => {
      at(document, 'TOKEN').publicKeyJwk.x5c = at(document, 'SEAL').publicKeyJwk.x5c;
      return document;
    },
  ],
  [
    'a chain that is no certificate',
    (document) => {
      at(document, 'SEAL').publicKeyJwk.x5c = ['AAAA'];
      return document;
    },
  ],
  [
    'a point beside the curve',
    (document) => {
      at(document, 'TOKEN').publicKeyJwk.y = 'A'.repeat(43);
      return document;
    },
  ],
  [
    'two names for a key',
    (document) => {
      at(document, 'LOG').publicKeyJwk.kid = at(document, 'TOKEN').publicKeyJwk.kid;
      return document;
    },
  ],
  [
    'a foreign controller',
    (document) => {
      at(document, 'LOG').controller = 'did:web:example.org';
      return document;
    },
  ],
  [
    'a log key that asserts credentials',
    (document) => {
      document.assertionMethod.push(at(document, 'LOG').id);
      return document;
    },
  ],
])('%s is refused, and it is said where', (_what, change) => {
  expect(() => keysOfDidDocument(change(saved()))).toThrow(DidDocumentError);
});
