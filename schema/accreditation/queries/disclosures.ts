import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId } from '../../../drizzle/ids.ts';
import { type CourseRow, contributorsOf, coursesByIds, coursesByVersions } from '../../courses/queries.ts';
import { composeDisclosures, type Disclosures } from '../../courses/rules.ts';
import { organizationsByIds, policiesOf } from '../../organizations/queries.ts';
import { disclosedOffer } from '../rules/disclosedOffer.ts';
import { type OpenOffer, openOffers } from './offers.ts';

type Current = Disclosures & { versionId: CourseVersionId };

/** What a learner must accept before starting each of these courses now, in five statements whatever their number. */
export async function disclosuresOf(
  db: Database,
  ids: readonly CourseId[],
  now: Date,
): Promise<Map<CourseId, Current>> {
  const rows = await coursesByIds(db, ids);
  const composed = await composedOf(db, rows, now);
  return new Map(
    rows.flatMap(({ id, versionId }) => {
      const found = composed.get(versionId);
      return found === undefined ? [] : [[id, found]];
    }),
  );
}

/** The same of versions, whichever their courses have now: what is studied is what is disclosed. */
export async function disclosuresOfVersions(
  db: Database,
  ids: readonly CourseVersionId[],
  now: Date,
): Promise<Map<CourseVersionId, Current>> {
  return composedOf(db, await coursesByVersions(db, ids), now);
}

async function composedOf(db: Database, rows: readonly CourseRow[], now: Date): Promise<Map<CourseVersionId, Current>> {
  const organizationIds = [...new Set(rows.map((row) => row.organizationId))];
  const versions = rows.map(({ versionId }) => versionId);
  const [people, organizations, policies, offers] = await Promise.all([
    contributorsOf(db, versions),
    organizationsByIds(db, organizationIds),
    policiesOf(db, organizationIds),
    openToAnyone(db, versions, now),
  ]);
  return new Map(
    rows.flatMap((row) => {
      const organization = organizations.find(({ id }) => id === row.organizationId);
      if (organization === undefined) return [];
      const composed = composeDisclosures({
        version: row,
        contributors: people.filter(({ versionId }) => versionId === row.versionId),
        organization,
        policies: policies.filter(({ organizationId }) => organizationId === organization.id),
        offers: offers.filter(({ versionId }) => versionId === row.versionId).map(disclosedOffer),
      });
      return [[row.versionId, { ...composed, versionId: row.versionId }]];
    }),
  );
}

/** The disclosures and policies of a course's current version; null when the course is unknown or has no version. */
export async function currentDisclosures(db: Database, courseId: CourseId, now: Date): Promise<Current | null> {
  return (await disclosuresOf(db, [courseId], now)).get(courseId) ?? null;
}

/** Those of one version; null when it is unknown. */
export async function versionDisclosures(db: Database, id: CourseVersionId, now: Date): Promise<Current | null> {
  return (await disclosuresOfVersions(db, [id], now)).get(id) ?? null;
}

/** The offers of versions that are open to whoever enrolls now. */
export function openToAnyone(db: Database, versions: CourseVersionId[], now: Date): Promise<OpenOffer[]> {
  return openOffers(db, { versions, userId: null, licenseId: null, profession: null, jurisdiction: null }, now);
}
