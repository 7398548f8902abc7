import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { eq, sql } from 'drizzle-orm';
import { graphql } from 'graphql';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents, memberships, organizationImages, users } from '../../drizzle/schema.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { systemAct } from '../../schema/act.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { organizationBySlug, roleOf } from '../../schema/organizations/queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { LOOK, organizationWith, shaAt, shaOf } from '../support/looks.ts';
import { plainPng } from '../support/pngs.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
const statements: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { onStatement: (text) => statements.push(text) });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

let people = 0;
const newUser = async (): Promise<UserId> => {
  people += 1;
  const [user] = await pool.db
    .insert(users)
    .values({ email: `member${people}@example.org`, emailVerified: true })
    .returning();
  return user?.id as UserId;
};
const newMember = async (organizationId: OrganizationId, role: (typeof MEMBER_ROLES)[number]): Promise<UserId> => {
  const userId = await newUser();
  await pool.db.insert(memberships).values({ userId, organizationId, role, createdAt: now });
  return userId;
};
const newOrganization = async (slug: string, look = '') =>
  (await importOrganization(pool.db, systemAct(now), { organization: organizationWith(slug, look) })).id;
const globalId = (id: OrganizationId) => encodeGlobalID('Organization', id);

const run = async (userId: UserId | null, source: string, variableValues: Record<string, unknown> = {}) => {
  // What these fields read; the rest of the context belongs to other nouns.
  const contextValue = {
    db: pool.db,
    viewer: userId && { userId, sessionId: null, signedInBy: 'EMAIL_CODE' },
    now,
    requestId: 'a-request',
    settings: { publicUrl: 'https://attune.example.org', studySpeed: 1, zoneData: '2026b' },
  } as unknown as Context;
  return JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue })));
};
const UPDATE = `mutation ($input: UpdateCertificateLookInput!) {
  updateCertificateLook(input: $input) {
    __typename
    ... on UpdateCertificateLookPayload { organization {
      signatory { name title }
      certificateLook { design primaryColor accentColor logo { sha256 width height size } signature { sha256 } } } }
    ... on Error { code message }
    ... on InvalidInputError { fields { path message } }
  }
}`;
const update = async (userId: UserId | null, organizationId: OrganizationId, changes: Record<string, unknown>) =>
  (await run(userId, UPDATE, { input: { organizationId: globalId(organizationId), ...changes } })).data
    ?.updateCertificateLook;
const base64 = (bytes: Buffer) => bytes.toString('base64');

test('a role is known for each pair of person and organization', async () => {
  const [here, there] = [await newOrganization('roles-here'), await newOrganization('roles-there')];
  for (const role of MEMBER_ROLES) {
    const userId = await newMember(here, role);
    expect(await roleOf(pool.db, { userId, organizationId: here })).toBe(role);
    expect(await roleOf(pool.db, { userId, organizationId: there })).toBeNull();
  }
});

