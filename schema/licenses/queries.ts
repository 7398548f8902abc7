import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { LicenseId, LicenseVersionId, UserId } from '../../drizzle/ids.ts';
import { newestVersion } from '../../drizzle/newestLicense.ts';
import { statement } from '../../drizzle/statement.ts';
import type { LICENSE_CHECKS, RequiredHours } from '../../drizzle/tables/licenses.ts';
import { type LicenseKind, type LicenseReason, MOST_VERSIONS } from './rules/change.ts';

/** What a license said from recordedAt on. */
export type LicenseVersionRow = {
  id: LicenseVersionId;
  ordinal: number;
  kind: LicenseKind;
  profession: string;
  jurisdiction: string;
  sealedNumber: Buffer | null;
  nameOnLicense: string | null;
  expiresOn: string | null;
  cycleStartsOn: string | null;
  cycleEndsOn: string | null;
  required: RequiredHours[];
  checkedBy: (typeof LICENSE_CHECKS)[number];
  checkedOn: string | null;
  reason: LicenseReason;
  recordedAt: Date;
};

/** A license with the versions of what it said, newest first. */
export type LicenseRow = {
  id: LicenseId;
  addedAt: Date;
  removedAt: Date | null;
  now: LicenseVersionRow;
  versions: LicenseVersionRow[];
};

type Flat = LicenseVersionRow & { licenseId: LicenseId; addedAt: Date; removedAt: Date | null };

const VERSION = sql`v.id, v.ordinal, v.kind, v.profession, v.jurisdiction, v.sealed_number as "sealedNumber",
  v.name_on_license as "nameOnLicense", v.expires_on::text as "expiresOn", v.cycle_starts_on::text as "cycleStartsOn",
  v.cycle_ends_on::text as "cycleEndsOn", v.required, v.checked_by as "checkedBy", v.checked_on::text as "checkedOn",
  v.reason, v.recorded_at as "recordedAt"`;

const licensesWhere = (condition: SQL): SQL => sql`select l.id as "licenseId", l.added_at as "addedAt",
    l.removed_at as "removedAt", v.*
  from licenses l cross join lateral (select ${VERSION} from license_versions v where v.license_id = l.id
    order by v.ordinal desc limit ${sql.raw(String(MOST_VERSIONS))}) v
  where ${condition} order by l.added_at, l.id, v.ordinal desc`;

const ofPerson = statement<{ userId: UserId }, Flat>('licenses_of_person', (p) =>
  licensesWhere(sql`l.user_id = ${p('userId')} and l.removed_at is null`),
);

/** A person's licenses in the order in which they were added, without those that were removed. */
export async function licensesOf(db: Database, userId: UserId): Promise<LicenseRow[]> {
  return grouped(await ofPerson(db, { userId }));
}

const byIds = statement<{ userId: UserId; ids: readonly LicenseId[] }, Flat>('own_licenses_by_ids', (p) =>
  licensesWhere(sql`l.user_id = ${p('userId')} and l.id = any(${p('ids')}::uuid[])`),
);

/** Those of these licenses that are this person's, removed ones too. */
export async function ownLicensesByIds(
  db: Database,
  { userId, ids }: { userId: UserId; ids: readonly LicenseId[] },
): Promise<LicenseRow[]> {
  return grouped(await byIds(db, { userId, ids }));
}

function grouped(rows: readonly Flat[]): LicenseRow[] {
  const found = new Map<LicenseId, LicenseRow>();
  for (const { licenseId: id, addedAt, removedAt, ...version } of rows) {
    const license = found.get(id);
    if (license === undefined) found.set(id, { id, addedAt, removedAt, now: version, versions: [version] });
    else license.versions.push(version);
  }
  return [...found.values()];
}

export type HeldLicense = { id: LicenseId; removed: boolean; index: string | null };

const heldBy = statement<{ userId: UserId }, HeldLicense>(
  'held_licenses',
  (p) => sql`select l.id, l.removed_at is not null as removed, encode(v.number_index, 'hex') as index
    from licenses l cross join ${newestVersion}
    where l.user_id = ${p('userId')}`,
);

/** Every license a person ever added, with the keyed hash of its present number. */
export function heldLicenses(db: Database, userId: UserId): Promise<HeldLicense[]> {
  return heldBy(db, { userId });
}
