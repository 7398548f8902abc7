/** What the register says of a certificate number. */
export const CERTIFICATE_STATUSES = [
  'VALID',
  'EXPIRED',
  'REVOKED',
  'SUPERSEDED',
  'SPECIMEN',
  'UNKNOWN',
  'MALFORMED',
] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];