describe('updateCertificateLook', () => {
  test('changes given fields, does not change absent fields, removes null fields', async () => {
    const id = await newOrganization('edited', LOOK);
    const owner = await newMember(id, 'OWNER');
    const logo = plainPng(12, 8, [9, 9, 9]);
    expect(await update(owner, id, { design: 'MODERN', accentColor: '#8A5A14', logoPng: base64(logo) })).toEqual({
      __typename: 'UpdateCertificateLookPayload',
      organization: {
        signatory: { name: 'Sam Sample', title: 'Registrar (fictional)' },
        certificateLook: {
          design: 'MODERN',
          primaryColor: '#1c3557',
          accentColor: '#8a5a14',
          logo: { sha256: shaOf(logo), width: 12, height: 8, size: expect.any(Number) },
          signature: { sha256: shaAt('images/signature.png') },
        },
      },
    });
    const emptied = { primaryColor: null, logoPng: null, signatoryName: null, signatoryTitle: null };
    expect(await update(owner, id, emptied)).toMatchObject({
      organization: {
        signatory: null,
        certificateLook: { design: 'MODERN', primaryColor: null, accentColor: '#8a5a14', logo: null },
      },
    });
    // Pictures that were printed before stay.
    const [kept] = await pool.db.execute<{ count: number }>(
      sql`select count(*)::int from organization_images where organization_id = ${id}`,
    );
    expect(kept?.count).toBe(3);
  });

  test('leaves a line in the audit trail, without the name of the signatory', async () => {
    const id = await newOrganization('audited');
    const organizer = await newMember(id, 'ORGANIZER');
    await update(organizer, id, { design: 'QUIET', signatoryName: 'Someone Else', signatoryTitle: 'Dean' });
    const events = await pool.db.select().from(auditEvents).where(eq(auditEvents.objectId, id));
    expect(events).toMatchObject([
      {
        verb: 'CERTIFICATE_LOOK_CHANGED',
        actorUserId: organizer,
        requestId: 'a-request',
        details: { design: 'QUIET', signatory: true },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('Someone');
  });

  test('owners and organizers may; other members learn who may; everyone else gets not found', async () => {
    const [id, other] = [await newOrganization('guarded'), await newOrganization('guarded-other')];
    const design = { design: 'QUIET' };
    for (const [role, answer] of [
      ['OWNER', { __typename: 'UpdateCertificateLookPayload' }],
      ['ORGANIZER', { __typename: 'UpdateCertificateLookPayload' }],
      ['INSTRUCTOR', { code: 'FORBIDDEN' }],
      ['AUDITOR', { code: 'FORBIDDEN' }],
    ] as const)
      expect(await update(await newMember(id, role), id, design)).toMatchObject(answer);
    const stranger = await newMember(other, 'OWNER');
    expect(await update(stranger, id, design)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await update(stranger, 'ffffffff-ffff-4fff-8fff-ffffffffffff' as OrganizationId, design)).toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const organizationId of ['', 'nonsense', encodeGlobalID('Course', id), encodeGlobalID('Organization', 'x')])
      expect(
        (await run(stranger, UPDATE, { input: { organizationId, ...design } })).data.updateCertificateLook,
      ).toMatchObject({ code: 'NOT_FOUND' });
    const nobody = await run(null, UPDATE, { input: { organizationId: globalId(id), ...design } });
    expect(nobody.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test('every fault names its field and changes nothing', async () => {
    const id = await newOrganization('faulty', LOOK);
    const owner = await newMember(id, 'OWNER');
    const before = await organizationBySlug(pool.db, 'faulty');
    const faults: [Record<string, unknown>, string, RegExp][] = [
      [{}, 'input', /at least one field/],
      [{ design: null }, 'design', /Choose one of CLASSIC, MODERN, QUIET/],
      [{ primaryColor: 'red' }, 'primaryColor', /six hexadecimal digits/],
      [{ primaryColor: '#ffffff' }, 'primaryColor', /contrast of 1\.02 on the paper.*4\.5/],
      [{ accentColor: '#999999' }, 'accentColor', /contrast of 2\.7\d/],
      [{ logoPng: '' }, 'logoPng', /an empty file/],
      [{ logoPng: 'not base64!' }, 'logoPng', /base64/],
      [{ logoPng: `data:image/png;base64,${base64(plainPng())}` }, 'logoPng', /data:/],
      [{ logoPng: base64(Buffer.from('<svg/>')) }, 'logoPng', /SVG/],
      [{ signaturePng: base64(plainPng().subarray(0, 30)) }, 'signaturePng', /incomplete/],
      [{ signaturePng: 'A'.repeat(70_004) }, 'signaturePng', /70000 characters of base64, some 50 kB/],
      [{ logoPng: 'A'.repeat(40_000), signaturePng: 'A'.repeat(40_000) }, 'signaturePng', /Both images together/],
      [{ signatoryName: null }, 'signatoryName', /write both, or clear both/],
      [{ signatoryTitle: null }, 'signatoryTitle', /write both, or clear both/],
      [{ signatoryName: '山田' }, 'signatoryName', /cannot print/],
      [{ signatoryName: 'Kim <Dean' }, 'signatoryName', /without < and >/],
      [{ signatoryName: 'a\u0000b' }, 'signatoryName', /control/],
      [{ signatoryTitle: 'x'.repeat(121) }, 'signatoryTitle', /at most 120/],
    ];
    for (const [changes, path, message] of faults) {
      const answer = await update(owner, id, changes);
      expect(answer).toMatchObject({ code: 'INVALID_INPUT' });
      expect(answer.fields[0]).toEqual({ path, message: expect.stringMatching(message) });
    }
    expect(await organizationBySlug(pool.db, 'faulty')).toEqual(before);
  });

  test('fifty at once leave one look whole and one picture', async () => {
    const id = await newOrganization('at-once');
    const owner = await newMember(id, 'OWNER');
    const logoPng = base64(plainPng(5, 5, [7, 7, 7]));
    const colors = ['#1c3557', '#17414a'];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        update(owner, id, { logoPng, primaryColor: colors[at % 2], accentColor: colors[at % 2] }),
      ),
    );
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['UpdateCertificateLookPayload']));
    const row = await organizationBySlug(pool.db, 'at-once');
    expect(row?.primaryColor).toBe(row?.accentColor);
    const images = pool.db.select().from(organizationImages).where(eq(organizationImages.organizationId, id));
    expect(await images).toHaveLength(1);
  });

  test('the number of stored images is limited', async () => {
    const id = await newOrganization('collector');
    const owner = await newMember(id, 'OWNER');
    await pool.db.insert(organizationImages).values(
      Array.from({ length: 200 }, (_, at) => ({
        organizationId: id,
        sha256: at.toString(16).padStart(64, '0'),
        bytes: Buffer.from([at]),
        createdAt: now,
      })),
    );
    expect(await update(owner, id, { logoPng: base64(plainPng()) })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('200 images'),
    });
    expect(await update(owner, id, { design: 'MODERN' })).toMatchObject({ __typename: 'UpdateCertificateLookPayload' });
  });

  test('a stored image can be neither changed nor removed', async () => {
    for (const statement of [
      sql`update organization_images set bytes = 'x'`,
      sql`delete from organization_images`,
      sql`truncate organization_images`,
    ])
      await expect(pool.db.execute(statement)).rejects.toThrow();
  });
});

