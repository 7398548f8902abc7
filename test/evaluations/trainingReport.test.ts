import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CourseVersionId, IntensiveId, UserId } from '../../drizzle/ids.ts';
import { courses, evaluationResponses } from '../../drizzle/schema.ts';
import { mixResponses } from '../../schema/evaluations/operations.ts';
import { AFTER, attendedCredit, creditedTraining, WHOLE } from '../support/attendedCredit.ts';
import { openTraining } from '../support/attending.ts';
import { couplesDraft, createDraft, type Events, openEvents, trainingDraft } from '../support/intensives.ts';
import { anotherOrganization, member } from '../support/issued.ts';
import { askAs } from '../support/quizPages.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
let place: Awaited<ReturnType<typeof creditedTraining>>;
let versionId: CourseVersionId;
let other: Awaited<ReturnType<typeof openTraining>>;
beforeAll(async () => {
  events = await openEvents();
  place = await creditedTraining(events);
  const changes = { courseSlug: 'live-course', registrationOpensAt: '2026-01-01T08:00:00.000Z' };
  other = await openTraining(events, changes);
  const [course] = await events.world.db.select().from(courses).where(eq(courses.id, place.courseId));
  if (course?.currentVersionId == null) throw new Error('no version');
  versionId = course.currentVersionId;
});
afterAll(() => events.world.close());

const { finisher } = attendedCredit(
  () => events,
  () => place,
);

type Item = { item: { key: string }; answers: number | null; average: number | null; texts: string[] };
const EVALUATION = `query ($id: ID!) { node(id: $id) { ... on Intensive { evaluation {
  item { key } answers average options { option answers } texts } } } }`;
const TOTAL = '{ evaluationReport(courseSlug: "live-course") { items { item { key } answers average texts } } }';
const read = async (id: string, as: UserId | null, now: string) => {
  const answer = await askAs(events.world.db, as, new Date(now))(EVALUATION, { id });
  const { data, errors } = JSON.parse(JSON.stringify(answer)) as {
    data: { node: { evaluation: Item[] | null } | null };
    errors?: object[];
  };
  const code = (answer.errors?.[0]?.originalError as { code?: string } | undefined)?.code;
  return { items: data.node?.evaluation ?? null, code, errors };
};
const overall = async (id: string, now: string) => {
  const items = (await read(id, events.owner, now)).items ?? [];
  return items.find(({ item }) => item.key === 'item:overall')?.answers ?? null;
};
const total = async (now: string) => {
  const { data } = await events.ask(events.owner, TOTAL, {}, new Date(now));
  const [version] = data.evaluationReport as { items: Item[] }[];
  return version?.items.find(({ item }) => item.key === 'item:overall')?.answers ?? null;
};

const add = (intensiveId: IntensiveId | null, month: string, many: number) =>
  events.world.db.insert(evaluationResponses).values(
    Array.from({ length: many }, (_, at) => ({
      ...{ versionId, intensiveId, purpose: 'CREDIT' as const, month },
      answers: [
        { itemKey: 'item:overall', scale: 3 },
        { itemKey: 'item:remark', text: `${month} ${at}` },
      ],
    })),
  );

test('real answers to a training are its report a month later, and those of a smaller one show nowhere', async () => {
  for (let person = 0; person < 5; person += 1) await finisher(WHOLE);
  await add(other.intensiveId, '2027-03-01', 3);
  expect(await overall(place.training.globalId, AFTER.toISOString())).toBeNull();
  const april = '2027-04-05T12:00:00Z';
  const shown = (await read(place.training.globalId, events.owner, april)).items ?? [];
  expect(shown.find(({ item }) => item.key === 'item:overall')).toMatchObject({ answers: 5, average: 3 });
  expect(shown.find(({ item }) => item.key === 'item:remark')).toMatchObject({ answers: null, texts: [] });
  expect([await overall(other.globalId, april), await total(april)]).toEqual([null, 5]);
  await mixResponses(events.world.db);
  expect([await overall(place.training.globalId, april), await total(april)]).toEqual([5, 5]);
});

test('two that come later are shown with the three in time, and later ones in neither report until they are five', async () => {
  await add(other.intensiveId, '2027-05-01', 2);
  await add(place.training.intensiveId, '2027-06-01', 1);
  const [june, july, october] = ['2027-06-05', '2027-07-05', '2027-10-05'].map((day) => `${day}T12:00:00Z`) as [
    string,
    string,
    string,
  ];
  expect([await overall(other.globalId, june), await total(june)]).toEqual([5, 10]);
  for (const later of [july, october])
    expect([await overall(place.training.globalId, later), await total(later)]).toEqual([5, 10]);
  // What others left joins them in the report of the version, and in none of a training.
  await add(other.intensiveId, '2027-07-01', 4);
  expect([await overall(other.globalId, october), await overall(place.training.globalId, october)]).toEqual([5, 5]);
  expect(await total(october)).toBe(15);
  await add(null, '2027-07-01', 4);
  expect(await total('2028-10-05T12:00:00Z')).toBe(15);
});

describe('is read', () => {
  const now = '2027-04-05T12:00:00Z';
  const codeFor = async (as: UserId | null, id = place.training.globalId) => (await read(id, as, now)).code;

  test('by owners and organizers', async () => {
    expect(await codeFor(events.owner)).toBeUndefined();
    expect(await codeFor(await member(events.world, 'ORGANIZER', events.organizationId))).toBeUndefined();
    for (const role of ['INSTRUCTOR', 'AUDITOR'] as const)
      expect(await codeFor(await member(events.world, role, events.organizationId))).toBe('FORBIDDEN');
  });

  test('and exists for nobody else', async () => {
    const elsewhere = await member(events.world, 'OWNER', await anotherOrganization(events.world));
    for (const who of [elsewhere, await newLearner(events.world.db)]) expect(await codeFor(who)).toBe('NOT_FOUND');
    expect(await read(place.training.globalId, null, now)).toMatchObject({ items: null, errors: [{}] });
  });

  test('of trainings only, drafts too', async () => {
    const { intensive: couples } = await createDraft(events, 'two-by-two', couplesDraft(await events.tax()));
    expect(await codeFor(events.owner, couples.id)).toBe('NOT_FOUND');
    const { intensive: draft } = await createDraft(events, 'not-yet', trainingDraft(await events.tax()));
    const { items } = await read(draft.id, events.owner, now);
    expect(items?.length).toBeGreaterThan(0);
    expect(items?.every(({ answers }) => answers === null)).toBe(true);
  });
});
