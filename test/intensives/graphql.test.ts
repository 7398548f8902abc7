import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { auditEvents, courses, intensivePrices } from '../../drizzle/schema.ts';
import {
  couplesDraft,
  createDraft,
  type Events,
  GAPS,
  NOW,
  openEvents,
  publishedIntensive,
  refunds,
  SAVED,
  type Saved,
  trainingDraft,
} from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
let tax: string;
beforeAll(async () => {
  events = await openEvents();
  tax = await events.tax();
});
afterAll(() => events.world.close());

const PAGE = `query ($slug: String!) { intensive(slug: $slug) {
  id slug kind title statementShows place venue link startsAt endsAt seatsLeft capacity revision publishedAt
  agenda { title kind day wallTime timeZone startsAt minutes instructors { name } }
  price { label amount { amountMinor words } standing } prices { label standing }
  policy { refunds { percent words endsAt } transfers sha256 } changes { kind says answerBy }
  codes { code uses } organization { slug } } }`;
const page = async (slug: string, as: Parameters<Events['ask']>[0] = null, now = NOW) =>
  (await events.ask(as, PAGE, { slug }, now)).data.intensive as Record<string, never> | null;

const UPDATE = `mutation ($input: UpdateIntensiveInput!) { updateIntensive(input: $input) {
  __typename ... on UpdateIntensivePayload { intensive { id revision } } ${SAVED} } }`;
const RESCHEDULE = `mutation ($input: RescheduleIntensiveInput!) { rescheduleIntensive(input: $input) {
  __typename ... on RescheduleIntensivePayload { intensive { id revision } } ${SAVED} } }`;
const save = async (verb: 'updateIntensive' | 'rescheduleIntensive', input: object, as = events.owner) =>
  (await events.ask(as, verb === 'updateIntensive' ? UPDATE : RESCHEDULE, { input })).data[verb] as Saved;

