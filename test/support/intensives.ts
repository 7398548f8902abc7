import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { systemAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { organizationBySlug } from '../../schema/organizations/queries.ts';
import { member } from './issued.ts';
import { askAs, globalId } from './quizPages.ts';
import { sampleOrganization, samplePackage } from './samplePackage.ts';
import { openWorld, type World } from './world.ts';

/** When these tests take place. */
export const NOW = new Date('2027-01-04T12:00:00Z');

type Answer = { data: Record<string, unknown>; errors?: { message: string }[] };

export type Events = {
  world: World;
  organizationId: OrganizationId;
  owner: UserId;
  /** One document of a person (null: nobody) at a moment, as plain JSON. */
  ask: (userId: UserId | null, source: string, variables?: Record<string, unknown>, now?: Date) => Promise<Answer>;
  /** A choice of tax of the organization, by its global id. */
  tax: (changes?: Record<string, unknown>) => Promise<string>;
};

const CHOOSE = `mutation ($input: ChooseTaxInput!) { chooseTax(input: $input) {
  ... on ChooseTaxPayload { taxChoice { id } } ... on Error { code message } } }`;

/** A world with an organization that has a live course and an owner. */
export const openEvents = async (): Promise<Events> => {
  const world = await openWorld();
  await importOrganization(world.db, systemAct(NOW), { organization: sampleOrganization() });
  const live = samplePackage((files) => {
    const course = files.get('course.yaml') ?? '';
    files.set('course.yaml', course.replace('SELF_PACED_READING', 'LIVE_ONLINE'));
  });
  await importCourse(world.db, systemAct(NOW), { package: live });
  const organization = await organizationBySlug(world.db, 'sample-organization');
  if (organization === null) throw new Error('the sample organization is missing');
  const owner = await member(world, 'OWNER', organization.id);
  const ask: Events['ask'] = async (userId, source, variables, now = NOW) => {
    const answer: Answer = JSON.parse(JSON.stringify(await askAs(world.db, userId, now)(source, variables)));
    if (answer.errors !== undefined) throw new Error(answer.errors.map(({ message }) => message).join(' '));
    return answer;
  };
  const tax: Events['tax'] = async (changes = {}) => {
    const input = { ...TAX, organizationId: globalId('Organization', organization.id), ...changes };
    const { data } = await ask(owner, CHOOSE, { input });
    return (data.chooseTax as { taxChoice: { id: string } }).taxChoice.id;
  };
  return { world, organizationId: organization.id, owner, ask, tax };
};

/** An exempt sale to anybody. */
export const TAX = {
  label: 'Education',
  treatment: 'EXEMPT',
  registrationNumber: 'EX-123456789',
  words: 'Exempt under Example Code, section 1.',
  source: 'Example Code, section 1',
  reason: 'The organization trains clinicians.',
  startsOn: '2026-01-01',
};

const segment = (title: string, wallTime: string, minutes: number, changes: object = {}) => ({
  ...{ title, kind: 'INSTRUCTION', format: 'LIVE_ONLINE', day: '2027-03-12', wallTime, minutes },
  ...{ topics: ['Repair'], instructors: ['Robin Example'], ...changes },
});

/** A training as an organizer writes it; `taxChoiceId` is for its price. */
export const trainingDraft = (taxChoiceId: string | null, changes: object = {}) => ({
  kind: 'TRAINING',
  courseSlug: 'sample-course',
  title: 'Rebuilding trust, live',
  description: 'A day of practice.',
  timeZone: 'America/Los_Angeles',
  place: 'Online',
  link: 'https://rooms.example.org/secret-room',
  capacity: 10,
  admission: 'OPEN',
  currency: 'USD',
  registrationOpensAt: '2027-01-01T08:00:00.000Z',
  registrationClosesAt: '2027-03-12T08:00:00.000Z',
  policy: {
    refundTiers: [
      { until: { unit: 'CALENDAR_DAYS', count: 14 }, percent: 100 },
      { until: { unit: 'HOURS', count: 48 }, percent: 50 },
    ],
    transferUntil: { unit: 'HOURS', count: 24 },
    text: 'Who withdraws in time gets money back.',
  },
  instructors: [{ name: 'Robin Example', credentials: 'PhD', disclosure: 'No interests to disclose.' }],
  segments: [
    segment('First part', '09:30', 90),
    segment('Break', '11:00', 15, { kind: 'BREAK', topics: [], instructors: [] }),
    segment('Second part', '11:15', 90),
  ],
  prices: [
    ...(taxChoiceId === null
      ? [{ label: 'Free', amountMinor: 0 }]
      : [
          { label: 'Early', amountMinor: 20_000, endsAt: '2027-02-01T08:00:00.000Z', taxChoiceId },
          { label: 'Full', amountMinor: 25_000, startsAt: '2027-02-01T08:00:00.000Z', taxChoiceId },
        ]),
  ],
  ...changes,
});

/** A policy with these tiers: unit, count, percent. */
export const refunds = (...tiers: [string, number, number][]) => ({
  refundTiers: tiers.map(([unit, count, percent]) => ({ until: { unit, count }, percent })),
  text: 'As it says.',
});

/** A weekend for couples, which nothing outside the signed-in pages may name. */
export const couplesDraft = (taxChoiceId: string | null, changes: object = {}) =>
  trainingDraft(taxChoiceId, {
    kind: 'COUPLES',
    courseSlug: null,
    title: 'After an affair: a weekend for two',
    neutralName: 'Sample Studio workshop',
    admission: 'APPLICATION',
    policy: { ...trainingDraft(null).policy, transferUntil: null },
    ...changes,
  });

export const SAVED = `... on Error { code message }
  ... on InvalidInputError { fields { path message } }`;
export const GAPS = '... on IntensiveNotReadyError { gaps { gap message } }';
const CREATE = `mutation ($input: CreateIntensiveInput!) { createIntensive(input: $input) {
  __typename ... on CreateIntensivePayload { intensive { id slug revision publishedAt } } ${SAVED} } }`;
const PUBLISH = `mutation ($input: PublishIntensiveInput!) { publishIntensive(input: $input) {
  __typename ... on PublishIntensivePayload { intensive { id slug revision publishedAt } } ${SAVED} ${GAPS} } }`;

export type Saved = {
  __typename: string;
  code: string;
  message: string;
  fields: { path: string; message: string }[];
  gaps: { gap: string; message: string }[];
  intensive: { id: string; slug: string; revision: number; publishedAt: string | null };
};

/** Writes a draft; the answer as the API gives it. */
export const createDraft = async (events: Events, slug: string, draft: object, as = events.owner): Promise<Saved> => {
  const input = { organizationId: globalId('Organization', events.organizationId), slug, draft };
  return (await events.ask(as, CREATE, { input })).data.createIntensive as Saved;
};

/** Writes and publishes an intensive. */
export const publishedIntensive = async (events: Events, slug: string, draft: object): Promise<Saved['intensive']> => {
  const { intensive, message } = await createDraft(events, slug, draft);
  if (intensive === undefined) throw new Error(message);
  // Many tests share one organization, and its one instructor.
  const input = { intensiveId: intensive.id, revision: intensive.revision, acceptOverlaps: true };
  const done = (await events.ask(events.owner, PUBLISH, { input })).data.publishIntensive as Saved;
  if (done.intensive === undefined) throw new Error(done.message);
  return done.intensive;
};
