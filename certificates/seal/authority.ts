import { createHash, createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  ExtKeyUsage,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { encode, oid, sequence, setOf, TAG } from './der.ts';

/** The name of an installation's own authority. The name says that outside readers do not trust it. */
export const DEVELOPMENT_CA = 'Attune development CA (not publicly trusted)';

/** An installation's own authority: its private key on P-256 and its certificate as DER. */
export type Authority = { key: KeyObject; certificate: Buffer<ArrayBuffer> };

const YEARS = { authority: 50, seal: 30 };
const NAME = { commonName: '2.5.4.3', organization: '2.5.4.10' };
/** RFC 9336 for documents, and the older usage that Adobe required. */
const DOCUMENT_SIGNING = ['1.3.6.1.5.5.7.3.36', '1.2.840.113583.1.1.5'];
/** RFC 5280, 4.2.1.3: digitalSignature and contentCommitment; keyCertSign and cRLSign. */
const USAGE = { seal: { byte: 0xc0, unusedBits: 6 }, authority: { byte: 0x06, unusedBits: 1 } };

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto });

/** An authority for this host, which signs itself. */
export async function createAuthority(key: KeyObject, host: string, now: Date): Promise<Authority> {
  const name = nameOf(DEVELOPMENT_CA, host);
  const subjectKey = publicKeyInfo(createPublicKey(key));
  const certificate = draft({ subjectKey, subject: name, issuer: name, now, years: YEARS.authority });
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
    extension('2.5.29.15', true, usage(USAGE.authority)),
    extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: keyHash(subjectKey) })),
  ];
  return { key, certificate: await signed(certificate, key) };
}

/** A certificate, as DER, for a public key on P-256 that seals the documents of this host. */
export async function certifySeal(
  authority: Authority,
  publicKey: KeyObject,
  host: string,
  now: Date,
): Promise<Buffer<ArrayBuffer>> {
  const issuer = Certificate.fromBER(authority.certificate);
  const subjectKey = publicKeyInfo(publicKey);
  const subject = nameOf(`Attune at ${host}`, host);
  const certificate = draft({ subjectKey, subject, issuer: issuer.subject, now, years: YEARS.seal });
  const keyIdentifier = new asn1js.OctetString({ valueHex: keyHash(issuer.subjectPublicKeyInfo) });
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints().toSchema()),
    extension('2.5.29.15', true, usage(USAGE.seal)),
    extension('2.5.29.37', false, new ExtKeyUsage({ keyPurposes: DOCUMENT_SIGNING }).toSchema()),
    extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: keyHash(subjectKey) })),
    extension('2.5.29.35', false, new AuthorityKeyIdentifier({ keyIdentifier }).toSchema()),
  ];
  return signed(certificate, authority.key);
}

type Draft = {
  subjectKey: PublicKeyInfo;
  subject: RelativeDistinguishedNames;
  issuer: RelativeDistinguishedNames;
  now: Date;
  years: number;
};

function draft({ subjectKey, subject, issuer, now, years }: Draft): Certificate {
  const until = new Date(now);
  until.setUTCFullYear(now.getUTCFullYear() + years);
  return new Certificate({
    version: 2,
    // A key is certified once, so its hash can be the serial number; a first byte below 0x80 makes it positive.
    serialNumber: new asn1js.Integer({
      valueHex: keyHash(subjectKey).map((byte, at) => (at === 0 ? (byte % 0x7f) + 1 : byte)),
    }),
    subject,
    issuer,
    subjectPublicKeyInfo: subjectKey,
    notBefore: timeOf(now),
    notAfter: timeOf(until),
  });
}

const publicKeyInfo = (key: KeyObject): PublicKeyInfo =>
  PublicKeyInfo.fromBER(key.export({ type: 'spki', format: 'der' }));

/** RFC 5280, 4.2.1.2: SHA-1 over the key's bits. It names a key and does not protect it. */
const keyHash = ({ subjectPublicKey }: PublicKeyInfo): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha1').update(subjectPublicKey.valueBlock.valueHexView).digest());

/** Each part is a separate set, as names are usually written; pkijs itself would put both into one. */
const nameOf = (commonName: string, organization: string): RelativeDistinguishedNames =>
  RelativeDistinguishedNames.fromBER(
    new Uint8Array(sequence(namePart(NAME.organization, organization), namePart(NAME.commonName, commonName))),
  );

/** X.520 allows a name 64 characters. */
const namePart = (type: string, text: string): Buffer =>
  setOf(sequence(oid(type), encode(TAG.utf8String, Buffer.from(text.slice(0, 64)))));

/** RFC 5280, 4.1.2.5: two digits for the year until 2049, then four; whole seconds. */
function timeOf(instant: Date): Time {
  const value = new Date(Math.floor(instant.getTime() / 1000) * 1000);
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
}

const usage = ({ byte, unusedBits }: { byte: number; unusedBits: number }): asn1js.BitString =>
  new asn1js.BitString({ valueHex: Uint8Array.of(byte), unusedBits });

const extension = (extnID: string, critical: boolean, value: asn1js.BaseBlock): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER() });

async function signed(certificate: Certificate, key: KeyObject): Promise<Buffer<ArrayBuffer>> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  // Node's own keys are those of the platform; only their declarations differ.
  const signing = key.toCryptoKey(algorithm, false, ['sign']) as CryptoKey;
  await certificate.sign(signing, 'SHA-256', engine);
  return Buffer.from(certificate.toSchema().toBER());
}
