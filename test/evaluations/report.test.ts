import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { CourseVersionId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { type EvaluationAnswer, evaluationResponses } from '../../drizzle/schema.ts';
import { mixResponses } from '../../schema/evaluations/operations.ts';
import { evaluationForm } from '../../schema/evaluations/queries.ts';
import type { Evaluation } from '../../schema/evaluations/rules.ts';
import { anotherOrganization, member } from '../support/issued.ts';
import { askAs } from '../support/quizPages.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let course: { slug: string; versionId: CourseVersionId; organizationId: OrganizationId; label: string };
let form: Evaluation;
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  const [row] = await world.db.execute<typeof course>(sql`select c.slug, v.id as "versionId", v.label,
    c.organization_id as "organizationId" from courses c join course_versions v on v.id = c.current_version_id`);
  if (row === undefined) throw new Error('no course');
  course = row;
  form = await evaluationForm(world.db, course.versionId);
  owner = await member(world, 'OWNER', course.organizationId);
});
afterAll(() => world.close());

const REPORT = `query ($slug: String!) { evaluationReport(courseSlug: $slug) {
  version items { item { key group kind text } answers average options { option answers } texts } } }`;
type Item = {
  item: { key: string; group: string; kind: string };
  answers: number | null;
  average: number | null;
  options: { option: string; answers: number }[];
  texts: string[];
};
const ask = async (as: UserId | null, now: string, slug = course.slug) => {
  const { data, errors } = await askAs(world.db, as, new Date(now))(REPORT, { slug });
  const code = (errors?.[0]?.originalError as { code?: string } | undefined)?.code;
  return { report: JSON.parse(JSON.stringify(data ?? {})).evaluationReport as { items: Item[] }[] | null, code };
};
const itemsAt = async (now: string) => (await ask(owner, now)).report?.[0]?.items ?? [];

const answersOf = (step: number, words: string): EvaluationAnswer[] =>
  form.items.map(({ key, kind, options }) => {
    if (kind === 'SCALE') return { itemKey: key, scale: step };
    return kind === 'CHOICE'
      ? { itemKey: key, choice: options[1] ?? '' }
      : { itemKey: key, text: `${words} on ${key}` };
  });
const add = (month: string, ...people: [step: number, words: string][]) =>
  world.db.insert(evaluationResponses).values(
    people.map(([step, words]) => ({
      ...{ versionId: course.versionId, purpose: 'CREDIT' as const, profession: 'NURSE' as const, month },
      answers: answersOf(step, words),
    })),
  );

test('shows counts and averages for each objective and presenter, of months that are over, and nothing below five', async () => {
  await add('2027-01-01', [5, 'Ana'], [4, 'Ben'], [4, 'Cleo'], [3, 'Dan']);
  const few = await itemsAt('2027-02-15T12:00:00Z');
  expect(few.map(({ item: { key } }) => key)).toEqual(form.items.map(({ key }) => key));
  expect(
    few.every(
      ({ answers, average, options, texts }) =>
        answers === null && average === null && options.length + texts.length === 0,
    ),
  ).toBe(true);
  await add('2027-02-01', [5, 'Eve']);
  // While the month goes on, one more answer would show itself.
  expect(await itemsAt('2027-02-28T12:00:00Z')).toEqual(few);
  expect(await itemsAt('2027-03-01T12:00:00Z')).toEqual(few);
  const shown = await itemsAt('2027-03-02T12:00:00Z');
  for (const { item, answers, average, options, texts } of shown) {
    expect(answers).toBe(5);
    expect(average).toBe(item.kind === 'SCALE' ? 4.2 : null);
    expect(options.map((one) => one.answers).toSorted()).toEqual(
      item.kind === 'CHOICE' ? options.map((_, at) => (at === options.length - 1 ? 5 : 0)) : [],
    );
    expect(texts.toSorted()).toEqual(
      item.kind === 'TEXT' ? ['Ana', 'Ben', 'Cleo', 'Dan', 'Eve'].map((name) => `${name} on ${item.key}`) : [],
    );
  }
  expect(new Set(shown.map(({ item: { group } }) => group))).toEqual(new Set(['OBJECTIVE', 'PRESENTER', 'COURSE']));
  // One more in March waits for four others.
  await add('2027-03-01', [1, 'Fay']);
  const said = (items: Item[]) => items.map(({ texts, ...item }) => ({ ...item, texts: texts.toSorted() }));
  expect(said(await itemsAt('2027-04-15T12:00:00Z'))).toEqual(said(shown));
  await mixResponses(world.db);
  expect(said(await itemsAt('2027-04-15T12:00:00Z'))).toEqual(said(shown));
  expect(JSON.stringify(shown)).not.toMatch(/NURSE|profession|CREDIT|2027/);
});

test('texts come in another order each time, and of each question in one of its own', async () => {
  const orders = new Set<string>();
  for (let time = 0; time < 12; time += 1)
    for (const { texts } of await itemsAt('2027-03-02T12:00:00Z'))
      if (texts.length > 0) orders.add(texts.map((text) => text.split(' ')[0]).join());
  expect(orders.size).toBeGreaterThan(4);
});

describe('is read', () => {
  const now = '2027-03-02T12:00:00Z';
  const codeFor = async (as: UserId | null, slug?: string) => (await ask(as, now, slug)).code;

  test('by owners and organizers', async () => {
    expect(await codeFor(await member(world, 'ORGANIZER', course.organizationId))).toBeUndefined();
    for (const role of ['INSTRUCTOR', 'AUDITOR'] as const)
      expect(await codeFor(await member(world, role, course.organizationId))).toBe('FORBIDDEN');
  });

  test('and exists for nobody else', async () => {
    const elsewhere = await member(world, 'OWNER', await anotherOrganization(world));
    for (const who of [elsewhere, await newLearner(world.db)]) expect(await codeFor(who)).toBe('NOT_FOUND');
    for (const slug of ['no-such-course', 'NO SLUG', '']) expect(await codeFor(owner, slug)).toBe('NOT_FOUND');
    expect(await ask(null, now)).toMatchObject({ report: null });
  });
});
