import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { contradictions, createCrawler, uncompared } from '../support/crawler.ts';
import { globalId } from '../support/quizPages.ts';
import { consent } from '../support/reflections.ts';
import { day, firstModule, NAME, openThreeRounds, quizOf } from '../support/threeRounds.ts';
import { enrolled, newLearner } from '../support/world.ts';

/** Thousands of questions, one for each way to an object. */
const LONG_MS = 180_000;

type Opened = Awaited<ReturnType<typeof openThreeRounds>>;
let opened: Opened;
let { world, learner, rounds, askAs } = {} as Opened;
beforeAll(async () => {
  opened = await openThreeRounds();
  ({ world, learner, rounds, askAs } = opened);
  await consent(world.db, learner);
});
afterAll(() => opened.close());

const crawl = async (userId: UserId | null) => {
  const crawler = createCrawler(askAs(userId));
  await crawler.from('courses(first: 5)', 'CourseConnection');
  await crawler.from('course(slug: "sample-course")', 'Course');
  await crawler.from('organization(slug: "sample-organization")', 'Organization');
  if (userId !== null) await crawler.from('viewer', 'Viewer');
  await crawler.nodes();
  return crawler;
};

test(
  'law: every (type, id) gives the same facts wherever it appears',
  async () => {
    const crawler = await crawl(learner);
    const kinds = [...crawler.seen.keys()].map((key) => key.split(' ')[0] ?? '');
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(contradictions(crawler.seen)).toEqual([]);
    expect([...new Set(kinds)].sort()).toEqual([
      'AttemptQuestion',
      'Certificate',
      'Course',
      'EnrolledCourse',
      'EnrolledModule',
      'Enrollment',
      'Module',
      'Organization',
      'Quiz',
      'QuizAttempt',
      'QuizOption',
      'Viewer',
    ]);
    expect(count('Enrollment')).toBe(3);
    expect({ modules: count('EnrolledModule'), quizzes: count('Quiz'), courses: count('EnrolledCourse') }).toEqual({
      modules: 6,
      quizzes: 9,
      courses: 3,
    });
    // The viewer and, for most questions, the options can be reached in one way only.
    expect(uncompared(crawler.seen).filter((fact) => !/^(Viewer|QuizOption)\./.test(fact))).toEqual([]);

    const strangers = await crawl(null);
    const merged = new Map([...crawler.seen].map(([key, one]) => [key, [...one, ...(strangers.seen.get(key) ?? [])]]));
    expect(strangers.seen.size).toBeGreaterThan(3);
    // A field whose name begins with “viewer” tells each person their own.
    expect(contradictions(merged).filter((fact) => !/^\S+ \S+ viewer/.test(fact))).toEqual([]);
  },
  LONG_MS,
);

test(
  'law: what a mutation gives back has the facts that a later query shows',
  async () => {
    const crawler = createCrawler(askAs(learner));
    const second = globalId('Enrollment', rounds.second);
    const { data } = await askAs(learner)(
      'query ($id: ID!) { node(id: $id) { ... on Enrollment { modules { id } quizzes { id kind } } } }',
      { id: second },
    );
    const moduleId = data.node.modules[0].id;
    const quizId = data.node.quizzes.find(({ kind }: { kind: string }) => kind === 'PRE_TEST').id;
    const { data: held } = await askAs(learner)('{ viewer { certificates { nodes { id } } } }');
    await crawler.payload('startQuizAttempt', { enrollmentId: second, quizId });
    await crawler.payload('saveReflection', { enrollmentId: second, moduleId, text: 'For myself.' });
    await crawler.payload('claimCredit', { enrollmentId: globalId('Enrollment', rounds.credit), printedName: NAME });
    await crawler.payload('withdrawEnrollment', { enrollmentId: globalId('Enrollment', rounds.personal) });
    await crawler.payload('updateProfile', { legalName: NAME });
    await crawler.payload('shareCertificateName', {
      certificateId: held.viewer.certificates.nodes[0].id,
      shared: false,
    });
    await crawler.from('viewer', 'Viewer');
    await crawler.nodes();
    expect(contradictions(crawler.seen)).toEqual([]);
  },
  LONG_MS,
);

