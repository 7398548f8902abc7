import { REVOCATION_REASONS } from '../../../drizzle/tables/issuance.ts';
import { builder } from '../../graphql/builder.ts';
import { REVOCATION_WORDS, type RevocationReason, VERDICTS, type VerdictStatus } from '../rules.ts';

const STATUS_MEANING: Record<VerdictStatus, string> = {
  VALID: 'Issued, and neither revoked nor replaced nor expired.',
  EXPIRED: 'Issued for a limited time, which is over.',
  REVOKED: 'Issued and later revoked; the reason is public.',
  SUPERSEDED: 'Replaced by a corrected certificate.',
  SPECIMEN: 'Made on a demonstration server: no record of study.',
  UNKNOWN: 'No certificate has this number. It may be mistyped, or not ours.',
  MALFORMED: 'Not a certificate number: 20 letters and digits in four groups, the last of them a check.',
};

const described = <Name extends string>(names: readonly Name[], meaning: Record<Name, string>) =>
  Object.fromEntries(names.map((name) => [name, { description: meaning[name] }])) as Record<
    Name,
    { description: string }
  >;

export const VerdictStatusEnum = builder.enumType('CertificateStatus', {
  description:
    'What the register says of a certificate number. Of several that are true the first of REVOKED, SUPERSEDED, SPECIMEN, EXPIRED.',
  values: described(VERDICTS, STATUS_MEANING),
});

export const RevocationReasonEnum = builder.enumType('RevocationReason', {
  description: 'Why a certificate was revoked; public.',
  values: Object.fromEntries(
    REVOCATION_REASONS.map((reason) => [reason, { description: `${REVOCATION_WORDS[reason]}.` }]),
  ) as Record<RevocationReason, { description: string }>,
});

type Revocation = { reason: RevocationReason; at: string };

export const RevocationType = builder.objectRef<Revocation>('Revocation').implement({
  description: 'Why and when a certificate was revoked.',
  fields: (t) => ({
    reason: t.expose('reason', { type: RevocationReasonEnum, description: 'The public reason.' }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: (row) => new Date(row.at) }),
  }),
});
