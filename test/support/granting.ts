import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { graphql } from 'graphql';
import type { ApprovalId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { organizations } from '../../drizzle/schema.ts';
import { confirmApproval } from '../../schema/accreditation/operations/confirmApproval.ts';
import { keepLetter } from '../../schema/accreditation/operations/keepLetter.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import type { Accreditor, Board, Dated } from '../../schema/accreditation/rules/bodies.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import { operatorAct, systemAct, userAct } from '../../schema/act.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { member } from './issued.ts';
import { globalId } from './quizPages.ts';
import { REAL_VERSION } from './realCourse.ts';
import type { Answer } from './service.ts';
import type { World } from './world.ts';

const SOURCE = { title: 'Handbook', url: 'https://body.example.org/handbook', readOn: '2026-11-20' };
/** Noon of the day on which most tests happen; Auckland, the zone of the sample institute, has the next day. */
export const NOW = new Date('2026-11-26T02:00:00Z');

export const dated = <Value>(value: Value, from = '2026-01-01'): Dated<Value> => ({
  ...{ value, from },
  source: SOURCE,
  confidence: 'HIGH',
});

/** Everything that an offer needs, so that nothing must be stated. */
export const COMPLETE: Partial<AccreditorValues> = {
  unit: { kind: 'TIMED', code: 'CONTACT_HOURS', singular: 'contact hour', plural: 'contact hours' },
  minutesPerUnit: 60,
  stepHundredths: 25,
  rounding: 'DOWN',
  smallestAwardHundredths: 100,
  largestAwardHundredths: 'NONE',
  calculations: ['WORDS', 'PILOT'],
  wordsPerUnit: 6_000,
  assessmentRequired: true,
  passPercent: 80,
  maxAttempts: 'NONE',
  evaluationRequired: true,
  evaluationWithinHours: 'NONE',
  evaluationCompletes: true,
  countedDate: 'COMPLETION',
  repeats: 'NEVER',
  claimants: { kind: 'ANYONE' },
  retentionYears: 5,
};

/** A body whose file gives every value that an offer needs. */
export const bodyOf = (values: Partial<AccreditorValues> = {}, more: Partial<Accreditor> = {}): Accreditor => ({
  key: 'sample-body',
  name: 'Sample Body',
  website: 'https://body.example.org/',
  kind: 'ACCREDITS',
  approves: ['PROVIDER', 'COURSE'],
  jurisdictions: ['US', 'US-NY'],
  professions: ['lcsw', 'lmft'],
  // Each name keeps its own value, which the map over all names cannot tell.
  values: Object.fromEntries(
    Object.entries({ ...COMPLETE, ...values }).map(([name, value]) => [name, [dated(value)]]),
  ) as Accreditor['values'],
  statements: [
    { ...dated('{organization} is approved by Sample Body, #{number}, for {amount} {unit}.'), kind: 'PROVIDER' },
    { ...dated('{course} is approved by Sample Body from {from} to {to}.'), kind: 'COURSE' },
  ],
  ...more,
});

const PLAIN_BODY: Accreditor = {
  ...bodyOf({}, { key: 'plain', name: 'Plain', kind: 'PLAIN', approves: [], statements: [] }),
  values: {},
};
const LOG_BOARD: Board = {
  key: 'sample-log',
  name: 'Sample Log Board',
  website: 'https://log.example.org/',
  kind: 'LOG_ONLY',
  jurisdiction: 'NZ',
  professions: [{ key: 'counselor-log', title: 'Counselor', values: {} }],
};
export const BOARD: Board = {
  key: 'sample-board',
  name: 'Sample Board',
  website: 'https://board.example.org/',
  kind: 'REGULATES',
  jurisdiction: 'US-NY',
  professions: [
    { key: 'lcsw', title: 'Clinical Social Worker', values: { accepts: [dated([{ accreditor: 'sample-body' }])] } },
    {
      key: 'lmft',
      title: 'Family Therapist',
      values: { accepts: [dated([{ accreditor: 'sample-body', formats: ['LIVE_ONLINE' as const] }])] },
    },
    { key: 'lmhc', title: 'Counselor', values: { accepts: [dated([{ accreditor: 'another-body' }])] } },
    { key: 'psychologist', title: 'Psychologist', values: {} },
  ],
};

export const loadSamples = (world: World, accreditor = bodyOf()) =>
  loadBodies(world.db, systemAct(NOW), { accreditors: [accreditor, PLAIN_BODY], boards: [BOARD, LOG_BOARD] });

let bodies = 0;

/** A body that nobody has an approval of, by its key. */
export const freshBody = async (world: World): Promise<string> => {
  const key = `granting-${++bodies}`;
  await loadSamples(world, bodyOf({}, { key }));
  return key;
};

export const instituteId = async ({ db }: World): Promise<OrganizationId> => {
  const [institute] = await db.select().from(organizations).where(eq(organizations.slug, 'sample-institute'));
  if (institute === undefined) throw new Error('the sample institute is missing');
  return institute.id;
};

export const LETTER = Buffer.from('%PDF-1.7\nThis is the letter.\n');
export const LETTER_SHA256 = createHash('sha256').update(LETTER).digest('hex');

/** Uploads the letter as an owner of the institute. */
export const uploadLetter = async (world: World, userId: UserId, now = NOW): Promise<void> => {
  const organizationId = await instituteId(world);
  await keepLetter(world.db, userAct(userId, now), { organizationId, bytes: LETTER });
};

/** An owner of the institute, whose letter waits. */
export const ownerWithLetter = async (world: World): Promise<UserId> => {
  const userId = await member(world, 'OWNER');
  await uploadLetter(world, userId);
  return userId;
};

/** Runs a document as a person at a moment. */
export const asker =
  (world: World) =>
  async (
    viewer: UserId | null,
    source: string,
    variables: Record<string, unknown> = {},
    now = NOW,
  ): Promise<Answer> => {
    const contextValue: Context = {
      db: world.db,
      viewer: viewer === null ? null : { userId: viewer, sessionId: null, signedInBy: 'EMAIL_CODE' },
      now,
      requestId: 'test',
      client: { ipAddress: null, userAgent: null },
      vault: world.vault,
      settings: { publicUrl: 'https://attune.example.org', studySpeed: 1, zoneData: '2026b' },
      legal: [],
      countLookup: async () => null,
      stripe: null,
      stripeSeller: null,
      wordsOfMail: () => ({ subject: '', text: '' }),
      signPdfLink: () => 'https://attune.example.org/link',
      drawPreview: async () => 'NOT_NOW',
    };
    return graphql({ schema, source, variableValues: variables, contextValue });
  };

const RECORD = `mutation ($input: RecordApprovalInput!) { recordApproval(input: $input) {
  __typename
  ... on RecordApprovalPayload { approval { id confirmed state inForce letterUrl states { state from confirmed } } }
  ... on Error { code message }
  ... on InvalidInputError { fields { path message } }
  ... on AccreditorUnknownError { field }
  ... on NoApprovalsError { field }
  ... on LetterMissingError { field }
  ... on ApprovalNotGivenError { fields { path message } }
  ... on ApprovalOverlapsError { field approvalId startsOn endsOn } } }`;

export const approvalInput = {
  accreditor: 'sample-body',
  kind: 'PROVIDER',
  number: '1975',
  formats: ['SELF_PACED_READING'],
  startsOn: '2026-01-01',
  endsOn: '2028-02-29',
  publishedAt: 'https://body.example.org/providers',
  letterSha256: LETTER_SHA256,
  letterName: 'Letter of approval',
};

/** Records an approval of the institute; `input` differs from a right one. */
export const record = async (world: World, viewer: UserId, input: Record<string, unknown> = {}, now = NOW) => {
  const organizationId = globalId('Organization', await instituteId(world));
  const all = { organizationId, ...approvalInput, ...input };
  const answer = await asker(world)(viewer, RECORD, { input: all }, now);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.recordApproval;
};

/** The key in a global id. */
export const keyOf = (id: string): ApprovalId => Buffer.from(id, 'base64').toString('utf8').split(':')[1] as ApprovalId;

/** A recorded and confirmed approval, by its global id. */
export const confirmed = async (world: World, viewer: UserId, input: Record<string, unknown> = {}): Promise<string> => {
  const { approval } = await record(world, viewer, input);
  await confirmApproval(world.db, operatorAct(NOW), { approvalId: keyOf(approval.id) });
  return approval.id;
};

const OFFER = `mutation ($input: OfferCreditInput!) { offerCredit(input: $input) {
  __typename
  ... on OfferCreditPayload { offer { id amount amountInWords statement specimen opensOn unit { singular }
    calculation { method minutes inputs studyTimeReason version { words questions difficulty studyMinutes } } rules { name value statedBecause source { title } } } }
  ... on Error { code message }
  ... on InvalidInputError { fields { path message } }
  ... on VersionNotOfferedError { field current }
  ... on ApprovalNotInForceError { field because on }
  ... on OfferExistsError { offerId }
  ... on OfferRefusedError { items { code message line rule source { title } } } } }`;

/** A right offer of 1.75 for the real course. */
export const offerInput = ({ courseId }: Pick<World, 'courseId'>) => ({
  courseId: globalId('Course', courseId),
  version: REAL_VERSION,
  lines: [{ amount: '1.75', format: 'SELF_PACED_READING' }],
  calculation: { method: 'WORDS', words: 11_452 },
  studyTimeReason: 'The body counts words, not time.',
  opensOn: '2026-11-26',
});

/** Offers the credit of the real course under an approval; `input` differs from a right offer of 1.75. */
export const offer = async (
  world: World,
  viewer: UserId,
  approvalId: string,
  input: Record<string, unknown> = {},
  now = NOW,
) => {
  const all = { approvalId, ...offerInput(world), ...input };
  const answer = await asker(world)(viewer, OFFER, { input: all }, now);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.offerCredit;
};
