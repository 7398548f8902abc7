/** The status of a certificate number in the register. */
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
