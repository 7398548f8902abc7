import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { Window } from '../../../drizzle/window.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { hashOfWord } from '../../issuance/operations/nameWords.ts';
import { openFacts } from '../../issuance/operations/sealFacts.ts';
import type { IssuedRow } from '../../issuance/queries.ts';
import { statusOf } from '../../issuance/rules.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import {
  countListed,
  type ListedRow,
  type ListedStatus,
  type Listing,
  listedByNumber,
  listedCertificates,
} from '../queries/listed.ts';
import { readsCreditOnly } from '../rules/reader.ts';
import { type Search, searchOf } from '../rules/search.ts';

type Asked = { organizationId: OrganizationId; text: string; status: ListedStatus | null; vault: Vault };

/** A list that a member may read. Nothing of it has been read yet. */
export type CertificateList = { listing: Listing; search: Search; as: AuditActor };

/** A certificate with the name on it; null after erasure. */
export type NamedCertificate = IssuedRow & { printedName: string | null };

/**
 * The organization's certificates of a number or a name, for those who may read its records; an auditor finds none that was taken
 * for personal growth. Throws NotFound and Forbidden.
 */
export async function findCertificates(
  db: Database,
  act: UserAct,
  { organizationId, text, status, vault }: Asked,
): Promise<CertificateList> {
  const asked = { permission: 'READ_RECORDS', organizationId, what: 'The organization' } as const;
  const { as } = await requirePermission(db, act, asked);
  const search = searchOf(text);
  const hashed = (word: string) => hashOfWord(vault, organizationId, word);
  const name =
    search.by === 'NAME'
      ? { first: hashed(search.first), others: search.others.map(hashed), whole: hashed(search.whole) }
      : null;
  return { listing: { organizationId, status, name, now: act.now, creditOnly: readsCreditOnly(as) }, search, as };
}

/** A page of the list. That names are shown is recorded in the same transaction; what was looked for is not. */
export async function readCertificates(
  db: Database,
  act: UserAct,
  { list, window, vault }: { list: CertificateList; window: Window; vault: Vault },
): Promise<NamedCertificate[]> {
  const { listing, search, as } = list;
  return db.transaction(async (tx) => {
    const rows =
      search.by === 'NUMBER' ? await ofNumber(tx, list, window) : await listedCertificates(tx, listing, window);
    const { organizationId, status } = listing;
    const details = { by: search.by, status, rows: rows.length };
    await recordEvent(tx, act, 'CERTIFICATES_LISTED', { objectId: organizationId, organizationId, as, details });
    return rows.map(({ sealedFacts, wrappedDataKey, ...row }) => ({
      ...row,
      printedName: openFacts(vault, { id: row.id, sealedFacts, wrappedDataKey })?.facts.learnerName ?? null,
    }));
  });
}

/** How many there are: at most one more than are counted. */
export async function countCertificates(db: Database, list: CertificateList): Promise<number> {
  if (list.search.by === 'NUMBER') return (await ofStatus(db, list)).length;
  return countListed(db, list.listing);
}

async function ofNumber(db: Database, list: CertificateList, { above, below, limit }: Window): Promise<ListedRow[]> {
  return (await ofStatus(db, list)).filter(({ id }) => id > above && id < below).slice(0, limit);
}

async function ofStatus(db: Database, { listing, search }: CertificateList): Promise<ListedRow[]> {
  if (search.by !== 'NUMBER') return [];
  const { organizationId, now, creditOnly, status } = listing;
  const found = await listedByNumber(db, { organizationId, now, creditOnly, number: search.number });
  return found.filter((row) => status === null || statusOf(row, now) === status);
}
