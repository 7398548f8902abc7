import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { users } from '../../drizzle/schema.ts';
import { countAct, forgetActs } from '../../schema/accounts/operations.ts';
import { isCountry, namedTimeZone, withinLimit } from '../../schema/accounts/rules.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

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

const newUser = async (email: string): Promise<UserId> => {
  const [user] = await pool.db.insert(users).values({ email, emailVerified: true }).returning();
  if (!user) throw new Error('No user was made.');
  return user.id;
};

const run = async (userId: UserId | null, source: string, variableValues: Record<string, unknown> = {}) => {
  // Accounts read the database, the viewer and the time; the rest of the context belongs to other nouns.
  const contextValue = {
    db: pool.db,
    viewer: userId && { userId, sessionId: null, signedInBy: 'EMAIL_CODE' },
    now: new Date('2026-11-22T09:00:00Z'),
    requestId: randomBytes(4).toString('hex'),
  } as unknown as Context;
  return JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue })));
};

const ME = '{ viewer { id email profile { legalName country timeZone profession } } }';
const UPDATE = `mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    __typename
    ... on UpdateProfilePayload { viewer { profile { legalName country timeZone profession } } }
    ... on Error { code message }
    ... on NameUndrawableError { characters }
    ... on InvalidInputError { fields { path message } }
  }
}`;

describe('the viewer', () => {
  test('without a session the viewer is null, with a reason', async () => {
    for (const source of [ME, 'mutation { updateProfile(input: { country: "NZ" }) { __typename } }']) {
      const answer = await run(null, source);
      expect(Object.values(answer.data)).toEqual([null]);
      expect(answer.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  test('reads their own address and profile with one statement', async () => {
    const userId = await newUser('ana@example.org');
    await run(userId, ME);
    statements.length = 0;
    const { data } = await run(userId, ME);
    expect(statements).toHaveLength(1);
    expect(Buffer.from(data.viewer.id, 'base64').toString()).toBe(`User:${userId}`);
    expect(data.viewer.email).toBe('ana@example.org');
    expect(data.viewer.profile).toEqual({ legalName: null, country: null, timeZone: null, profession: null });
  });
});

describe('updateProfile', () => {
  test('changes what is named and leaves the rest', async () => {
    const userId = await newUser('ben@example.org');
    const first = await run(userId, UPDATE, {
      input: { legalName: '  Zoë  Ångström-Παπαδοπούλου ', country: 'NZ', timeZone: 'pacific/auckland' },
    });
    expect(first.data.updateProfile.viewer.profile).toEqual({
      legalName: 'Zoë Ångström-Παπαδοπούλου',
      country: 'NZ',
      timeZone: 'Pacific/Auckland',
      profession: null,
    });
    const second = await run(userId, UPDATE, { input: { profession: 'PSYCHOTHERAPIST', country: null } });
    expect(second.data.updateProfile.viewer.profile).toEqual({
      legalName: 'Zoë Ångström-Παπαδοπούλου',
      country: null,
      timeZone: 'Pacific/Auckland',
      profession: 'PSYCHOTHERAPIST',
    });
  });

  test('each change of one request shows what is stored after it', async () => {
    const userId = await newUser('cleo@example.org');
    const change = (name: string) =>
      `updateProfile(input: { legalName: "${name}" }) { ... on UpdateProfilePayload { viewer { profile { legalName } } } }`;
    const { data } = await run(userId, `mutation { first: ${change('One')} second: ${change('Two')} }`);
    expect(data).toEqual({
      first: { viewer: { profile: { legalName: 'One' } } },
      second: { viewer: { profile: { legalName: 'Two' } } },
    });
  });

  test('touches nobody else', async () => {
    const [one, other] = [await newUser('one@example.org'), await newUser('other@example.org')];
    await run(one, UPDATE, { input: { legalName: 'One' } });
    expect((await run(other, ME)).data.viewer.profile.legalName).toBeNull();
  });

  test('a name that the certificate cannot print is refused with its characters', async () => {
    const userId = await newUser('kanji@example.org');
    const { data } = await run(userId, UPDATE, { input: { legalName: 'Mia 山田' } });
    expect(data.updateProfile).toMatchObject({ __typename: 'NameUndrawableError', code: 'NAME_UNDRAWABLE' });
    expect(data.updateProfile.characters).toEqual(['山', '田']);
    expect((await run(userId, ME)).data.viewer.profile.legalName).toBeNull();
  });

  test.each([
    [{ legalName: '' }, 'legalName'],
    [{ legalName: 'x'.repeat(121) }, 'legalName'],
    [{ legalName: 'x'.repeat(10_000) }, 'legalName'],
    [{ legalName: 'Ana\u0000' }, 'legalName'],
    [{ legalName: '<img src=x onerror=alert(1)>' }, 'legalName'],
    [{ legalName: 'Ana > Ben' }, 'legalName'],
    [{ legalName: 'Ana\nBen' }, 'legalName'],
    [{ legalName: 'Ana \u202e neB' }, 'legalName'],
    [{ legalName: 'Ana \ud800' }, 'legalName'],
    [{ country: 'nz' }, 'country'],
    [{ country: 'ZZ' }, 'country'],
    [{ country: 'NZL' }, 'country'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '+05:00' }, 'timeZone'],
    [{ timeZone: '' }, 'timeZone'],
    [{}, 'input'],
  ])('%j is a typed error and changes nothing', async (input, field) => {
    const userId = await newUser(`${randomBytes(6).toString('hex')}@example.org`);
    const { data, errors } = await run(userId, UPDATE, { input });
    expect(errors).toBeUndefined();
    expect(data.updateProfile.__typename).toBe('InvalidInputError');
    expect(data.updateProfile.fields.map(({ path }: { path: string }) => path)).toEqual([field]);
  });
});

describe('rules', () => {
  test('countries and time zones', () => {
    expect(['NZ', 'GB', 'AX'].every(isCountry)).toBe(true);
    expect(['UK', 'EU', 'XX', 'nz', ''].some(isCountry)).toBe(false);
    expect(namedTimeZone('UTC')).toBe('UTC');
    expect(namedTimeZone('Etc/GMT+5')).toBe('Etc/GMT+5');
    expect([namedTimeZone('GMT+5'), namedTimeZone('x'), namedTimeZone('__proto__')]).toEqual([null, null, null]);
  });

  test('acts are counted exactly, also at once, in a window that opens with the first', async () => {
    const now = new Date('2026-11-22T09:00:00Z');
    const limit = { max: 5, seconds: 60 };
    const act = (seconds: number) =>
      countAct(pool.db, { key: 'k', seconds: 60, now: new Date(now.getTime() + seconds * 1000) });
    const all = await Promise.all(Array.from({ length: 40 }, () => act(0)));
    expect(all.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    expect(all.filter((counted) => withinLimit(counted, limit).ok)).toHaveLength(5);
    expect(withinLimit(await act(59), limit)).toEqual({
      ok: false,
      because: 'RATE_LIMITED',
      retryAt: new Date('2026-11-22T09:01:00Z'),
    });
    expect((await act(60)).count).toBe(1);
    await forgetActs(pool.db, ['k']);
    expect((await act(61)).count).toBe(1);
  });
});
