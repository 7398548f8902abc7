import { createHash, verify } from 'node:crypto';
import { DIGESTS, type Digest, ID } from './algorithms.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { attributeOf, implicit, readSignedData, readSignerInfo } from './cms.ts';
import {
  allOf,
  encode,
  instantOf,
  membersOf,
  NotDer,
  only,
  sequence,
  setOf,
  TAG,
  unsigned,
  type Value,
} from './der.ts';

/** What a timestamp authority stated; every byte of it is checked. */
export type Timestamp = {
  at: Date;
  /** The common name of the authority. */
  authority: string;
  /** As DER: the authority's own first, then each issuer's, up to one that signs itself. */
  certificates: Buffer[];
  /** The nonce of the request. */
  nonce: Buffer | null;
  /**
   * The token rebuilt from what its signature protects: the only bytes that a seal may contain. Omits certificates that the token
   * does not prove, revocation lists and unsigned attributes.
   */
  canonical: Buffer;
};

export type TimestampCheck = { ok: true; timestamp: Timestamp } | { ok: false; detail: string };

/** What is wrong with a well-formed token. */
class BadToken extends Error {}

const MOST_CERTIFICATES = 10;

/**
 * Reads an RFC 3161 token over this SHA-256 and checks everything that can be checked without trusting an authority. The caller
 * may pass roots that the token omits, to complete its chain. Never throws.
 */
export function checkTimestampToken(
  token: Buffer,
  imprint: Uint8Array,
  roots: readonly Certificate[] = [],
): TimestampCheck {
  try {
    return { ok: true, timestamp: readToken(token, imprint, roots) };
  } catch (error) {
    if (error instanceof NotDer) return { ok: false, detail: `The timestamp cannot be read: ${error.message}.` };
    if (error instanceof BadToken) return { ok: false, detail: error.message };
    throw error;
  }
}

function readToken(token: Buffer, imprint: Uint8Array, roots: readonly Certificate[]): Timestamp {
  const { enclosed, certificates, signers } = readSignedData(token, ID.timestampInfo);
  if (enclosed === null) throw new BadToken('The timestamp states nothing.');
  const info = membersOf(enclosed).next(TAG.octetString).content;
  const stated = readInfo(info);
  if (!stated.imprint.equals(imprint)) throw new BadToken('The timestamp belongs to other bytes.');
  const [signer, second] = allOf(signers);
  if (signer === undefined || second !== undefined) throw new BadToken('The timestamp has not exactly one signer.');
  const { digestAlgorithm, attributes, signature } = readSignerInfo(signer);
  const digest = digestOf(digestAlgorithm);
  if (certificates.length > MOST_CERTIFICATES) throw new BadToken('The timestamp carries too many certificates.');
  const pool = certificates.map(({ whole }) => readCertificate(whole));
  const own = signerOf(attributes, pool);
  checkAttributes(attributes, digest, info);
  checkPurpose(own, stated.at);
  const kind = keyKind(own);
  const signed = encode(TAG.set, attributes.content);
  if (!isSignedBy(own, digest, signed, signature)) throw new BadToken('The signature of the timestamp is not valid.');
  const chain = chainOf(own, [...roots, ...pool]);
  const algorithms = protectedAlgorithms(attributes, digest) ?? {
    digest: digest.algorithm,
    signature: digest.signedBy[kind],
  };
  return {
    at: stated.at,
    authority: own.commonName,
    certificates: chain.map(({ der }) => der),
    nonce: stated.nonce,
    canonical: writeToken({ info, chain, attributes: signed, signature, algorithms }),
  };
}

function readInfo(info: Buffer) {
  const parts = membersOf(only(info, TAG.sequence));
  parts.next(TAG.integer);
  parts.next(TAG.oid);
  const imprint = membersOf(parts.next(TAG.sequence));
  const digest = digestOf(imprint.next(TAG.sequence));
  const hashed = imprint.next(TAG.octetString).content;
  imprint.end();
  if (digest.name !== 'sha256') throw new BadToken('The timestamp is not over a SHA-256.');
  parts.next(TAG.integer);
  const at = instantOf(parts.next(TAG.generalizedTime));
  parts.optional(TAG.sequence);
  parts.optional(TAG.boolean);
  const nonce = parts.optional(TAG.integer)?.content ?? null;
  return { imprint: hashed, at, nonce };
}

function digestOf(algorithm: Value): Digest {
  const id = membersOf(algorithm).next(TAG.oid).whole;
  const known = DIGESTS.find((digest) => digest.id.equals(id));
  if (known === undefined) throw new BadToken('The timestamp uses a hash that is not SHA-256, SHA-384 or SHA-512.');
  return known;
}