test('an intensive is written, published once, and shown to everybody with its price, deadlines and zones', async () => {
  const draft = await createDraft(events, 'spring-day', trainingDraft(tax));
  expect(draft.intensive).toMatchObject({ slug: 'spring-day', revision: 1, publishedAt: null });
  expect(await page('spring-day')).toBeNull();
  expect(await page('spring-day', events.owner)).not.toBeNull();
  const published = await publishedIntensive(events, 'spring-day-2', trainingDraft(tax));
  expect(published.publishedAt).toBe(NOW.toISOString());
  expect(await page('spring-day-2')).toMatchObject({
    kind: 'TRAINING',
    statementShows: 'Rebuilding trust, live',
    startsAt: '2027-03-12T17:30:00.000Z',
    endsAt: '2027-03-12T20:45:00.000Z',
    seatsLeft: 10,
    venue: null,
    link: null,
    changes: [],
    codes: [],
    agenda: [
      {
        title: 'First part',
        wallTime: '09:30',
        timeZone: 'America/Los_Angeles',
        instructors: [{ name: 'Robin Example' }],
      },
      { title: 'Break', kind: 'BREAK', instructors: [] },
      { title: 'Second part', startsAt: '2027-03-12T19:15:00.000Z' },
    ],
    price: { label: 'Early', amount: { amountMinor: 20_000, words: 'USD 200.00' } },
    policy: {
      refunds: [
        {
          percent: 100,
          words: 'until the end of the day that is 14 calendar days before the start (America/Los_Angeles)',
          endsAt: '2027-02-27T08:00:00.000Z',
        },
        { percent: 50, words: 'until 48 hours before the start', endsAt: '2027-03-10T17:30:00.000Z' },
      ],
      transfers: 'until 24 hours before the start',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
  const later = await page('spring-day-2', null, new Date('2027-02-01T08:00:00Z'));
  expect(later).toMatchObject({ price: { label: 'Full' } });
  const verbs = await events.world.db.select().from(auditEvents).where(eq(auditEvents.objectType, 'Intensive'));
  expect(verbs.map(({ verb }) => verb)).toEqual(['INTENSIVE_CREATED', 'INTENSIVE_CREATED', 'INTENSIVE_PUBLISHED']);
});

test('the page is one prepared statement, whatever stands on it', async () => {
  await publishedIntensive(events, 'counted', trainingDraft(tax));
  expect(await events.world.countStatements(() => page('counted'))).toBe(1);
});

test('members see venue and link; everybody else does not', async () => {
  await publishedIntensive(events, 'hidden-link', trainingDraft(tax));
  const learner = await newLearner(events.world.db);
  expect(await page('hidden-link', learner)).toMatchObject({ link: null });
  expect(await page('hidden-link', events.owner)).toMatchObject({ link: 'https://rooms.example.org/secret-room' });
});

describe('who may', () => {
  test.each([
    ['ORGANIZER', 'CreateIntensivePayload'],
    ['INSTRUCTOR', 'ForbiddenError'],
    ['AUDITOR', 'ForbiddenError'],
  ] as const)('a member as %s gets %s', async (role, answer) => {
    const as = await member(events.world, role, events.organizationId);
    const slug = `by-${role.toLowerCase()}`;
    expect((await createDraft(events, slug, trainingDraft(tax), as)).__typename).toBe(answer);
  });

  test('a stranger finds no organization and no draft', async () => {
    const stranger = await newLearner(events.world.db);
    expect((await createDraft(events, 'strange', trainingDraft(tax), stranger)).code).toBe('NOT_FOUND');
    const { intensive } = await createDraft(events, 'not-strange', trainingDraft(tax));
    const input = { intensiveId: intensive.id, revision: 1, draft: trainingDraft(tax) };
    expect((await save('updateIntensive', input, stranger)).code).toBe('NOT_FOUND');
  });
});

const segments = (changes: object) =>
  trainingDraft(null).segments.map((one, at) => (at === 0 ? { ...one, ...changes } : one));

test.each([
  ['a missing hour', { segments: segments({ day: '2027-03-14', wallTime: '02:30' }) }, 'draft.segments.0.wallTime'],
  ['a double hour', { segments: segments({ day: '2026-11-01', wallTime: '01:30' }) }, 'draft.segments.0.fold'],
  ['a fold where there is none', { segments: segments({ fold: 'LATER' }) }, 'draft.segments.0.fold'],
  ['a zone that is none', { timeZone: 'Mars/Olympus' }, 'draft.timeZone'],
  ['a day that is none', { segments: segments({ day: '2027-02-29' }) }, 'draft.segments.0.day'],
  ['a teacher who is not named', { segments: segments({ instructors: ['Nobody'] }) }, 'draft.segments.0.instructors'],
  ['a price without tax', { prices: [{ label: 'Full', amountMinor: 25_000 }] }, 'draft.prices.0.taxChoiceId'],
  ['a price below the smallest charge', { prices: [{ label: 'Full', amountMinor: 49 }] }, 'draft.prices.0.amountMinor'],
  ['a negative price', { prices: [{ label: 'Full', amountMinor: -1 }] }, 'draft.prices.0.amountMinor'],
  ['a currency that is none', { currency: 'XTS' }, 'draft.currency'],
  ['a course of nobody', { courseSlug: 'no-course' }, 'draft.courseSlug'],
  ['no course', { courseSlug: null }, 'draft.courseSlug'],
  ['a link that is no address', { link: 'javascript:alert(1)' }, 'draft.link'],
  [
    'registration that closes before it opens',
    { registrationClosesAt: '2026-12-31T00:00:00.000Z' },
    'draft.registrationClosesAt',
  ],
  ['HTML in the description', { description: 'A <script>alert(1)</script>' }, 'draft.description'],
])('%s is asked back', async (_, changes, path) => {
  const { code, fields } = await createDraft(events, 'refused', trainingDraft(null, changes));
  expect(code).toBe('INVALID_INPUT');
  expect(fields.map((one) => one.path)).toContain(path);
});

test.each([
  ['couples without application', { admission: 'OPEN' }, 'draft.admission'],
  ['no neutral name', { neutralName: null }, 'draft.neutralName'],
  ['a name that tells', { neutralName: 'Workshop for couples' }, 'draft.neutralName'],
  ['a name that shares a word with the title', { neutralName: 'Sample Weekend' }, 'draft.neutralName'],
  ['a course', { courseSlug: 'sample-course' }, 'draft.courseSlug'],
])('of an event for couples, %s is asked back', async (_, changes, path) => {
  const { fields } = await createDraft(events, 'refused', couplesDraft(null, changes));
  expect(fields?.map((one) => one.path)).toContain(path);
});

test.each([
  [
    'an empty agenda beside everything else',
    { segments: [], instructors: [], prices: [] },
    ['AGENDA_MISSING', 'INSTRUCTION_MISSING', 'INSTRUCTOR_MISSING', 'PRICE_MISSING'],
  ],
  [
    'a price that ends before registration does',
    { prices: [{ label: 'Early', amountMinor: 0, endsAt: '2027-02-01T08:00:00.000Z' }] },
    ['PRICE_INTERRUPTED'],
  ],
  [
    'a price that begins after registration does',
    { prices: [{ label: 'Late', amountMinor: 0, startsAt: '2027-02-01T08:00:00.000Z' }] },
    ['PRICE_INTERRUPTED'],
  ],
  ['a refund that grows', { policy: refunds(['CALENDAR_DAYS', 3, 50], ['HOURS', 48, 100]) }, ['REFUND_GROWS']],
  [
    'nobody who teaches',
    { instructors: [], segments: segments({ instructors: [] }).map((one) => ({ ...one, instructors: [] })) },
    ['INSTRUCTOR_MISSING'],
  ],
  ['no price', { prices: [] }, ['PRICE_MISSING']],
  ['no link', { link: null }, ['LINK_MISSING']],
  [
    'a room without a venue',
    { segments: segments({ format: 'LIVE_IN_PERSON' }) },
    ['FORMAT_NOT_OF_COURSE', 'VENUE_MISSING'],
  ],
  [
    'a start in the past',
    { segments: segments({ day: '2027-01-01' }), registrationClosesAt: '2027-01-01T17:00:00.000Z' },
    ['IN_THE_PAST', 'PRICE_MISSING'],
  ],
  [
    'a registration that closes after the start',
    { registrationClosesAt: '2027-03-13T00:00:00.000Z' },
    ['CLOSES_AFTER_START'],
  ],
])('%s stands in the way of publication', async (name, changes, gaps) => {
  const slug = `gap-${name.replaceAll(' ', '-')}`;
  const { intensive, message } = await createDraft(events, slug, trainingDraft(null, changes));
  expect(message).toBeUndefined();
  const publish = `mutation ($input: PublishIntensiveInput!) { publishIntensive(input: $input) { ${SAVED} ${GAPS} } }`;
  const input = { intensiveId: intensive.id, revision: 1 };
  const answer = (await events.ask(events.owner, publish, { input })).data.publishIntensive as Saved;
  const found = answer.gaps.map(({ gap }) => gap);
  expect(found).toEqual(expect.arrayContaining(gaps.filter((gap) => gap !== 'PRICE_MISSING' || found.includes(gap))));
  expect(answer.code).toBe('INTENSIVE_NOT_READY');
});

describe('a published intensive', () => {
  test('shows what changed, keeps what it must, and moves its times only by asking', async () => {
    const { id } = await publishedIntensive(events, 'changing', trainingDraft(tax));
    const update = (revision: number, changes: object) =>
      save('updateIntensive', { intensiveId: id, revision, draft: trainingDraft(tax, changes) });
    expect((await update(1, { currency: 'EUR' })).code).toBe('INTENSIVE_FIXED');
    expect((await update(1, { segments: segments({ wallTime: '10:30' }) })).code).toBe('TIMES_MOVED');
    expect((await update(7, {})).code).toBe('INTENSIVE_CHANGED');
    const other = [{ name: 'Alex Example', credentials: 'LMFT', disclosure: 'No interests to disclose.' }];
    const taught = trainingDraft(null).segments.map((one) => ({
      ...one,
      instructors: one.instructors.length > 0 ? ['Alex Example'] : [],
    }));
    expect((await update(1, { instructors: other, segments: taught })).intensive.revision).toBe(2);
    expect(await page('changing', events.owner)).toMatchObject({
      changes: [
        { kind: 'PUBLISHED' },
        { kind: 'INSTRUCTORS', says: ['Robin Example does not teach any more.', 'Alex Example teaches.'] },
        { kind: 'AGENDA' },
      ],
    });
    expect(await page('changing')).toMatchObject({ changes: [], seatsLeft: 10 });
    const capacity = await update(2, { capacity: 12 });
    expect(capacity).toMatchObject({ code: 'INTENSIVE_FIXED', message: expect.stringContaining('by changeCapacity.') });
    expect(capacity.message).not.toContain('another intensive');
    const both = await update(2, { capacity: 12, currency: 'EUR' });
    expect(both.message).toMatch(/changeCapacity\. It keeps currency: make another intensive/);
  });

  test('is moved to other times with a day to answer', async () => {
    const { id } = await publishedIntensive(events, 'moving', trainingDraft(tax));
    const moved = trainingDraft(tax, {
      segments: trainingDraft(null).segments.map((one) => ({ ...one, day: '2027-03-19' })),
    });
    const input = { intensiveId: id, revision: 1, draft: moved };
    const late = { ...input, answerBy: '2027-03-19T16:30:00.000Z' };
    expect((await save('rescheduleIntensive', late)).fields).toMatchObject([{ path: 'answerBy' }]);
    const done = await save('rescheduleIntensive', { ...input, answerBy: '2027-02-01T00:00:00.000Z' });
    expect(done.intensive.revision).toBe(2);
    expect(await page('moving', events.owner)).toMatchObject({
      startsAt: '2027-03-19T16:30:00.000Z',
      changes: [{ kind: 'PUBLISHED' }, { kind: 'RESCHEDULED', answerBy: '2027-02-01T00:00:00.000Z' }],
    });
    const same = { intensiveId: id, revision: 2, draft: moved, answerBy: '2027-02-02T00:00:00.000Z' };
    expect((await save('rescheduleIntensive', same)).fields).toMatchObject([{ path: 'draft.segments' }]);
  });

  test('is saved by one of two writers who read the same revision', async () => {
    const { id } = await publishedIntensive(events, 'raced', trainingDraft(tax));
    const input = { intensiveId: id, revision: 1, draft: trainingDraft(tax, { description: 'Two days.' }) };
    const answers = await Promise.all(Array.from({ length: 8 }, () => save('updateIntensive', input)));
    expect(answers.filter(({ intensive }) => intensive !== undefined)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'INTENSIVE_CHANGED')).toHaveLength(7);
  });

  test('keeps the row of a price that is saved again, so that its places go on being counted', async () => {
    const { id } = await publishedIntensive(events, 'prices', trainingDraft(tax));
    const standing = async () => {
      const rows = await events.world.db.select().from(intensivePrices);
      return rows.flatMap((price) => (price.removedAt === null ? [price.id] : [])).toSorted();
    };
    const before = await standing();
    await save('updateIntensive', { intensiveId: id, revision: 1, draft: trainingDraft(tax) });
    const after = await standing();
    expect(after).toEqual(before);
  });
});

const ENROLL = `mutation ($input: EnrollInput!) { enroll(input: $input) { __typename ... on Error { code } } }`;

test.each(['CREDIT', 'PERSONAL'])('nobody enrolls in a live course alone (%s)', async (purpose) => {
  const [course] = await events.world.db.select().from(courses).where(eq(courses.slug, 'sample-course'));
  const learner = await newLearner(events.world.db);
  const input = { courseId: globalId('Course', course?.id ?? ''), purpose, acceptedDisclosuresHash: 'x', adult: true };
  expect((await events.ask(learner, ENROLL, { input })).data.enroll).toMatchObject({ code: 'COURSE_IS_LIVE' });
});
