import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { connect, type Database, type Pool } from '../../drizzle/client.ts';
import { organizations } from '../../drizzle/schema.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import { systemAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { organizationBySlug, policiesOf } from '../../schema/organizations/queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganization, sampleOrganizationFile, samplePackage } from '../support/samplePackage.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
  db = pool.db;
  await importOrganization(db, systemAct(now), { organization: sampleOrganization() });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const withPolicy = (kind: string, version: string, effectiveOn: string) =>
  sampleOrganization(
    `${sampleOrganizationFile}  - { kind: ${kind}, version: "${version}", effectiveOn: ${effectiveOn}, text: Newer words. }\n`,
  );

test('a second load never overwrites what its people changed', async () => {
  await db
    .update(organizations)
    .set({ legalName: 'Renamed by its owner' })
    .where(eq(organizations.slug, 'sample-organization'));
  expect(await importOrganization(db, systemAct(now), { organization: sampleOrganization() })).toMatchObject({
    created: false,
    policiesAdded: 0,
  });
  expect((await organizationBySlug(db, 'sample-organization'))?.legalName).toBe('Renamed by its owner');
});

test('a new policy version takes the place of the old on its day, in the time zone of the organization', async () => {
  const { courseId } = await importCourse(db, systemAct(now), { package: samplePackage() });
  const before = await currentDisclosures(db, courseId, now);
  expect(before?.items.find(({ key }) => key === 'policy-refund')?.title).toContain('version 1,');
  const organization = withPolicy('REFUND', '10', '2026-11-24');
  const load = (at: string) => importOrganization(db, systemAct(new Date(at)), { organization });
  expect(await load('2026-11-23T10:59:00Z')).toMatchObject({ policiesAdded: 0 });
  expect((await currentDisclosures(db, courseId, now))?.hash).toBe(before?.hash);
  // Auckland is 13 hours ahead: 24 November begins there at 11:00 UTC on the 23rd.
  expect(await load('2026-11-23T11:00:00Z')).toMatchObject({ policiesAdded: 1 });
  const after = await currentDisclosures(db, courseId, now);
  expect(after?.items.find(({ key }) => key === 'policy-refund')?.title).toContain('version 10,');
  expect(after?.hash).not.toBe(before?.hash);
  expect(after?.items.filter(({ key }) => key === 'policy-refund')).toHaveLength(1);
});

test('ten loads at once make one organization', async () => {
  const organization = sampleOrganization(sampleOrganizationFile.replace('slug: sample-organization', 'slug: at-once'));
  const loads = await Promise.all(
    Array.from({ length: 10 }, () => importOrganization(db, systemAct(now), { organization })),
  );
  expect(loads.filter(({ created }) => created)).toHaveLength(1);
  expect(new Set(loads.map(({ id }) => id)).size).toBe(1);
  expect(
    await policiesOf(
      db,
      loads.slice(0, 1).map(({ id }) => id),
    ),
  ).toHaveLength(6);
});
