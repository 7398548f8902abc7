import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { OrganizationId } from '../../drizzle/ids.ts';
import { organizationImages } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { faultText } from '../../schema/edited/faults.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { imagesOf, organizationBySlug } from '../../schema/organizations/queries.ts';
import { parseOrganization } from '../../schema/organizations/rules/organizationFile.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { IMAGES, LOOK, organizationWith, shaAt, withLook } from '../support/looks.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

describe('the section certificate of an organization file', () => {
  test('gives the look; without it there is none', () => {
    expect(organizationWith('any').certificate).toMatchObject({
      design: 'QUIET',
      primaryColor: '#1c3557',
      accentColor: '#795b22',
      logo: { width: 30, height: 20, sha256: shaAt('images/logo.png') },
      signature: { width: 40, height: 10 },
      retentionYears: 10,
    });
    expect(organizationWith('any', 'certificate: {}\n').certificate).toEqual({
      design: 'CLASSIC',
      retentionYears: 7,
      logo: null,
      signature: null,
    });
    expect(organizationWith('any', '').certificate).toBeNull();
  });

  test.each([
    ['design: QUIET', 'design: BAROQUE', '11: certificate.design: write one of CLASSIC, MODERN, QUIET.'],
    ['"#1C3557"', '#1C3557', '12: certificate.primaryColor: is empty; write a color in quotes'],
    ['"#1C3557"', 'navy', '12: certificate.primaryColor: write a color as # and six hexadecimal digits'],
    ['"#1C3557"', '"#1c3"', '12: certificate.primaryColor: write a color as # and six hexadecimal digits'],
    [
      '"#1C3557"',
      '"#ffd700"',
      '12: certificate.primaryColor: #ffd700 has a contrast of 1.36 on the paper, and letters need 4.5',
    ],
    ['"#795b22"', '"#b89a5e"', '13: certificate.accentColor: #b89a5e has a contrast of 2.61 on the paper'],
    ['images/logo.png', 'images/lost.png', '14: certificate.logo: There is no file images/lost.png beside this one'],
    ['images/logo.png', '../../secrets.png', '14: certificate.logo: write images/, then a name'],
    ['images/logo.png', 'images/../x.png', '14: certificate.logo: write images/, then a name'],
    ['images/logo.png', 'images/logo.svg', '14: certificate.logo: write images/, then a name'],
    ['images/signature.png', 'images/photo.png', '15: certificate.signature: This is a JPEG; save the image as a PNG.'],
    ['images/signature.png', 'images/broken.png', '15: certificate.signature: The file is incomplete'],
    [
      'retentionYears: 10',
      'retentionYears: 101',
      '16: certificate.retentionYears: write a whole number from 0 to 100.',
    ],
    [
      'retentionYears: 10',
      'retentionYear: 10',
      '16: "retentionYear" is not known here; did you mean "retentionYears"?',
    ],
  ])('%s as %s', (from, to, expected) => {
    const parsed = parseOrganization('o.yaml', withLook('any', LOOK.replace(from, to)), IMAGES);
    const faults = parsed.ok ? [] : parsed.faults.map(faultText);
    expect(faults).toEqual([expect.stringContaining(`o.yaml:${expected}`)]);
  });
});

describe('loading an organization', () => {
  test('stores its images once, however many loads race', async () => {
    const organization = organizationWith('racing');
    const loads = await Promise.all(
      Array.from({ length: 10 }, () => importOrganization(pool.db, systemAct(now), { organization })),
    );
    const [first] = loads;
    expect(loads.filter(({ created }) => created)).toHaveLength(1);
    const row = await organizationBySlug(pool.db, 'racing');
    expect(row).toMatchObject({
      design: 'QUIET',
      primaryColor: '#1c3557',
      logoSha256: shaAt('images/logo.png'),
      signatureSha256: shaAt('images/signature.png'),
      retentionYears: 10,
    });
    const images = await pool.db
      .select()
      .from(organizationImages)
      .where(eq(organizationImages.organizationId, first?.id as OrganizationId));
    expect(images).toHaveLength(2);
  });

  test('a later load overwrites nothing and adds no image', async () => {
    const { id } = await importOrganization(pool.db, systemAct(now), { organization: organizationWith('kept', '') });
    await importOrganization(pool.db, systemAct(now), { organization: organizationWith('kept') });
    expect(await organizationBySlug(pool.db, 'kept')).toMatchObject({
      design: 'CLASSIC',
      primaryColor: null,
      logoSha256: null,
      retentionYears: 7,
    });
    const images = pool.db.select().from(organizationImages).where(eq(organizationImages.organizationId, id));
    expect(await images).toEqual([]);
  });

  test('the pictures of a look come as bytes, of the right organization only', async () => {
    const organization = organizationWith('bytes');
    const { id } = await importOrganization(pool.db, systemAct(now), { organization });
    const other = await importOrganization(pool.db, systemAct(now), { organization: organizationWith('no-bytes', '') });
    const look = {
      design: 'QUIET' as const,
      primaryColor: null,
      accentColor: null,
      logoSha256: shaAt('images/logo.png'),
      signatureSha256: null,
    };
    const found = await imagesOf(pool.db, { organizationId: id, look });
    expect(found).toEqual({ logo: organization.certificate?.logo?.png });
    expect(await imagesOf(pool.db, { organizationId: id, look: undefined })).toEqual({});
    await expect(imagesOf(pool.db, { organizationId: other.id, look })).rejects.toThrow('is missing');
  });
});

test('how to pay by transfer is read from the file, also of a known organization, and a file without it takes it away', async () => {
  const file = organizationWith('transfers');
  const loaded = async (transfer?: string[]) => {
    await importOrganization(pool.db, systemAct(now), { organization: { ...file, ...(transfer && { transfer }) } });
    return (await organizationBySlug(pool.db, 'transfers'))?.transferLines;
  };
  expect(await loaded()).toBeNull();
  expect(await loaded(['Example Bank', 'Account 12-34'])).toEqual(['Example Bank', 'Account 12-34']);
  expect(await loaded()).toBeNull();
});

test('how early to ask for an accommodation is read from the file too, as a whole number of days', async () => {
  const file = organizationWith('lead-days');
  const loaded = async (days?: number) => {
    const contacts = { ...file.contacts, ...(days !== undefined && { accommodationLeadDays: days }) };
    await importOrganization(pool.db, systemAct(now), { organization: { ...file, contacts } });
    return (await organizationBySlug(pool.db, 'lead-days'))?.accommodationLeadDays;
  };
  expect(await loaded()).toBeNull();
  expect(await loaded(14)).toBe(14);
  expect(await loaded(0)).toBe(0);
  expect(await loaded()).toBeNull();
});

test.each(['-1', '1.5', '366', 'two weeks', '"14"'])('a lead time of %s days is a fault', (days) => {
  const contact = 'accommodations: access@sample.example.org';
  const text = withLook('any', '');
  expect(text).toContain(contact);
  const parsed = parseOrganization('o.yaml', text.replace(contact, `${contact}, accommodationLeadDays: ${days}`));
  expect(parsed).toMatchObject({
    ok: false,
    faults: [{ message: expect.stringContaining('a whole number from 0 to 365') }],
  });
});
