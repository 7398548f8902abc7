import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, NameCorrectionId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { type Parameter, statement } from '../../../drizzle/statement.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import type { NameCorrectionState } from '../rules/nameCorrections.ts';

/** A request with what is needed to open the facts of its certificate. */
export type NameCorrectionRow = {
  id: NameCorrectionId;
  certificateId: CertificateId;
  organizationId: OrganizationId;
  userId: UserId;
  wantedName: string;
  reason: string;
  state: NameCorrectionState;
  askedAt: Date;
  answeredAt: Date | null;
  declinedBecause: string | null;
  number: string;
  courseTitle: string;
  completedOn: string;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
  successorNumber: string | null;
};

const rowsWhere = (condition: SQL): SQL => sql`select n.id, n.certificate_id as "certificateId",
    n.organization_id as "organizationId", n.user_id as "userId", n.wanted_name as "wantedName", n.reason, n.state,
    n.asked_at as "askedAt", n.answered_at as "answeredAt", n.declined_because as "declinedBecause", k.number,
    k.public_facts->'course'->>'title' as "courseTitle", k.public_facts->>'completedOn' as "completedOn",
    k.sealed_facts as "sealedFacts", k.wrapped_data_key as "wrappedDataKey",
    (select s.number from certificates s where s.supersedes_id = k.id) as "successorNumber"
  from name_corrections n join certificates k on k.id = n.certificate_id where ${condition}`;

const newest = statement<{ ids: readonly CertificateId[] }, NameCorrectionRow>(
  'newest_name_corrections',
  (p) =>
    sql`select distinct on (c."certificateId") c.* from (${rowsWhere(
      sql`n.certificate_id = any(${p('ids')}::uuid[])`,
    )}) c order by c."certificateId", c.id desc`,
);

/** The newest request about each of these certificates, in no order. */
export function newestNameCorrections(db: Database, ids: readonly CertificateId[]): Promise<NameCorrectionRow[]> {
  return newest(db, { ids });
}

const byId = statement<{ id: NameCorrectionId }, NameCorrectionRow>('name_correction', (p) =>
  rowsWhere(sql`n.id = ${p('id')}`),
);

/** One request; null when it does not exist, or its person was erased. */
export async function nameCorrectionById(db: Database, id: NameCorrectionId): Promise<NameCorrectionRow | null> {
  return (await byId(db, { id }))[0] ?? null;
}

type Asked = { organizationId: OrganizationId; states: readonly NameCorrectionState[] | null };
const matching = (p: Parameter<Asked>) => sql`n.organization_id = ${p('organizationId')}
  and (${p('states')}::text[] is null or n.state = any(${p('states')}::text[]))`;

/** The requests about certificates of an organization, newest first, within a page's window. */
export const nameCorrectionsOf = statement<Window & Asked, NameCorrectionRow>('name_corrections_of', (p) =>
  rowsWhere(sql`${matching(p)} and ${windowOn('n.id')}`),
);

/** How many there are. */
export const nameCorrectionCount = statement<Asked, { count: number }>(
  'name_correction_count',
  (p) => sql`select count(*)::int as count from name_corrections n where ${matching(p)}`,
);
