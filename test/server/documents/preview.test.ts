import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import express from 'express';
import { parseFacts } from '../../../certificates/facts/parse.ts';
import { DESIGNS } from '../../../certificates/facts/parts.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { certificates, documents, memberships, organizations } from '../../../drizzle/schema.ts';
import { MEMBER_ROLES } from '../../../drizzle/tables/organizations.ts';
import { previewFacts } from '../../../schema/issuance/rules/previewFacts.ts';
import { imagesOf, type OrganizationRow, organizationBySlug } from '../../../schema/organizations/queries.ts';
import { lookOf } from '../../../schema/organizations/rules.ts';
import { documents as documentRoutes } from '../../../server/app/documentRoutes.ts';
import { mount } from '../../../server/app/mount.ts';
import { readTestViewer, testServices } from '../../support/app.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

let world: World;
let organization: OrganizationRow;
let url: string;
let stop: () => Promise<void>;
let now = new Date('2026-11-22T09:00:00Z');

beforeAll(async () => {
  world = await openWorld();
  const found = await organizationBySlug(world.db, 'sample-institute');
  if (found === null) throw new Error('there is no sample institute');
  organization = found;
  const services = {
    ...(await testServices(world.pool, { issuer: world.issuer, now: () => now })),
    readViewer: readTestViewer,
  };
  const app = express().set('query parser', 'simple');
  mount(app, services, documentRoutes(services));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/organizations`;
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});
afterAll(async () => {
  await stop();
  await world.close();
});

const newMember = async (role: (typeof MEMBER_ROLES)[number] = 'OWNER'): Promise<UserId> => {
  const userId = await newLearner(world.db);
  await world.db.insert(memberships).values({ userId, organizationId: organization.id, role });
  return userId;
};
const preview = (userId: UserId | null, query = '', slug = 'sample-institute') =>
  fetch(`${url}/${slug}/certificate-preview.pdf${query}`, {
    headers: userId === null ? {} : { 'x-test-user': userId },
  });

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

describe('a preview', () => {
  test.each(MEMBER_ROLES)('is drawn for every member: %s', async (role) => {
    const response = await preview(await newMember(role));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('is watermarked, carries the pictures of the look and is another page in each design', async () => {
    const images = await imagesOf(world.db, { organizationId: organization.id, look: lookOf(organization) });
    const pixels = Object.values(images).map((png: Buffer) => png.subarray(png.indexOf('IDAT') + 4, png.length - 16));
    expect(pixels).toHaveLength(2);
    const drawn: string[] = [];
    for (const design of DESIGNS) {
      const pdf = await bytesOf(await preview(await newMember(), `?design=${design}`));
      expect(pdf.toString('latin1')).toContain('Preview of a certificate, not issued: Title of a Sample Course');
      expect(pixels.filter((bytes) => pdf.includes(bytes))).toHaveLength(2);
      drawn.push(pdf.toString('base64'));
    }
    expect(new Set(drawn).size).toBe(3);
    // Its own design when none is asked for.
    expect(await bytesOf(await preview(await newMember()))).toEqual(Buffer.from(drawn[0] ?? '', 'base64'));
  });

  test.each(DESIGNS)('in %s shows how an accredited one would look, of a body that does not exist', async (design) => {
    const owner = await newMember();
    const read = readPdf(await bytesOf(await preview(owner, `?design=${design}&accredited=yes`)));
    for (const said of ['contact hours 1.50', 'Specimen: no such approval exists.', organization.legalName])
      expect(textOf(read, 1)).toContain(said);
    expect(textOf(read, 2)).toContain('Sample Accrediting Body');
    const plain = readPdf(await bytesOf(await preview(owner, `?design=${design}&accredited=no`)));
    expect(textOf(plain)).not.toContain('contact hours');
  });

  test('does not exist for strangers, for signed-out callers, or at another address', async () => {
    const stranger = await newLearner(world.db);
    const owner = await newMember();
    const answers = await Promise.all([
      preview(stranger),
      preview(null),
      preview(owner, '', 'no-such-institute'),
      preview(owner, '', 'Not%00a%20slug'),
      preview(stranger, '?design=NONE'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });

  test.each(['?design=BAROQUE', '?design=', '?design=QUIET&design=MODERN', '?design=constructor'])(
    'of %s is refused with the designs there are',
    async (query) => {
      const response = await preview(await newMember(), query);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('CLASSIC, MODERN, QUIET');
    },
  );

  test('leaves nothing behind', async () => {
    await preview(await newMember());
    expect(await world.db.select().from(documents)).toEqual([]);
    expect(await world.db.select().from(certificates)).toEqual([]);
    expect(await world.db.execute(sql`select id from pgboss.job where name = 'certificate-issued'`)).toHaveLength(0);
  });

  test('is drawn so often and no oftener; later again', async () => {
    const owner = await newMember();
    const statuses: number[] = [];
    for (let count = 0; count < 61; count++) statuses.push((await preview(owner)).status);
    expect(new Set(statuses.slice(0, 60))).toEqual(new Set([200]));
    const refused = await preview(owner);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await preview(await newMember())).status).toBe(200);
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await preview(owner)).status).toBe(200);
  });
});

test('its facts are a specimen’s, with a number that leads nowhere, in the organization’s own look', async () => {
  const asked = { design: null, publicUrl: 'https://attune.example.org', now };
  const facts = previewFacts(organization, asked);
  expect(parseFacts(facts)).toEqual({ ok: true, facts });
  const accredited = previewFacts(organization, { ...asked, accredited: true });
  expect(parseFacts(accredited)).toEqual({ ok: true, facts: accredited });
  expect(facts).toMatchObject({
    specimen: true,
    number: '00000-00000-00000-00000',
    organization: { legalName: organization.legalName },
    look: { design: 'CLASSIC', primaryColor: '#1d5c63', logoSha256: organization.logoSha256 },
  });
  expect(previewFacts(organization, { ...asked, design: 'QUIET' }).look?.design).toBe('QUIET');
  expect(previewFacts({ ...organization, signatoryName: null }, asked).signatory).toBeNull();
  const [known] = await world.db.select().from(organizations).where(eq(organizations.id, organization.id));
  expect(known).toEqual(organization);
});
