import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { type ExecutionResult, graphql } from 'graphql';
import { connect, type Pool } from '../../drizzle/client.ts';
import { openVault } from '../../drizzle/encryption.ts';
import { courses } from '../../drizzle/schema.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import { systemAct } from '../../schema/act.ts';
import type { Context } from '../../schema/context.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { schema } from '../../schema/graphql/index.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganization, samplePackage } from '../support/samplePackage.ts';

const now = new Date('2026-11-22T09:00:00Z');
const slugs = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];
let database: TestDatabase;
let pool: Pool;
const statements: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { onStatement: (text) => statements.push(text) });
  await importOrganization(pool.db, systemAct(now), { organization: sampleOrganization() });
  for (const slug of [...slugs, 'retired']) {
    const pack = samplePackage();
    // They have the same texts, and one of them says that it continues another.
    const continues = slug === 'charlie' ? 'bravo' : undefined;
    await importCourse(pool.db, systemAct(now), { package: { ...pack, course: { ...pack.course, slug, continues } } });
  }
  await pool.db.update(courses).set({ retiredAt: now }).where(eq(courses.slug, 'retired'));
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

/** Any field of an answer; the assertions say what it must be. */
type Answer = ExecutionResult<Record<string, unknown>>;
const ask = async (
  source: string,
  variableValues: Record<string, unknown> = {},
  { studySpeed = 1 } = {},
): Promise<Answer> => {
  const contextValue: Context = {
    db: pool.db,
    viewer: null,
    now,
    requestId: 'test',
    client: { ipAddress: null, userAgent: null },
    vault: openVault('a test secret of at least thirty-two characters'),
    settings: { publicUrl: 'http://localhost', studySpeed, zoneData: '2026b' },
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

const everything = `
  slug title subtitle summary notice minimumAge language format level audience objectives { key text }
  limitationsAndRisks commercialSupport references { key citation year doi url }
  basedOn { title author publisher on url note } review { status note reviewedBy on } approvalStatus hoursOfStudy
  studyCalculation { words questions difficulty lowest formulas { name source minutes hours } }
  wordCount version contentHash publishedAt retiredAt
  organization { id slug legalName address timeZone website email fictional grievanceContact accommodationContact
    signatory { name title } policies { kind version effectiveOn text } }
  contributors { role name credentials disclosure disclosedOn }
  modules { id key position title kind objectives { key } wordCount minimumSeconds minimumMinutes }
  quizzes { kind title draw passPercent attempts cooldownHours timeLimitMinutes }
  safetyNotices { country title text phone url checkedOn } errata { key moduleKey versions publishedOn text }
  disclosures { hash items { key title text } }`;

describe('a course', () => {
  test('shows anyone what must be known before enrolling', async () => {
    const { data, errors } = await ask(`{ course(slug: "alpha") { ${everything} } }`);
    expect(errors).toBeUndefined();
    expect(data?.course).toMatchObject({
      title: 'Sample course',
      format: 'SELF_PACED_READING',
      hoursOfStudy: '0.50',
      version: '1.0',
      approvalStatus: expect.stringContaining('No accrediting body has approved this course'),
      review: { status: 'PENDING', note: 'Nobody has reviewed this.' },
      studyCalculation: { lowest: 'NASW', words: 6_501, questions: 5 },
      organization: { legalName: 'Sample Organization (fictional)', fictional: true, policies: { length: 6 } },
      contributors: [{ role: 'AUTHOR', name: 'Ada Example', disclosedOn: '2026-11-01' }],
      modules: [
        { key: 'first', kind: 'READING', objectives: [{ key: 'o1' }], minimumSeconds: 1_080, minimumMinutes: 18 },
        { key: 'film', kind: 'VIDEO', objectives: [{ key: 'o2' }], minimumSeconds: 720, minimumMinutes: 12 },
      ],
      quizzes: [
        { kind: 'PRE_TEST', attempts: 1, cooldownHours: null },
        { kind: 'MODULE_CHECK', attempts: null, timeLimitMinutes: null },
        { kind: 'POST_TEST', draw: 5, passPercent: 80, attempts: 3, cooldownHours: 24, timeLimitMinutes: 60 },
      ],
      safetyNotices: [{ country: 'INTL' }, { country: 'NZ', phone: '1737' }],
    });
  });

  test.each([
    [1, false],
    [600, true],
  ])('says before anybody studies whether study times %d ends in a specimen', async (studySpeed, specimen) => {
    const { data } = await ask('{ course(slug: "alpha") { specimen } }', {}, { studySpeed });
    expect(data).toEqual({ course: { specimen } });
  });

  test('gives the disclosures that an enrollment asks for', async () => {
    const { data } = await ask('{ course(slug: "alpha") { disclosures { hash items { key } } } }');
    const [course] = await pool.db.select().from(courses).where(eq(courses.slug, 'alpha'));
    const current = course && (await currentDisclosures(pool.db, course.id, now));
    expect(data?.course).toMatchObject({ disclosures: { hash: current?.hash, items: { length: 14 } } });
  });

  test('names the course that it continues, and the oldest of the same content', async () => {
    const { data } = await ask('{ courses { nodes { slug continues { slug } sameContentAs { slug } } } }');
    const alpha = { slug: 'alpha' };
    expect(data?.courses).toMatchObject({
      nodes: [
        { slug: 'alpha', continues: null, sameContentAs: null },
        { slug: 'bravo', continues: null, sameContentAs: alpha },
        { slug: 'charlie', continues: { slug: 'bravo' }, sameContentAs: alpha },
        { slug: 'delta', continues: null, sameContentAs: alpha },
        { slug: 'echo', continues: null, sameContentAs: alpha },
      ],
    });
  });

  test('does not reveal its texts, questions or answers', async () => {
    const printed = JSON.stringify(await ask(`{ courses { nodes { ${everything} } } }`));
    for (const secret of [
      'Two people who calm',
      'Somebody says hello',
      'Which is first',
      'Bark',
      'Because it comes first',
      'What did you notice',
      'media.example.org',
    ])
      expect(printed).not.toContain(secret);
    const type = schema.getType('Module');
    const names = type && 'getFields' in type ? Object.keys(type.getFields()) : [];
    expect(names).not.toEqual(expect.arrayContaining(['body']));
    expect(names).not.toEqual(expect.arrayContaining(['transcript']));
  });

  test.each(['no-such-course', '', 'a\0b', 'Ω', 'x'.repeat(10_000), "'; drop table courses; --"])(
    'of an unknown or hostile slug is null: number %#',
    async (slug) => {
      const query = 'query ($slug: String!) { course(slug: $slug) { slug } organization(slug: $slug) { slug } }';
      expect(await ask(query, { slug })).toEqual({ data: { course: null, organization: null } });
    },
  );

  test('that was retired can still be read, but is not in the catalog', async () => {
    const { data } = await ask('{ course(slug: "retired") { retiredAt } courses { nodes { slug } } }');
    expect(data?.course).toEqual({ retiredAt: now.toISOString() });
    expect(data?.courses).toEqual({ nodes: slugs.map((slug) => ({ slug })) });
  });

  test('its modules and its organization are nodes', async () => {
    const { data } = await ask('{ course(slug: "alpha") { id modules { id } organization { id } } }');
    const course = data?.course as { id: string; modules: { id: string }[]; organization: { id: string } };
    const ids = [course.id, course.organization.id, ...course.modules.map(({ id }) => id)];
    const nodes = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
    expect(nodes.errors).toBeUndefined();
    const typenames = ['Course', 'Organization', 'Module', 'Module'];
    expect(nodes.data?.nodes).toEqual(ids.map((id, index) => ({ __typename: typenames[index], id })));
  });

  test.each(['Course:abc', 'Module:abc', 'Organization:1', 'Course:00000000-0000-4000-8000-000000000000'])(
    'the node %s is null',
    async (plain) => {
      const id = Buffer.from(plain).toString('base64');
      expect(await ask('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ data: { node: null } });
    },
  );
});

describe('the catalog', () => {
  type Page = {
    nodes: { slug: string }[];
    pageInfo: { endCursor: string; startCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
  };
  const page = async (args: string) => {
    const { data, errors } = await ask(
      `{ courses${args} { nodes { slug } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
    );
    expect(errors).toBeUndefined();
    return data?.courses as Page;
  };
  const slugsOf = ({ nodes }: Page) => nodes.map(({ slug }) => slug);

  test('is walked forwards and backwards without a gap', async () => {
    const first = await page('(first: 2)');
    expect(slugsOf(first)).toEqual(['alpha', 'bravo']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page(`(first: 3, after: "${first.pageInfo.endCursor}")`);
    expect(slugsOf(second)).toEqual(['charlie', 'delta', 'echo']);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(slugsOf(await page(`(last: 2, before: "${second.pageInfo.startCursor}")`))).toEqual(['alpha', 'bravo']);
    expect(slugsOf(await page('(last: 2)'))).toEqual(['delta', 'echo']);
  });

  test.each([
    '(first: 101)',
    '(first: -1)',
    '(last: 101)',
    '(first: 1, last: 1)',
    '(after: "nonsense!")',
    '(after: "AAAA")',
    '(before: "")',
  ])('refuses %s and says why', async (args) => {
    const { errors } = await ask(`{ courses${args} { nodes { slug } } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  test('takes as many statements for one course as for five', async () => {
    const count = async (first: number) => {
      await ask(`{ courses(first: ${first}) { nodes { ${everything} } } }`);
      statements.length = 0;
      const { errors } = await ask(`{ courses(first: ${first}) { nodes { ${everything} } } }`);
      expect(errors).toBeUndefined();
      return statements.length;
    };
    // The page; its organizations, policies, contributors, modules, quizzes, notices, errata, open offers; five for the disclosures.
    expect(await count(1)).toBe(14);
    expect(await count(5)).toBe(14);
  });

  test('with organization, modules and contributors takes four', async () => {
    statements.length = 0;
    await ask('{ courses { nodes { title organization { legalName } modules { title } contributors { name } } } }');
    expect(statements).toHaveLength(4);
  });
});

test('everything of these nouns is described', () => {
  for (const name of ['Course', 'Module', 'Organization', 'Policy', 'Disclosures', 'QuizOutline', 'StudyFormula']) {
    const type = schema.getType(name);
    expect([name, type?.description]).toEqual([name, expect.stringMatching(/\w/)]);
    const fields = type && 'getFields' in type ? Object.values(type.getFields()) : [];
    for (const field of fields)
      expect([name, field.name, field.description]).toEqual([name, field.name, expect.stringMatching(/\w/)]);
  }
});
