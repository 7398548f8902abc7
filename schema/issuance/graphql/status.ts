import { CERTIFICATE_STATUSES, type CertificateStatus } from '../../../certificates/status/certificateStatus.ts';
import { REVOCATION_REASONS } from '../../../drizzle/tables/issuance.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { REVOCATION_WORDS, type RevocationReason, SEALINGS, type Sealing } from '../rules.ts';

const STATUS_MEANING: Record<CertificateStatus, string> = {
  VALID: 'Issued, and neither revoked nor replaced nor expired.',
  EXPIRED: 'Issued for a limited time, which is over.',
  REVOKED: 'Issued and later revoked; the reason is public.',
  SUPERSEDED: 'Replaced by a corrected certificate.',
  SPECIMEN: 'Made on a demonstration server: not a record of study.',
  UNKNOWN: 'No certificate has this number. It may be mistyped, or another service may have issued it.',
  MALFORMED:
    'Not a certificate number. A number has 20 letters and digits in four groups; the last one is a check symbol.',
};

export const CertificateStatusEnum = builder.enumType('CertificateStatus', {
  description:
    'The status of a certificate number in the register. When several are true, the first of REVOKED, SUPERSEDED, SPECIMEN, EXPIRED.',
  values: described(CERTIFICATE_STATUSES, STATUS_MEANING),
});

const reasonMeaning = (reason: RevocationReason): string => `${REVOCATION_WORDS[reason]}.`;

export const RevocationReasonEnum = builder.enumType('RevocationReason', {
  description: 'Why a certificate was revoked; public.',
  values: Object.fromEntries(
    REVOCATION_REASONS.map((reason) => [reason, { description: reasonMeaning(reason) }]),
  ) as Record<RevocationReason, { description: string }>,
});

type Revocation = { reason: RevocationReason; at: Date };

export const RevocationType = builder.objectRef<Revocation>('Revocation').implement({
  description: 'Why and when a certificate was revoked.',
  fields: (t) => ({
    reason: t.expose('reason', { type: RevocationReasonEnum, description: 'The public reason.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
  }),
});

const SEALING_MEANING: Record<Sealing, string> = {
  PENDING: 'We are making the sealed PDF; ask again in a minute.',
  DONE: 'The PDF is sealed.',
  NONE: "No PDF exists: the holder's data was erased before it was made.",
};

export const SealingEnum = builder.enumType('Sealing', {
  description: 'Whether the sealed PDF exists.',
  values: described(SEALINGS, SEALING_MEANING),
});