/** The certificate that the signature names by its hash (ESSCertID, RFC 2634, or ESSCertIDv2, RFC 5035). */
function signerOf(attributes: Value, pool: Certificate[]): Certificate {
  const v2 = attributeOf(attributes, ID.signingCertificateV2);
  const named = v2 ?? attributeOf(attributes, ID.signingCertificate);
  if (named === null) throw new BadToken('The timestamp does not say which certificate signed it.');
  const first = membersOf(membersOf(membersOf(named).next(TAG.sequence)).next(TAG.sequence));
  const algorithm = v2 === null ? 'sha1' : (first.optional(TAG.sequence) ?? null);
  const name = algorithm === null ? 'sha256' : algorithm === 'sha1' ? algorithm : digestOf(algorithm).name;
  const hash = first.next(TAG.octetString).content;
  const own = pool.find(({ der }) => createHash(name).update(der).digest().equals(hash));
  if (own === undefined) throw new BadToken('The certificate that signed the timestamp is missing or was altered.');
  return own;
}

function checkAttributes(attributes: Value, digest: Digest, info: Buffer): void {
  if (!attributeOf(attributes, ID.contentType)?.whole.equals(ID.timestampInfo))
    throw new BadToken('The signature of the timestamp covers different content.');
  const expected = encode(TAG.octetString, createHash(digest.name).update(info).digest());
  if (!attributeOf(attributes, ID.messageDigest)?.whole.equals(expected))
    throw new BadToken('The content of the timestamp was altered.');
}

const TIME_STAMPING_ONLY = sequence(ID.timeStamping);

/** RFC 3161, 2.3: the certificate is for timestamps only, and marks that as critical. */
function checkPurpose(own: Certificate, at: Date): void {
  const usage = own.extension(ID.extendedKeyUsage);
  if (usage === null || !usage.critical || !usage.value.equals(TIME_STAMPING_ONLY))
    throw new BadToken('The certificate that signed the timestamp is not one for timestamps.');
  if (at < own.notBefore || at > own.notAfter)
    throw new BadToken('The timestamp is outside the period for which its certificate is valid.');
}

function keyKind({ publicKey }: Certificate): 'rsa' | 'ec' {
  const kind = publicKey.asymmetricKeyType;
  if (kind === 'rsa' || kind === 'ec') return kind;
  throw new BadToken('The timestamp is signed with neither RSA nor ECDSA.');
}

/**
 * The chain up to a certificate that signs itself. If it does not reach one, only the first certificate, because the rest is then
 * unproved.
 */
function chainOf(own: Certificate, pool: Certificate[]): Certificate[] {
  const chain = [own];
  for (let last = own; chain.length <= pool.length; ) {
    if (last.issuer.equals(last.subject)) return last.signedBy(last.publicKey) ? chain : [own];
    const { issuer, signedBy } = last;
    const next = pool.find(({ subject, publicKey }) => subject.equals(issuer) && signedBy(publicKey));
    if (next === undefined) return [own];
    chain.push(next);
    last = next;
  }
  return [own];
}

/** The algorithms that the signature itself protects (RFC 6211); otherwise they follow from the key. */
function protectedAlgorithms(attributes: Value, digest: Digest): { digest: Buffer; signature: Buffer } | null {
  const protection = attributeOf(attributes, ID.algorithmProtection);
  if (protection === null) return null;
  const parts = membersOf(protection);
  const hash = parts.next(TAG.sequence);
  if (digestOf(hash).name !== digest.name) throw new BadToken('The timestamp names two hashes.');
  return { digest: hash.whole, signature: sequence(parts.next(TAG.context1).content) };
}

function isSignedBy(own: Certificate, digest: Digest, signed: Buffer, signature: Buffer): boolean {
  try {
    return verify(digest.name, signed, own.publicKey, signature);
  } catch {
    // OpenSSL refuses a key of this size or form.
    return false;
  }
}

type Written = {
  info: Buffer;
  chain: Certificate[];
  attributes: Buffer;
  signature: Buffer;
  algorithms: { digest: Buffer; signature: Buffer };
};

const VERSION = { signedData: unsigned(Buffer.from([3])), signerInfo: unsigned(Buffer.from([1])) };

function writeToken({ info, chain, attributes, signature, algorithms }: Written): Buffer {
  const [own] = chain;
  if (own === undefined) throw new BadToken('The timestamp carries no certificate.');
  const signerInfo = sequence(
    VERSION.signerInfo,
    sequence(own.issuer, own.serial),
    algorithms.digest,
    implicit(TAG.context0, attributes),
    algorithms.signature,
    encode(TAG.octetString, signature),
  );
  const signedData = sequence(
    VERSION.signedData,
    setOf(algorithms.digest),
    sequence(ID.timestampInfo, encode(TAG.context0, encode(TAG.octetString, info))),
    implicit(TAG.context0, setOf(...chain.map(({ der }) => der))),
    setOf(signerInfo),
  );
  return sequence(ID.signedData, encode(TAG.context0, signedData));
}
