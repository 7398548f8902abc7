import { encode, oid, sequence, TAG } from './der.ts';

/** Object identifiers of CMS (RFC 5652), CAdES (RFC 5035) and timestamps (RFC 3161). */
export const ID = {
  signedData: oid('1.2.840.113549.1.7.2'),
  data: oid('1.2.840.113549.1.7.1'),
  timestampInfo: oid('1.2.840.113549.1.9.16.1.4'),
  contentType: oid('1.2.840.113549.1.9.3'),
  messageDigest: oid('1.2.840.113549.1.9.4'),
  algorithmProtection: oid('1.2.840.113549.1.9.52'),
  signingCertificate: oid('1.2.840.113549.1.9.16.2.12'),
  signingCertificateV2: oid('1.2.840.113549.1.9.16.2.47'),
  signatureTimestamp: oid('1.2.840.113549.1.9.16.2.14'),
  extendedKeyUsage: oid('2.5.29.37'),
  timeStamping: oid('1.3.6.1.5.5.7.3.8'),
};

const NULL = encode(TAG.null);

/** The accepted digests, with their signature algorithms, as RFC 5754 writes them. */
export const DIGESTS = (
  [
    ['sha256', '2.16.840.1.101.3.4.2.1', '1.2.840.113549.1.1.11', '1.2.840.10045.4.3.2'],
    ['sha384', '2.16.840.1.101.3.4.2.2', '1.2.840.113549.1.1.12', '1.2.840.10045.4.3.3'],
    ['sha512', '2.16.840.1.101.3.4.2.3', '1.2.840.113549.1.1.13', '1.2.840.10045.4.3.4'],
  ] as const
).map(([name, digest, rsa, ec]) => ({
  name,
  id: oid(digest),
  algorithm: sequence(oid(digest)),
  signedBy: { rsa: sequence(oid(rsa), NULL), ec: sequence(oid(ec)) },
}));

export type Digest = (typeof DIGESTS)[number];
