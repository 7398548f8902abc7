import type { PublicKey } from '../keys.ts';
import { ID } from './algorithms.ts';
import { readCertificate, sha256 } from './certificate.ts';
import { allOf, encode, membersOf, NotDer, oid, only, sequence, setOf, TAG, unsigned, type Value } from './der.ts';

/** The parts of a seal. The rest of its CMS follows from these and the key. */
export type SealParts = {
  /** SHA-256 of what is sealed. */
  digest: Buffer;
  /** The ECDSA signature as DER. */
  signature: Buffer;
  /** An RFC 3161 token over the signature. */
  token: Buffer | null;
};

/** Writes the seals of one key. */
export type SealWriter = {
  /** The signed attributes in their signed form: content-type, message-digest and signing-certificate-v2, no signing-time. */
  attributes(digest: Buffer): Buffer;
  /** The whole CMS. These parts allow only these bytes. */
  write(parts: SealParts): Buffer;
};

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'));
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const VERSION_1 = unsigned(Buffer.from([1]));
const DIGEST_SET = setOf(SHA256);
const DETACHED = sequence(ID.data);
const CONTENT_TYPE = sequence(ID.contentType, setOf(ID.data));

const writers = new WeakMap<PublicKey, SealWriter>();

/** The writer for a SEAL key. It encodes the constant parts once. Throws NotDer when the certificate is not valid DER. */
export function sealWriter(key: PublicKey): SealWriter {
  const known = writers.get(key);
  if (known !== undefined) return known;
  const fresh = newWriter(key);
  writers.set(key, fresh);
  return fresh;
}

function newWriter({ certificates }: PublicKey): SealWriter {
  const chain = certificates.map((text) => Buffer.from(text, 'base64'));
  const own = readCertificate(chain[0] ?? Buffer.alloc(0));
  const certificateSet = implicit(TAG.context0, setOf(...chain));
  const signerId = sequence(own.issuer, own.serial);
  const signingCertificate = sequence(
    ID.signingCertificateV2,
    setOf(sequence(sequence(sequence(encode(TAG.octetString, sha256(own.der)))))),
  );
  const attributes = (digest: Buffer) =>
    setOf(CONTENT_TYPE, sequence(ID.messageDigest, setOf(encode(TAG.octetString, digest))), signingCertificate);
  const write = ({ digest, signature, token }: SealParts) => {
    const signerInfo = sequence(
      VERSION_1,
      signerId,
      SHA256,
      implicit(TAG.context0, attributes(digest)),
      ECDSA_SHA256,
      encode(TAG.octetString, signature),
      ...(token === null ? [] : [encode(TAG.context1, sequence(ID.signatureTimestamp, setOf(token)))]),
    );
    const signedData = sequence(VERSION_1, DIGEST_SET, DETACHED, certificateSet, setOf(signerInfo));
    return sequence(ID.signedData, encode(TAG.context0, signedData));
  };
  return { attributes, write };
}

/** The same members under another tag. */
export const implicit = (tag: number, set: Buffer): Buffer => encode(tag, only(set, TAG.set).content);

/** The parts of a CMS that a seal has, unchecked. The caller compares the whole with what the writer makes of them. */
export type ReadSeal = SealParts & { certificates: Buffer[] /** As signed. */; attributes: Buffer };

/** Reads a CMS in the shape of a seal. Throws NotDer. */
export function readSeal(der: Buffer): ReadSeal {
  const { certificates, signers } = readSignedData(der, ID.data);
  const [signer, second] = allOf(signers);
  if (signer === undefined || second !== undefined) throw new NotDer(signers.at, 'One signer');
  const { attributes, signature, unsigned } = readSignerInfo(signer);
  const digest = attributeOf(attributes, ID.messageDigest);
  if (digest?.tag !== TAG.octetString) throw new NotDer(attributes.at, 'A message digest');
  return {
    certificates: certificates.map(({ whole }) => whole),
    attributes: encode(TAG.set, attributes.content),
    digest: digest.content,
    signature,
    token: (unsigned && attributeOf(unsigned, ID.signatureTimestamp)?.whole) ?? null,
  };
}

/** The parts of a SignedData around content of this type. Throws NotDer. */
export function readSignedData(der: Buffer, contentType: Buffer) {
  const info = membersOf(only(der, TAG.sequence));
  expect(info.next(TAG.oid), ID.signedData, 'The identifier of signed data');
  const wrapped = membersOf(info.next(TAG.context0));
  info.end();
  const data = membersOf(wrapped.next(TAG.sequence));
  wrapped.end();
  data.next(TAG.integer);
  data.next(TAG.set);
  const content = membersOf(data.next(TAG.sequence));
  expect(content.next(TAG.oid), contentType, 'The identifier of the content');
  const enclosed = content.optional(TAG.context0);
  content.end();
  const certificates = data.optional(TAG.context0);
  data.optional(TAG.context1);
  const signers = data.next(TAG.set);
  data.end();
  return { enclosed, certificates: certificates === null ? [] : allOf(certificates), signers };
}

/** The parts of a SignerInfo. Throws NotDer. */
export function readSignerInfo(info: Value) {
  const parts = membersOf(info);
  parts.next(TAG.integer);
  parts.any();
  const digestAlgorithm = parts.next(TAG.sequence);
  const attributes = parts.next(TAG.context0);
  parts.next(TAG.sequence);
  const signature = parts.next(TAG.octetString).content;
  const unsigned = parts.optional(TAG.context1);
  parts.end();
  return { digestAlgorithm, attributes, signature, unsigned };
}

/** The one value of the one attribute with this identifier, or null. Throws NotDer. */
export function attributeOf(attributes: Value, id: Buffer): Value | null {
  let found: Value | null = null;
  for (const attribute of allOf(attributes)) {
    const parts = membersOf(attribute);
    if (!parts.next(TAG.oid).whole.equals(id)) continue;
    const values = membersOf(parts.next(TAG.set));
    parts.end();
    if (found !== null) throw new NotDer(attribute.at, 'Another attribute');
    found = values.any();
    values.end();
  }
  return found;
}

function expect(value: Value, whole: Buffer, what: string): void {
  if (!value.whole.equals(whole)) throw new NotDer(value.at, what);
}
