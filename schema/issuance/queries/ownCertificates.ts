import { sql } from 'drizzle-orm';
import type { CertificateStatus } from '../../../certificates/status/certificateStatus.ts';
import type { LicenseId, UserId } from '../../../drizzle/ids.ts';
import { type Parameter, statement } from '../../../drizzle/statement.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import { type CertificateRow, holdersColumns } from '../queries.ts';
import { awardKeyInSql } from '../rules/claimKeys.ts';
import { type Stored, withFacts } from './storedFacts.ts';

/** Which of a learner's certificates. Null: whatever it is. */
export type CertificateFilter = {
  userId: UserId;
  now: Date;
  /** A part of the course's title, of the organization's name or of the number, in any case. */
  text: string | null;
  statuses: CertificateStatus[] | null;
  /** The days of completion, both included. */
  from: string | null;
  to: string | null;
  /** False: only what was claimed for the license; a null license has none. */
  anyLicense: boolean;
  licenseId: LicenseId | null;
};

const named = sql`lower(concat_ws(' ', k.public_facts->'course'->>'title', k.public_facts->'organization'->>'legalName', k.number))`;

/** statusOf in SQL. */
const status = (p: Parameter<CertificateFilter>) => sql`case when k.revoked_at is not null then 'REVOKED'
  when k.superseded_at is not null then 'SUPERSEDED' when k.specimen then 'SPECIMEN'
  when k.expires_at <= ${p('now')}::timestamptz then 'EXPIRED' else 'VALID' end`;

const matching = (p: Parameter<CertificateFilter>) => sql`k.user_id = ${p('userId')}
  and (${p('text')}::text is null or strpos(${named}, lower(${p('text')}::text)) > 0)
  and (${p('statuses')}::text[] is null or ${status(p)} = any(${p('statuses')}::text[]))
  and (${p('from')}::text is null or k.public_facts->>'completedOn' >= ${p('from')}::text)
  and (${p('to')}::text is null or k.public_facts->>'completedOn' <= ${p('to')}::text)
  and (${p('anyLicense')}::boolean or exists (select from credit_awards w join award_licenses j on j.award_id = w.id
    where w.enrollment_id = k.enrollment_id and k.claim_key = ${sql.raw(awardKeyInSql('w'))}
      and j.license_id = ${p('licenseId')}::uuid))`;

/** A learner's certificates, newest first, within a page's window. */
export const certificatesOf = statement<Window & CertificateFilter, CertificateRow, Stored<CertificateRow>>(
  'certificates_of',
  (p) => sql`select ${holdersColumns} from certificates k where ${matching(p)} and ${windowOn('k.id')}`,
  withFacts,
);

/** How many certificates there are. */
export const certificateCount = statement<CertificateFilter, { count: number }>(
  'certificate_count',
  (p) => sql`select count(*)::int as count from certificates k where ${matching(p)}`,
);
