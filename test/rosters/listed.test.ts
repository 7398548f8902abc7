import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { openVault } from '../../drizzle/encryption.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents, certificateNameWords, certificates } from '../../drizzle/schema.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { systemAct } from '../../schema/act.ts';
import { hashNames } from '../../schema/issuance/operations/nameWords.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { anotherOrganization, issued, member, ownersVerbs, rowOf } from '../support/issued.ts';
import { openWorld, type World } from '../support/world.ts';

const { query } = readExample('IssuedCertificates');
const SLUG = 'sample-institute';
const now = new Date('2026-11-30T09:00:00Z');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  owner = await member(world, 'OWNER');
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const hashAll = (vault = world.vault) => hashNames.run({ db: world.db, vault, clock: () => new Date() }, {});
const named = async (learnerName: string, more: Parameters<typeof issued>[1] = {}) => {
  const made = await issued(world, { ...more, facts: { learnerName, ...more?.facts } });
  await hashAll();
  return made;
};
type Filter = { text?: string; status?: string };
type Page = {
  totalCount: number;
  nodes: { printedName: string | null; certificate: { number: string; status: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
};
const ask = (userId: UserId | null, filter: Filter | null, variables: object = {}, document = query) =>
  app.graphql(document, { slug: SLUG, filter, ...variables }, userId === null ? {} : { 'x-test-user': userId });
const list = async (filter: Filter | null, userId = owner): Promise<Page> => {
  const { body } = await ask(userId, filter);
  expect(body.errors).toBeUndefined();
  return (body.data as { organization: { certificates: Page } }).organization.certificates;
};
const numbers = async (filter: Filter, userId = owner) =>
  (await list(filter, userId)).nodes.map(({ certificate }) => certificate.number);

describe('by name', () => {
  test('every spelling that people type finds it, in any order of whole words', async () => {
    const { number } = await named('María José O’Brien-Łukasz');
    const spellings = ['maría', 'MARIA jose', 'obrien-lukasz', 'Obrien', "o'brien", 'lukasz  Maria', 'josé maría'];
    for (const text of [...spellings, 'mariajose obrienlukasz', 'María José O’Brien-Łukasz'])
      expect([text, await numbers({ text })]).toEqual([text, [number]]);
    for (const text of ['mari', 'maria smith', 'lukas', '%', 'maria%smith'])
      expect([text, await numbers({ text })]).toEqual([text, []]);
  });

  test('a name that is written without spaces, and one of letters that nobody folds', async () => {
    const [{ number: wang }, { number: anne }] = [await named('王小明'), await named('Anne Marie Vogel')];
    expect(await numbers({ text: '王小明' })).toEqual([wang]);
    expect(await numbers({ text: 'annemarie vogel' })).toEqual([anne]);
  });

  test('no other organization finds it, and the same word of two organizations is stored differently', async () => {
    const other: OrganizationId = await anotherOrganization(world);
    const { id: here } = await named('Quill Twofold');
    const { id: there } = await named('Quill Twofold', { row: { organizationId: other } });
    expect((await list({ text: 'twofold' })).totalCount).toBe(1);
    const words = async (id: typeof here) =>
      (await world.db.select().from(certificateNameWords).where(eq(certificateNameWords.certificateId, id))).map(
        ({ word }) => word.toString('hex'),
      );
    const [ours, theirs] = [await words(here), await words(there)];
    expect(ours).toHaveLength(3);
    expect(theirs.filter((word) => ours.includes(word))).toEqual([]);
  });

  test('pages go on where they ended, and the count is of all', async () => {
    for (let at = 0; at < 5; at += 1) await named(`Pagea ${'abcde'[at]}x`);
    const paged = query.replace('first: 50', 'first: 2');
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { body }: Awaited<ReturnType<typeof ask>> = await ask(owner, { text: 'pagea' }, { after }, paged);
      const page = (body.data as { organization: { certificates: Page } }).organization.certificates;
      expect(page.totalCount).toBe(5);
      seen.push(...page.nodes.map(({ printedName }) => printedName ?? ''));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'].map((letter) => `Pagea ${letter}x`));
  });

  test('a corrected name is found at once, and the old one leads to what was replaced', async () => {
    const { number } = await named('Misspeled Person');
    const { successor } = await ownersVerbs(world, owner, now).reissue(number, 'Misspelled Person');
    expect(await numbers({ text: 'misspelled' })).toEqual([successor.number]);
    expect((await list({ text: 'misspeled' })).nodes).toMatchObject([
      { certificate: { number, status: 'SUPERSEDED' } },
    ]);
  });

  test('after erasure no word is left', async () => {
    const { id, number, userId } = await named('Vanished Soul');
    await eraseByOperator(world.db, systemAct(new Date('2040-01-01T00:00:00Z')), { userId, reason: 'A letter asked.' });
    await hashAll();
    expect((await rowOf(world, number)).wrappedDataKey).toBeNull();
    expect(await world.db.$count(certificateNameWords, eq(certificateNameWords.certificateId, id))).toBe(0);
    expect(await numbers({ text: 'vanished' })).toEqual([]);
    expect((await list({ text: number })).nodes).toMatchObject([{ printedName: null }]);
  });

  test('names are hashed anew when the key has changed', async () => {
    const { id } = await named('Keyed Anew');
    const words = () => world.db.select().from(certificateNameWords).where(eq(certificateNameWords.certificateId, id));
    const before = await words();
    const rotated = { ...openVault('another secret of more than 32 characters'), before: world.vault };
    await hashAll(rotated);
    const after = await words();
    expect(after).toHaveLength(before.length);
    expect(after).not.toEqual(before);
    await hashAll();
    expect(await words()).toEqual(before);
  });
});

describe('by number and status', () => {
  test('a whole number in any spelling, and no part of it', async () => {
    const { number } = await named('Numbered One');
    for (const text of [number, number.toLowerCase(), number.replaceAll('-', ' ')])
      expect(await numbers({ text })).toEqual([number]);
    expect(await numbers({ text: number.slice(0, 11) })).toEqual([]);
    expect(await numbers({ text: number, status: 'REVOKED' })).toEqual([]);
  });

  test('each status has its own, and they add up', async () => {
    const standing = { name: 'Statusly' };
    const make = (row: object) => named(`${standing.name} Someone`, { row });
    await make({});
    await make({ expiresAt: new Date('2026-11-29T00:00:00Z') });
    await make({ expiresAt: new Date('2027-11-29T00:00:00Z') });
    await make({ specimen: true });
    const verbs = ownersVerbs(world, owner, now);
    await verbs.revoke((await make({})).number);
    await verbs.reissue((await make({})).number, 'Statusly Somebody');
    const counts: Record<string, number> = {};
    for (const status of ['VALID', 'EXPIRED', 'REVOKED', 'SUPERSEDED', 'SPECIMEN']) {
      const page = await list({ text: standing.name, status });
      expect(new Set(page.nodes.map(({ certificate }) => certificate.status))).toEqual(new Set([status]));
      counts[status] = page.totalCount;
      const whole = await list({ status });
      expect(whole.nodes.every(({ certificate }) => certificate.status === status)).toBe(true);
    }
    expect(counts).toEqual({ VALID: 3, EXPIRED: 1, REVOKED: 1, SUPERSEDED: 1, SPECIMEN: 1 });
    expect((await list({ text: standing.name })).totalCount).toBe(7);
    expect((await list(null)).totalCount).toBe((await world.db.$count(certificates)) - 1);
  });
});

describe('who may', () => {
  test('a stranger and whoever is not signed in learn nothing, and other roles who may', async () => {
    const code = async (userId: UserId | null) => (await ask(userId, null)).body.errors?.[0]?.extensions?.code ?? null;
    const outsider = await member(world, 'OWNER', await anotherOrganization(world));
    expect([await code(null), await code(outsider)]).toEqual(['UNAUTHENTICATED', 'NOT_FOUND']);
    for (const role of MEMBER_ROLES)
      expect([role, await code(await member(world, role))]).toEqual([role, role === 'INSTRUCTOR' ? 'FORBIDDEN' : null]);
    const { body } = await ask(await member(world, 'INSTRUCTOR'), null);
    expect(body.errors?.[0]?.message).toContain('Only an owner or an organizer or an auditor');
  });

  test('an auditor sees none that was taken for personal growth', async () => {
    const { number } = await named('Grown Privately', { facts: { purpose: 'PERSONAL' } });
    const auditor = await member(world, 'AUDITOR');
    for (const text of ['privately', number]) {
      expect(await numbers({ text })).toEqual([number]);
      expect([await numbers({ text }, auditor), (await list({ text }, auditor)).totalCount]).toEqual([[], 0]);
    }
  });

  test('each reading is recorded, and nothing of what was looked for', async () => {
    const reader = await member(world, 'ORGANIZER');
    await list({ text: 'maria', status: 'VALID' }, reader);
    const events = await world.db.select().from(auditEvents).where(eq(auditEvents.actorUserId, reader));
    expect(events).toMatchObject([
      { verb: 'CERTIFICATES_LISTED', actor: 'organizer', details: { by: 'NAME', status: 'VALID', rows: 1 } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/maria/i);
  });

  test('a text that is too long is refused', async () => {
    const { body } = await ask(owner, { text: 'x'.repeat(201) });
    expect(body.errors?.[0]?.extensions?.code).toBe('INVALID_INPUT');
  });
});
