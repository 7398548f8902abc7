import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, graphql, parse } from 'graphql';
import { connect, type Pool } from '../../drizzle/client.ts';
import { openVault } from '../../drizzle/encryption.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import { parseAccreditor } from '../../schema/accreditation/rules/bodyFile.ts';
import { systemAct } from '../../schema/act.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { readBodies } from '../../server/content/bodies.ts';
import { costOf, priceFields } from '../../server/graphql/limits/cost.ts';
import { accreditorFile, accreditorPath, whole } from '../support/bodies.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ROOT } from '../support/sources.ts';

const now = new Date('2026-11-26T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
const statements: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { onStatement: (text) => statements.push(text) });
  const { accreditors, boards } = await readBodies(join(ROOT, 'content'));
  const sample = whole(parseAccreditor(accreditorPath, accreditorFile)).body;
  await loadBodies(pool.db, systemAct(now), { accreditors: [...accreditors, sample], boards });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

type Value = { name: string; value: string; source: object };
type Body = { key: string; values: Value[]; professions: { key: string; values: Value[] }[] };
type Answer = ExecutionResult<{ accreditors?: Body[]; accreditor?: Body | null; boards?: Body[] }>;
/** As somebody who is not signed in. */
const ask = async (source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> => {
  const contextValue: Context = {
    db: pool.db,
    viewer: null,
    now,
    requestId: 'test',
    client: { ipAddress: null, userAgent: null },
    vault: openVault('a test secret of at least thirty-two characters'),
    settings: { publicUrl: 'http://localhost', studySpeed: 1, zoneData: '2026b' },
    legal: [],
    countLookup: async () => null,
    stripe: null,
    stripeSeller: null,
    wordsOfMail: () => ({ subject: '', text: '' }),
    signPdfLink: () => '',
    drawPreview: async () => 'NOT_NOW',
  };
  return (await graphql({ schema, source, variableValues, contextValue })) as Answer;
};

const values = `values(on: $on) { name meaning value from confidence note statedBecause source { title url readOn } }`;
const accreditor = `key name website kind approves jurisdictions professions missing ${values}
  statements(on: $on) { kind text from confidence note source { title } }`;

describe('anyone can read what Attune believes of a body, and from where', () => {
  test('every accreditor in one statement', async () => {
    statements.length = 0;
    const { data, errors } = await ask(`query ($on: Date) { accreditors { ${accreditor} } }`);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    const all = data?.accreditors ?? [];
    expect(all.map(({ key }) => key)).toEqual(all.map(({ key }) => key).sort());
    expect(all.map(({ key }) => key)).toContain('nysed-social-work');
    expect(all.find(({ key }) => key === 'nysed-social-work')).toMatchObject({
      kind: 'ACCREDITS',
      values: expect.arrayContaining([
        expect.objectContaining({ name: 'minutesPerUnit', value: '50', meaning: 'How many minutes one unit takes.' }),
        expect.objectContaining({ name: 'combinedCertificates', value: 'false' }),
      ]),
      missing: expect.arrayContaining(['stepHundredths', 'rounding']),
      statements: [{ kind: 'PROVIDER', text: expect.stringContaining('{organization}') }],
    });
    for (const { values: held } of all)
      for (const { source } of held) expect(source).toMatchObject({ url: expect.stringMatching(/^https?:/) });
    expect(all.find(({ key }) => key === 'plain')).toMatchObject({
      website: null,
      values: [],
      missing: [],
      statements: [],
      approves: [],
    });
  });

  test.each([
    ['2026-10-31', undefined],
    ['2028-02-28', '60'],
    ['2028-02-29', '50'],
    [undefined, '60'],
  ])('on %s, or today', async (on, minutes) => {
    const source = `query ($on: Date) { accreditor(key: "sample-body") { ${accreditor} } }`;
    const { data, errors } = await ask(source, on === undefined ? {} : { on });
    expect(errors).toBeUndefined();
    expect(data?.accreditor?.values.find(({ name }) => name === 'minutesPerUnit')?.value).toBe(minutes);
  });

  test('a body that no file names is null', async () => {
    for (const key of ['nobody', '', '__proto__', 'x'.repeat(10_000)])
      expect(await ask('query ($key: String!) { accreditor(key: $key) { key } }', { key })).toEqual({
        data: { accreditor: null },
      });
  });

  const boards =
    'query ($on: Date, $place: String, $profession: String) { boards(jurisdiction: $place, profession: $profession)';
  test('boards by place and profession', async () => {
    const all = `${boards} { key name website kind jurisdiction professions { key title missing ${values} } } }`;
    const { data, errors } = await ask(all, { place: 'US-NY', profession: 'lcsw' });
    expect(errors).toBeUndefined();
    expect(data?.boards).toMatchObject([{ key: 'ny', kind: 'REGULATES', jurisdiction: 'US-NY' }]);
    const [board] = data?.boards ?? [];
    const social = board?.professions.find(({ key }) => key === 'lcsw');
    expect(social?.values.find(({ name }) => name === 'selfStudyHundredths')?.value).toBe('1200');
    expect(social?.values.find(({ name }) => name === 'accepts')?.value).toBe('[{"accreditor":"nysed-social-work"}]');
    expect((await ask(all, { place: 'US-XX' })).data).toEqual({ boards: [] });
    expect((await ask(all)).data?.boards?.length).toBeGreaterThan(10);
  });

  test('what a board says of associates alone', async () => {
    const source = `${boards} { key professions { key kinds { kind values(on: $on) { name value } } } } }`;
    const { data, errors } = await ask(source, { place: 'US-CA', profession: 'lmft' });
    expect(errors).toBeUndefined();
    const value = expect.stringContaining('"requiredHundredths":300');
    const kinds = [{ kind: 'ASSOCIATE', values: expect.arrayContaining([{ name: 'categories', value }]) }];
    expect(data?.boards).toMatchObject([{ professions: expect.arrayContaining([{ key: 'lmft', kinds }]) }]);
  });

  test('a body that accepts a log does not lack approvals', async () => {
    const { data } = await ask(`${boards} { key kind professions { missing values(on: $on) { name } } } }`, {
      place: 'NZ',
      profession: 'counselor-nzac',
    });
    expect(data?.boards).toMatchObject([{ key: 'nzac', kind: 'LOG_ONLY' }]);
    expect(JSON.stringify(data)).not.toContain('accepts');
  });

  test('all of it can be asked for at once, at about the price of what comes back', async () => {
    priceFields(schema);
    for (const query of [
      `query ($on: Date) { accreditors { ${accreditor} } }`,
      `query ($on: Date) { boards { key name website kind jurisdiction professions { key title missing ${values} } } }`,
    ]) {
      const { cost, faults } = costOf({ schema, document: parse(query), variables: {} });
      expect(faults).toEqual([]);
      const leaves = JSON.stringify((await ask(query)).data).split(',').length;
      expect(cost / leaves).toBeGreaterThan(0.5);
    }
  });
});
