import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { graphql } from 'graphql';
import { connect, type Pool } from '../../drizzle/client.ts';
import { courseVersions } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import type { Context } from '../../schema/context.ts';
import { exportCourse } from '../../schema/courses/operations/exportCourse.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { schema } from '../../schema/graphql/index.ts';
import { gatherFacts } from '../../schema/issuance/operations/gatherFacts.ts';
import { printedSourcesOf } from '../../schema/issuance/queries/printedSources.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { faultsOf, swap } from '../support/packageFaults.ts';
import { sampleOrganization, samplePackage } from '../support/samplePackage.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
  await importOrganization(pool.db, systemAct(now), { organization: sampleOrganization() });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const withMonths = (months: string) =>
  swap('course.yaml', 'difficulty: 2', `difficulty: 2\ncertificateValidMonths: ${months}`);
const sampleAs = (slug: string, months?: string) =>
  samplePackage((files) => {
    swap('course.yaml', 'slug: sample-course', `slug: ${slug}`)(files);
    if (months !== undefined) withMonths(months)(files);
  });

describe('certificateValidMonths in course.yaml', () => {
  test('left out it changes no hash of a course published before', () => {
    expect(contentHash(samplePackage())).toBe('be9e783342cf0e2b710cf0c077682a66c3957ff7d00622e11819aa31c3a24f9f');
    expect(writePackage(samplePackage()).get('course.yaml')).not.toContain('certificateValidMonths');
  });

  test('given it makes another version, and comes through writing and reading', () => {
    const pack = samplePackage(withMonths('24'));
    expect(contentHash(pack)).not.toBe(contentHash(samplePackage()));
    const again = parsePackage(writePackage(pack));
    expect(again).toMatchObject({ ok: true, package: pack });
  });

  test.each([
    ['0', 'write a whole number from 1 to 600.'],
    ['601', 'write a whole number from 1 to 600.'],
    ['1.5', 'write a whole number from 1 to 600.'],
    ['"12"', 'write a whole number from 1 to 600.'],
    ['', 'write a whole number from 1 to 600.'],
  ])('%s is a fault', (months, message) => {
    expect(faultsOf(withMonths(months))).toEqual([
      expect.stringMatching(new RegExp(`^course.yaml:\\d+: certificateValidMonths: ${message}`)),
    ]);
  });
});

describe('a published course', () => {
  const show = async (slug: string) => {
    // Courses read the database alone; the rest of the context belongs to other nouns.
    const contextValue = { db: pool.db, viewer: null } as unknown as Context;
    const source = `{ course(slug: "${slug}") { certificateValidMonths } }`;
    return (await graphql({ schema, source, contextValue })).data?.course;
  };
  const factsOf = async (slug: string, months: string | undefined, completedAt: Date) => {
    const { versionId } = await importCourse(pool.db, systemAct(now), { package: sampleAs(slug, months) });
    const [gathered] = gatherFacts({
      sources: await printedSourcesOf(pool.db, versionId),
      purpose: 'CREDIT',
      specimen: false,
      learnerName: 'Li Wu',
      assessed: true,
      completedAt,
      attendedHundredths: null,
      publicUrl: 'https://attune.example.org',
      now: completedAt,
    });
    if (gathered === undefined) throw new Error('nothing was gathered');
    return gathered;
  };

  test('stores, shows and exports the months', async () => {
    const pack = sampleAs('expiring', '24');
    const { versionId } = await importCourse(pool.db, systemAct(now), { package: pack });
    const [row] = await pool.db.select().from(courseVersions).where(eq(courseVersions.id, versionId));
    expect(row?.certificateValidMonths).toBe(24);
    expect(await show('expiring')).toEqual({ certificateValidMonths: 24 });
    const exported = parsePackage((await exportCourse(pool.db, 'expiring')).texts);
    expect(exported.ok && contentHash(exported.package)).toBe(contentHash(pack));
  });

  test('without them it shows null', async () => {
    await importCourse(pool.db, systemAct(now), { package: sampleAs('lasting') });
    expect(await show('lasting')).toEqual({ certificateValidMonths: null });
  });

  // In Auckland it is 29 February already when the last step is done at 12:30 UTC on the 28th.
  const completedAt = new Date('2028-02-28T12:30:00Z');

  test('has certificates that say their last day, counted from the day of completion in the zone of the organization', async () => {
    const { facts, expiresAt } = await factsOf('facts-expiring', '12', completedAt);
    expect(facts).toMatchObject({ completedOn: '2028-02-29', expiresOn: '2029-02-28' });
    expect(expiresAt).toEqual(new Date('2029-02-28T11:00:00Z'));
  });

  test('has certificates without a last day when they do not expire, in the look of the organization', async () => {
    const { facts, expiresAt } = await factsOf('facts-lasting', undefined, completedAt);
    expect(facts).not.toHaveProperty('expiresOn');
    expect(expiresAt).toBeNull();
    expect(facts.look).toEqual({
      design: 'CLASSIC',
      primaryColor: null,
      accentColor: null,
      logoSha256: null,
      signatureSha256: null,
    });
  });
});