describe('what anyone may read', () => {
  test('looks of many organizations with one statement for their pictures', async () => {
    const ids = await Promise.all(['seen-a', 'seen-b', 'seen-c'].map((slug) => newOrganization(slug, LOOK)));
    const source = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization {
      slug certificateLook { design logo { width height size sha256 } signature { width } } certificatePreviewUrl } } }`;
    statements.length = 0;
    const { data } = await run(null, source, { ids: ids.map(globalId) });
    expect(statements).toHaveLength(3);
    expect(data.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(['seen-a', 'seen-b', 'seen-c']);
    for (const node of data.nodes)
      expect(node).toMatchObject({
        certificateLook: { design: 'QUIET', logo: { width: 30, height: 20 }, signature: { width: 40 } },
        certificatePreviewUrl: null,
      });
  });

  test('only members get the address of a preview', async () => {
    const id = await newOrganization('previewed', LOOK);
    const source = `{ organization(slug: "previewed") { own: certificatePreviewUrl modern: certificatePreviewUrl(design: MODERN) } }`;
    const at = 'https://attune.example.org/organizations/previewed/certificate-preview.pdf?design=';
    for (const role of MEMBER_ROLES) {
      const { data } = await run(await newMember(id, role), source);
      expect(data.organization).toEqual({ own: `${at}QUIET`, modern: `${at}MODERN` });
    }
    for (const reader of [await newUser(), await newMember(await newOrganization('elsewhere'), 'OWNER'), null])
      expect((await run(reader, source)).data.organization).toEqual({ own: null, modern: null });
  });
});

test('ten changes with an image at once are all recorded', async () => {
  const organizationId = await newOrganization('many-images');
  const owner = await newMember(organizationId, 'OWNER');
  const logoPng = base64(plainPng(100, 100));
  const answers = await Promise.all(Array.from({ length: 10 }, () => update(owner, organizationId, { logoPng })));
  expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['UpdateCertificateLookPayload']));
});
