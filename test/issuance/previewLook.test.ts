import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { organizationImages } from '../../drizzle/schema.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { type OrganizationRow, organizationBySlug } from '../../schema/organizations/queries.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { anotherOrganization, member } from '../support/issued.ts';
import { shaOf } from '../support/looks.ts';
import { plainPng } from '../support/pngs.ts';
import { openWorld, type World } from '../support/world.ts';

const { query } = readExample('PreviewCertificateLook');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let row: OrganizationRow;
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer });
  const found = await organizationBySlug(world.db, 'sample-institute');
  if (found === null) throw new Error('there is no sample institute');
  row = found;
  owner = await member(world, 'OWNER');
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

type Preview = { form?: string; base64?: string; code?: string; message?: string; fields?: { path: string }[] };
const preview = async (input: object, userId: UserId | null = owner): Promise<Preview> => {
  const variables = { input: { organizationId: encodeGlobalID('Organization', row.id), ...input } };
  const { body } = await app.graphql(query, variables, userId === null ? {} : { 'x-test-user': userId });
  if (body.errors !== undefined) return { code: String(body.errors[0]?.extensions?.code) };
  return (body.data as { previewCertificateLook: Preview }).previewCertificateLook;
};
const bytesOf = ({ base64 = '' }: Preview) => Buffer.from(base64, 'base64');
const stored = () => organizationBySlug(world.db, 'sample-institute');

describe('a preview of what is not saved', () => {
  test('is a picture in the colors asked for, and stores nothing', async () => {
    const drawn = await preview({ design: 'MODERN', primaryColor: '#123456' });
    expect(drawn.form).toBe('SVG');
    const svg = bytesOf(drawn).toString();
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('#123456');
    expect(await stored()).toEqual(row);
  });

  test('is a PDF with a new signatory and a logo that was just chosen, marked and without a number', async () => {
    const logo = plainPng(30, 20, [1, 2, 3]).toString('base64');
    const input = {
      form: 'PDF',
      logoPng: logo,
      signatoryName: 'Kim Example',
      signatoryTitle: 'Dean',
      accredited: true,
    };
    const text = textOf(readPdf(bytesOf(await preview(input))));
    for (const part of ['PREVIEW', 'Kim Example', 'Sample Accrediting Body', 'not issued'])
      expect(text).toContain(part);
    const kept = eq(organizationImages.sha256, shaOf(plainPng(30, 20, [1, 2, 3])));
    expect(await world.db.$count(organizationImages, kept)).toBe(0);
  });

  test('names what is wrong with it', async () => {
    expect(await preview({ primaryColor: '#dddddd' })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'primaryColor' }],
    });
    expect(await preview({ logoPng: 'AAAA' })).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'logoPng' }] });
    expect(await preview({ signatoryName: null })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test.each(MEMBER_ROLES)('is for everyone with a role: %s', async (role) => {
    expect((await preview({}, await member(world, role))).form).toBe('SVG');
  });

  test('is for nobody else', async () => {
    const outsider = await member(world, 'OWNER', await anotherOrganization(world));
    expect([(await preview({}, outsider)).code, (await preview({}, null)).code]).toEqual([
      'NOT_FOUND',
      'UNAUTHENTICATED',
    ]);
  });

  test('is drawn so often and not more', async () => {
    const reader = await member(world, 'ORGANIZER');
    for (let at = 0; at < 120; at += 1) await preview({ signatoryName: null }, reader);
    expect(await preview({}, reader)).toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('asks to come back while too many documents wait', async () => {
    const { PressUnavailable } = await import('../../server/documents/press.ts');
    const press = { ...world.issuer.press, picture: () => Promise.reject(new PressUnavailable('Too many.')) };
    const busy = await startTestApp(world.pool, { issuer: { ...world.issuer, press } });
    try {
      const variables = { input: { organizationId: encodeGlobalID('Organization', row.id) } };
      const { body } = await busy.graphql(query, variables, { 'x-test-user': owner });
      expect(body.data).toMatchObject({ previewCertificateLook: { code: 'DRAWING_BUSY' } });
    } finally {
      await busy.stop();
    }
  });
});

describe('an image that certificates print', () => {
  const LOOK = '{ organization(slug: "sample-institute") { certificateLook { logo { url sha256 } } } }';
  const get = (path: string, userId: UserId | null) =>
    fetch(`${app.url}${path}`, { headers: userId === null ? {} : { 'x-test-user': userId } });

  test('is shown to members, and to nobody else', async () => {
    const { body } = await app.graphql(LOOK, {}, { 'x-test-user': owner });
    const { logo } = (body.data as { organization: { certificateLook: { logo: { url: string; sha256: string } } } })
      .organization.certificateLook;
    const { pathname } = new URL(logo.url);
    for (const role of MEMBER_ROLES) {
      const answer = await get(pathname, await member(world, role));
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(shaOf(Buffer.from(await answer.arrayBuffer()))).toBe(logo.sha256);
    }
    const outsider = await member(world, 'OWNER', await anotherOrganization(world));
    for (const [path, userId] of [
      [pathname, null],
      [pathname, outsider],
      [pathname.replace(/[0-9a-f]{64}/, '0'.repeat(64)), owner],
      [pathname.replace('.png', ''), owner],
      [pathname.replace('sample-institute', 'nowhere'), owner],
    ] as const)
      expect((await get(path, userId)).status).toBe(404);
  });
});
