import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { allOf, instantOf, membersOf, NotDer, oid, only, TAG, type Value } from './der.ts';

/** An X.509 certificate (RFC 5280), with the parts that seals and timestamps need. */
export type Certificate = {
  der: Buffer;
  publicKey: KeyObject;
  /** Names and serial number in their encoded form. */
  subject: Buffer;
  issuer: Buffer;
  serial: Buffer;
  commonName: string;
  notBefore: Date;
  notAfter: Date;
  /** The value of an extension by the DER of its identifier. */
  extension(id: Buffer): { critical: boolean; value: Buffer } | null;
  /** Whether this key signed it. */
  signedBy(key: KeyObject): boolean;
};

const COMMON_NAME = oid('2.5.4.3');

/** Reads a certificate strictly. Throws NotDer. */
export function readCertificate(der: Buffer): Certificate {
  const parts = membersOf(only(der, TAG.sequence));
  const body = membersOf(parts.next(TAG.sequence));
  parts.next(TAG.sequence);
  parts.next(TAG.bitString);
  parts.end();
  body.optional(TAG.context0);
  const serial = body.next(TAG.integer).whole;
  body.next(TAG.sequence);
  const issuer = body.next(TAG.sequence).whole;
  const validity = membersOf(body.next(TAG.sequence));
  const [notBefore, notAfter] = [instantOf(validity.any()), instantOf(validity.any())];
  const subject = body.next(TAG.sequence);
  body.next(TAG.sequence);
  const extensions = body.optional(TAG.context3);
  const x509 = open(der);
  return {
    der,
    publicKey: publicKeyOf(x509),
    subject: subject.whole,
    issuer,
    serial,
    commonName: commonNameOf(subject),
    notBefore,
    notAfter,
    extension: (id) => (extensions === null ? null : extensionOf(extensions, id)),
    signedBy: (key) => verifies(x509, key),
  };
}

export function sha256(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function open(der: Buffer): X509Certificate {
  try {
    const x509 = new X509Certificate(der);
    if (x509.raw.equals(der)) return x509;
  } catch {}
  throw new NotDer(0, 'A certificate');
}

function publicKeyOf(x509: X509Certificate): KeyObject {
  try {
    return x509.publicKey;
  } catch {
    throw new NotDer(0, 'A certificate with a key of a known kind');
  }
}

function verifies(x509: X509Certificate, key: KeyObject): boolean {
  try {
    return x509.verify(key);
  } catch {
    return false;
  }
}

/** X.520 allows 64 characters. Control characters are refused, because people see this name. */
const readable = (name: Buffer): string => name.toString('utf8').replaceAll(/\p{C}/gu, '').slice(0, 64);

function commonNameOf(name: Value): string {
  for (const part of allOf(name).flatMap(allOf)) {
    const [type, value] = allOf(part);
    if (type === undefined || value === undefined) throw new NotDer(part.at, 'A part of a name');
    if (type.whole.equals(COMMON_NAME)) return readable(value.content);
  }
  return '';
}

function extensionOf(extensions: Value, id: Buffer): { critical: boolean; value: Buffer } | null {
  const [list] = allOf(extensions);
  for (const extension of list === undefined ? [] : allOf(list)) {
    const parts = membersOf(extension);
    if (!parts.next(TAG.oid).whole.equals(id)) continue;
    const critical = parts.optional(TAG.boolean) !== null;
    return { critical, value: parts.next(TAG.octetString).content };
  }
  return null;
}
