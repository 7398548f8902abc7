import { createPublicKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { ALGORITHMS, keyIdOf, type PublicKey } from '../keys.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';

/** The input is not a DID document of this program; the message says where. */
export class DidDocumentError extends Error {}

const ED25519 = [0xed, 0x01];
const CONTEXTS = [
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/multikey/v1',
  'https://w3id.org/security/jwk/v1',
  { created: { '@id': 'http://purl.org/dc/terms/created', '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' } },
];

/** The did:web of an installation: its host, with the colon of a port as %3A. */
export const didOf = (publicUrl: string): string => `did:web:${encodeURIComponent(new URL(publicUrl).host)}`;

/** A public key as a JSON Web Key, with its certificates if any. Without `kid`, because each use names the key differently. */
export function bareJwk({ use, jwk, certificates }: PublicKey) {
  const { kty, crv, x, y } = jwk;
  const chain = certificates.length === 0 ? {} : { x5c: certificates };
  return { kty, crv, x, ...(y === undefined ? {} : { y }), alg: ALGORITHMS[use], use: 'sig', ...chain };
}

const multikey = (jwk: PublicKey['jwk']): string =>
  encodeBase58(Buffer.concat([Buffer.from(ED25519), Buffer.from(jwk.x ?? '', 'base64url')]));

function methodOf(did: string, key: PublicKey) {
  const named = { id: `${did}#${key.id}`, controller: did, created: key.createdAt };
  return key.use === 'PROOF'
    ? { ...named, type: 'Multikey', publicKeyMultibase: multikey(key.jwk) }
    : { ...named, type: 'JsonWebKey', publicKeyJwk: { ...bareJwk(key), kid: key.id } };
}

/**
 * The did:web document with every key ever used, so that a saved copy can check proofs, tokens, seals and the log. Only PROOF and
 * TOKEN keys assert credentials.
 */
export function didDocument(did: string, publicUrl: string, keys: readonly PublicKey[]) {
  return {
    '@context': CONTEXTS,
    id: did,
    alsoKnownAs: [publicUrl],
    verificationMethod: keys.map((key) => methodOf(did, key)),
    assertionMethod: keys.filter(({ use }) => use === 'PROOF' || use === 'TOKEN').map(({ id }) => `${did}#${id}`),
  };
}

const coordinate = z.string().regex(/^[\w-]{43}$/);
const named = { id: z.string().max(400), controller: z.string().max(300), created: z.iso.datetime({ offset: true }) };
const sig = z.literal('sig');
const p256 = {
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  alg: z.literal('ES256'),
  use: sig,
};
const ed25519 = {
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: coordinate,
  alg: z.literal('Ed25519'),
  use: sig,
};
const x5c = z.array(z.base64().min(4).max(20_000)).min(1).max(10);
const method = z.discriminatedUnion('type', [
  z.strictObject({ ...named, type: z.literal('Multikey'), publicKeyMultibase: z.string().max(100) }),
  z.strictObject({
    ...named,
    type: z.literal('JsonWebKey'),
    publicKeyJwk: z.union([
      z.strictObject({ ...p256, x5c: x5c.optional(), kid: z.string() }),
      z.strictObject({ ...ed25519, kid: z.string() }),
    ]),
  }),
]);
const documentShape = z.looseObject({
  id: z
    .string()
    .max(300)
    .regex(/^did:web:[\w\-.%]+$/),
  verificationMethod: z.array(method).max(2000),
  assertionMethod: z.array(z.string()).max(2000),
});
type Method = z.output<typeof method>;

function fault(place: string): never {
  throw new DidDocumentError(`The DID document is not one of this program: ${place}.`);
}

function jwkOf(read: Method): Omit<PublicKey, 'createdAt' | 'id'> {
  if (read.type === 'Multikey') {
    const bytes = decodeBase58(read.publicKeyMultibase, 34);
    if (bytes === null || bytes[0] !== ED25519[0] || bytes[1] !== ED25519[1]) return fault('a key is not Ed25519');
    const x = Buffer.from(bytes.subarray(2)).toString('base64url');
    return { use: 'PROOF', jwk: { kty: 'OKP', crv: 'Ed25519', x }, certificates: [] };
  }
  const given = read.publicKeyJwk;
  if (!read.id.endsWith(`#${given.kid}`)) return fault('a key has two names');
  if (given.crv === 'Ed25519') {
    return { use: 'LOG', jwk: { kty: given.kty, crv: given.crv, x: given.x }, certificates: [] };
  }
  const jwk = { kty: given.kty, crv: given.crv, x: given.x, y: given.y };
  return given.x5c === undefined
    ? { use: 'TOKEN', jwk, certificates: [] }
    : { use: 'SEAL', jwk, certificates: given.x5c };
}

/** The key is a point on its curve, and the first certificate of a chain is for this key. */
function isSound({ certificates, jwk }: Pick<PublicKey, 'certificates' | 'jwk'>): boolean {
  try {
    createPublicKey({ key: jwk, format: 'jwk' });
    const [first] = certificates.map((text) => new X509Certificate(Buffer.from(text, 'base64')));
    return first === undefined || keyIdOf(first.publicKey.export({ format: 'jwk' })) === keyIdOf(jwk);
  } catch {
    return false;
  }
}

/**
 * The keys of a DID document that `didDocument` wrote, for checks without a network. Throws DidDocumentError for any other
 * document: a key under another name, a certificate for another key, a private member.
 */
export function keysOfDidDocument(document: unknown): PublicKey[] {
  const read = documentShape.safeParse(document);
  if (!read.success) {
    const [issue] = read.error.issues;
    return fault(`${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'malformed'}`);
  }
  const { id: did, verificationMethod, assertionMethod } = read.data;
  const keys = verificationMethod.map((one) => {
    const key = { ...jwkOf(one), id: one.id.slice(did.length + 1), createdAt: one.created };
    const own = one.controller === did && one.id === `${did}#${key.id}` && key.id === keyIdOf(key.jwk);
    if (!own || !isSound(key)) return fault('a key does not match its name or its certificate');
    return key;
  });
  const asserting = keys.filter(({ use }) => use === 'PROOF' || use === 'TOKEN').map(({ id }) => `${did}#${id}`);
  const unknown = assertionMethod.find((id) => !asserting.includes(id));
  return unknown === undefined ? keys : fault('assertionMethod names a key that does not assert credentials');
}