test('the second mutation of a document shows what it changed', async () => {
  const person = await newLearner(world.db);
  await consent(world.db, person);
  const enrollmentId = await enrolled(world, person, { now: day(11) });
  const moduleId = globalId('Module', await firstModule(world, enrollmentId));
  const id = globalId('Enrollment', enrollmentId);
  const shown = 'enrollment { id withdrawnAt nextModule { id reflection } }';
  const both = `mutation ($first: SaveReflectionInput!, $second: SaveReflectionInput!, $last: WithdrawEnrollmentInput!) {
    first: saveReflection(input: $first) { ... on SaveReflectionPayload { ${shown} } }
    second: saveReflection(input: $second) { ... on SaveReflectionPayload { ${shown} } }
    last: withdrawEnrollment(input: $last) { ... on WithdrawEnrollmentPayload { ${shown} } } }`;
  const write = (text: string, basedOnVersion: number) => ({ enrollmentId: id, moduleId, text, basedOnVersion });
  const variables = { first: write('one', 0), second: write('two', 1), last: { enrollmentId: id } };
  const { data } = await askAs(person)(both, variables);
  expect(data.first.enrollment).toMatchObject({ withdrawnAt: null, nextModule: { reflection: 'one' } });
  expect(data.second.enrollment).toMatchObject({ withdrawnAt: null, nextModule: { reflection: 'two' } });
  expect(data.last.enrollment.withdrawnAt).not.toBeNull();
});

test('law: an object has one cursor, whatever page shows it', async () => {
  const cursors = new Map<string, Set<string>>();
  for (const args of ['first: 100', 'first: 1', 'last: 2', 'last: 1', 'first: 2']) {
    const { data } = await askAs(learner)(`{ viewer { enrollments(${args}) { edges { cursor node { id } } } } }`);
    for (const { cursor, node } of data.viewer.enrollments.edges)
      cursors.set(node.id, (cursors.get(node.id) ?? new Set()).add(cursor));
  }
  expect([...cursors.values()].map((known) => known.size)).toEqual([1, 1, 1]);
});

const PARTS = `query ($id: ID!) { node(id: $id) { ... on Enrollment {
  course { id title } modules { id title } nextModule { id } quizzes { id kind moduleId }
  blockers { moduleId ... on PostTestBlocker { quizId } } } } }`;
const partsOf = async (id: EnrollmentId) => (await askAs(learner)(PARTS, { id: globalId('Enrollment', id) })).data.node;
const partIds = async (id: EnrollmentId): Promise<string[]> => {
  const { course, modules, quizzes } = await partsOf(id);
  return [course, ...modules, ...quizzes].map((part: { id: string }) => part.id);
};
const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';

describe('the parts of an enrollment', () => {
  test('have ids that no other enrollment and no published thing has', async () => {
    const lists = [await partIds(rounds.personal), await partIds(rounds.credit), await partIds(rounds.second)];
    const { data } = await askAs(null)('{ course(slug: "sample-course") { id modules { id } } }');
    const published = [data.course.id, ...data.course.modules.map(({ id }: { id: string }) => id)];
    const all = [...lists.flat(), ...published];
    expect(new Set(all).size).toBe(all.length);
  });

  test('name each other by these ids', async () => {
    const { modules, nextModule, quizzes, blockers } = await partsOf(rounds.second);
    const ids = (parts: { id: string }[]) => parts.map(({ id }) => id);
    expect(ids(modules)).toContain(nextModule.id);
    const check = quizzes.find(({ kind }: { kind: string }) => kind === 'MODULE_CHECK');
    expect(check.moduleId).toBe(modules[0].id);
    const named = blockers.flatMap((one: { moduleId: string | null }) => one.moduleId ?? []);
    expect(named.length).toBeGreaterThan(0);
    for (const id of named) expect(ids(modules)).toContain(id);
    const test = blockers.find((one: { quizId?: string }) => one.quizId !== undefined);
    expect(ids(quizzes)).toContain(test.quizId);
    const complete = `mutation ($input: CompleteModuleInput!) { completeModule(input: $input) {
      ... on BlockedError { blockers { moduleId ... on CheckNotPassedBlocker { quizId } } } } }`;
    const input = { enrollmentId: globalId('Enrollment', rounds.second), moduleId: modules[0].id };
    const refused = (await askAs(learner)(complete, { input })).data.completeModule.blockers;
    expect(refused).toEqual([{ moduleId: modules[0].id, quizId: check.id }]);
  });

  test('are found by id by their learner, and by nobody else', async () => {
    const stranger = await newLearner(world.db, 'Sam Other');
    for (const id of await partIds(rounds.credit)) {
      expect((await askAs(learner)(NODE, { id })).data.node).toMatchObject({ id });
      expect(await askAs(stranger)(NODE, { id })).toEqual({ data: { node: null }, codes: [] });
      expect(await askAs(null)(NODE, { id })).toEqual({ data: { node: null }, codes: [] });
    }
  });

  test('cannot be put together from parts of another version, another person, or nothing', async () => {
    const theirs = await enrolled(world, await newLearner(world.db), { now: day(11) });
    const [old, fresh] = [await firstModule(world, rounds.credit), await firstModule(world, rounds.second)];
    const [oldQuiz, freshQuiz] = [
      await quizOf(world, rounds.credit, 'post-test'),
      await quizOf(world, rounds.second, 'post-test'),
    ];
    const forged = [
      globalId('EnrolledModule', `${fresh}.${rounds.credit}`),
      globalId('EnrolledModule', `${old}.${rounds.second}`),
      globalId('EnrolledModule', `${fresh}.${theirs}`),
      globalId('EnrolledModule', fresh),
      globalId('EnrolledModule', `${fresh}.`),
      globalId('EnrolledModule', `.${rounds.second}`),
      globalId('EnrolledModule', `${fresh}.${rounds.second}.${rounds.second}`),
      globalId('EnrolledModule', `${rounds.second}.${fresh}`),
      globalId('Quiz', `${freshQuiz}.${rounds.credit}`),
      globalId('Quiz', `${oldQuiz}.${rounds.second}`),
      globalId('Quiz', `${freshQuiz}.${theirs}`),
      globalId('Quiz', freshQuiz),
      globalId('Quiz', 'x.y'),
      globalId('EnrolledCourse', `${world.courseId}.${theirs}`),
      globalId('EnrolledCourse', `${old}.${rounds.credit}`),
      globalId('EnrolledCourse', world.courseId),
    ];
    for (const id of forged) expect(await askAs(learner)(NODE, { id })).toEqual({ data: { node: null }, codes: [] });
    const { data } = await askAs(learner)('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: forged });
    expect(data.nodes).toEqual(forged.map(() => null));
  });
});

describe('inputs', () => {
  const code = async (mutation: string, input: Record<string, unknown>) => {
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const query = `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { __typename ... on Error { code } } }`;
    const { data } = await askAs(learner)(query, { input });
    return data[mutation].code ?? data[mutation].__typename;
  };
  const enrollmentId = () => globalId('Enrollment', rounds.second);
  const written = async (id: string): Promise<number> =>
    (await askAs(learner)('query ($id: ID!) { node(id: $id) { ... on EnrolledModule { reflectionVersion } } }', { id }))
      .data.node.reflectionVersion;

  test('take a module by its id in the enrollment and by its published id, but by no other enrollment’s', async () => {
    const module = await firstModule(world, rounds.second);
    const own = globalId('EnrolledModule', `${module}.${rounds.second}`);
    const [foreign] = (await partsOf(rounds.credit)).modules;
    const mixed = globalId('EnrolledModule', `${module}.${rounds.credit}`);
    const verbs: [string, Record<string, unknown>, string][] = [
      ['completeModule', {}, 'BLOCKED'],
      ['saveReflection', { text: 'x' }, 'SaveReflectionPayload'],
      ['recordModuleActivity', { activity: 'START', positionPermille: 0 }, 'RecordModuleActivityPayload'],
    ];
    for (const [verb, facts, done] of verbs) {
      const rest = verb === 'saveReflection' ? { ...facts, basedOnVersion: await written(own) } : facts;
      for (const [later, moduleId] of [own, globalId('Module', module)].entries()) {
        const seen = 'basedOnVersion' in rest ? { basedOnVersion: Number(rest.basedOnVersion) + later } : {};
        expect({ verb, code: await code(verb, { enrollmentId: enrollmentId(), moduleId, ...rest, ...seen }) }).toEqual({
          verb,
          code: done,
        });
      }
      for (const moduleId of [foreign.id, mixed, globalId('EnrolledModule', module), globalId('Quiz', module)])
        expect({ verb, code: await code(verb, { enrollmentId: enrollmentId(), moduleId, ...rest }) }).toEqual({
          verb,
          code: 'NOT_FOUND',
        });
    }
  });

  test('take a quiz by its id in the enrollment and by its published id, but by no other enrollment’s', async () => {
    const quiz = await quizOf(world, rounds.second, 'pre-test');
    const own = globalId('Quiz', `${quiz}.${rounds.second}`);
    for (const quizId of [own, globalId('Quiz', quiz)])
      expect(await code('startQuizAttempt', { enrollmentId: enrollmentId(), quizId })).toBe('StartQuizAttemptPayload');
    for (const quizId of [globalId('Quiz', `${quiz}.${rounds.credit}`), globalId('Module', quiz)])
      expect(await code('startQuizAttempt', { enrollmentId: enrollmentId(), quizId })).toBe('NOT_FOUND');
  });

  test('take the course of an enrollment as the course to enroll in', async () => {
    const { course } = await partsOf(rounds.credit);
    const { data } = await askAs(null)('{ course(slug: "sample-course") { id disclosures { hash } } }');
    for (const courseId of [course.id, data.course.id])
      expect(
        await code('enroll', {
          courseId,
          purpose: 'CREDIT',
          acceptedDisclosuresHash: data.course.disclosures.hash,
          adult: true,
        }),
      ).toBe('EnrollPayload');
  });
});
