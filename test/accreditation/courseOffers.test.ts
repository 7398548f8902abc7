import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { disclosures, enrollments } from '../../drizzle/schema.ts';
import { changeApprovalState } from '../../schema/accreditation/operations/changeApprovalState.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import { denialIn } from '../../schema/accreditation/rules/denial.ts';
import { userAct } from '../../schema/act.ts';
import { enroll } from '../../schema/enrollments/operations/enroll.ts';
import { asker, BOARD, confirmed, keyOf, loadSamples, NOW, offer, ownerWithLetter } from '../support/granting.ts';
import { addLicenseRow } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let owner: UserId;
let approvalId: string;
let offerId: string;
beforeAll(async () => {
  world = await openWorld();
  await loadSamples(world);
  owner = await ownerWithLetter(world);
  approvalId = await confirmed(world, owner);
  offerId = (await offer(world, owner, approvalId, { lastEnrollmentOn: '2028-02-28' })).offer.id;
});
afterAll(() => world.close());

const SAYS = 'boardSays { answer words board source { title } }';
const ask = async (args: string, { viewer = null, now = NOW }: { viewer?: UserId | null; now?: Date } = {}) => {
  const text = `{ course(slug: "better-after-betrayal") { creditOffers${args} { ${SAYS}
    offer { body number amountInWords opensOn lastEnrollmentOn unit { plural } statement } } } }`;
  return asker(world)(viewer, text, {}, now);
};
const offersAt = async (at: string) => (await ask('', { now: new Date(at) })).data.course.creditOffers.length;

test('anyone sees what they could earn before they enroll', async () => {
  const { data } = await ask('');
  expect(data.course.creditOffers).toMatchObject([
    {
      boardSays: null,
      offer: { body: 'Sample Body', number: '1975', amountInWords: '1.75 contact hours', opensOn: '2026-11-26' },
    },
  ]);
});

test.each([
  ['lcsw', 'US-NY', 'LISTED', 'The file of Sample Board says that it takes approvals by Sample Body'],
  ['lmft', 'US-NY', 'OTHER_FORMATS', 'in other formats only. Ask your board.'],
  ['lmhc', 'US-NY', 'NOT_LISTED', 'does not list approvals by Sample Body for Counselor. Ask your board.'],
  ['psychologist', 'US-NY', 'NOT_KNOWN', 'does not say whose approvals it takes. Ask your board.'],
  ['lcsw', 'US-CA', 'NOT_KNOWN', 'No file of a board covers'],
  ['counselor-log', 'NZ', 'LOG_ONLY', 'takes a log. Ask your board.'],
])('the file of the board of a %s in %s: %s', async (profession, jurisdiction, answer, words) => {
  const { data } = await ask(`(profession: "${profession}", jurisdiction: "${jurisdiction}")`);
  const [{ boardSays }] = data.course.creditOffers;
  expect(boardSays).toMatchObject({ answer, words: expect.stringContaining(words) });
  expect(boardSays.words).not.toMatch(/accepts/i);
  expect(boardSays.source !== null).toBe(['LISTED', 'OTHER_FORMATS', 'NOT_LISTED'].includes(answer));
});

test('one’s own license leads to its board, another’s leads nowhere', async () => {
  const holder = await newLearner(world.db);
  const id = await addLicenseRow(world, { userId: holder, profession: 'lcsw', jurisdiction: 'US-NY' });
  const args = `(licenseId: "${globalId('License', id)}")`;
  const own = await ask(args, { viewer: holder });
  expect(own.data.course.creditOffers[0].boardSays).toMatchObject({ answer: 'LISTED', board: BOARD.name });
  for (const viewer of [null, await newLearner(world.db)])
    expect((await ask(args, { viewer })).data.course.creditOffers[0].boardSays).toBeNull();
});

test.each([
  '(profession: "lcsw")',
  '(jurisdiction: "US-NY")',
  '(licenseId: "nonsense")',
  `(licenseId: "${globalId('License', 'x')}", profession: "lcsw", jurisdiction: "US-NY")`,
])('%s is refused', async (args) => {
  expect((await ask(args)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test.each([
  ['(profession: "LMFT", jurisdiction: "US-CA")', 'lowercase letters, digits and hyphens, for example lmft.'],
  ['(profession: "lmft", jurisdiction: "California")', 'a code of ISO 3166 in capitals'],
  ['(profession: "lmft", jurisdiction: "us-ca")', 'a code of ISO 3166 in capitals'],
  ['(profession: "", jurisdiction: "XX")', 'lowercase letters'],
])('%s is explained, as for a license that is added', async (args, words) => {
  const [error] = (await ask(args)).errors ?? [];
  expect(error).toMatchObject({ message: expect.stringContaining(words), extensions: { code: 'BAD_USER_INPUT' } });
});

test('they are one statement beside the course, for one course and for the catalog, with a board or without', async () => {
  const run = asker(world);
  const base = await world.countStatements(() => run(null, '{ course(slug: "better-after-betrayal") { title } }'));
  for (const args of ['', '(profession: "lcsw", jurisdiction: "US-NY")'])
    expect(await world.countStatements(() => ask(args))).toBe(base + 1);
  const catalog = (fields: string) =>
    world.countStatements(() => run(null, `{ courses(first: 20) { nodes { title ${fields} } } }`));
  expect(await catalog(`creditOffers { ${SAYS} offer { body } }`)).toBe((await catalog('')) + 1);
});

const disclosed = async (now: Date) => {
  const found = await currentDisclosures(world.db, world.courseId, now);
  const text = found?.items.find(({ key }) => key === 'approval')?.text ?? '';
  return { hash: found?.hash ?? '', text };
};

test('whoever enrolls accepts the offers that are open, and nothing that denies them', async () => {
  const before = await disclosed(new Date('2026-11-24T02:00:00Z'));
  expect(before.text).toContain('No accrediting body has approved this course, unless');
  const { hash, text } = await disclosed(NOW);
  for (const said of [
    'Sample Body, number 1975: 1.75 contact hours. Sample Institute for Relational Practice (fictional) is approved by',
    'Approved from 1 January 2026 to 29 February 2028. Enrollment until 28 February 2028.',
    'No other accrediting body has approved this course.',
  ])
    expect(text).toContain(said);
  const [userId, act] = [await newLearner(world.db), { purpose: 'CREDIT' as const, adult: true }];
  const facts = { ...act, courseId: world.courseId };
  await expect(
    enroll(world.db, userAct(userId, NOW), { ...facts, acceptedDisclosuresHash: before.hash }),
  ).rejects.toMatchObject({ code: 'DISCLOSURES_CHANGED', currentHash: hash });
  const ENROLL = `mutation ($input: EnrollInput!) { enroll(input: $input) { ... on EnrollPayload { approvalStatus
    enrollment { id } } ... on Error { code } } }`;
  const input = { ...act, courseId: globalId('Course', world.courseId), acceptedDisclosuresHash: hash };
  const { data } = await asker(world)(userId, ENROLL, { input });
  const shown = await asker(world)(null, '{ course(slug: "better-after-betrayal") { approvalStatus notice summary } }');
  const { approvalStatus, notice, summary } = shown.data.course;
  expect(data.enroll.approvalStatus).toBe(approvalStatus);
  expect(text.startsWith(approvalStatus)).toBe(true);
  expect([notice, summary].map(denialIn)).toEqual([null, null]);
  // Those who enrolled earlier keep what they accepted.
  const [row] = await world.db.select().from(enrollments).where(eq(enrollments.userId, userId));
  const [kept] = await world.db.select().from(disclosures).where(eq(disclosures.hash, hash));
  expect(row?.disclosuresHash).toBe(hash);
  expect(JSON.stringify(kept?.content)).toContain('Sample Body, number 1975');
});

test.each([
  ['**No accrediting body has approved this\ncourse,** and it is pending review.', true],
  ['The course is not approved by any board.', true],
  ['It has not yet been accredited.', true],
  ['No board or association has approved it.', true],
  ['This course gives no continuing education credit.', true],
  ['An unaccredited course.', true],
  ['Its page shows whether credit of an accrediting body can be earned.', false],
  ['It does not replace an accredited program of training. Ask your board.', false],
  ['Approved by nobody but time: no. The board approves providers.', false],
])('%s', (text, denies) => {
  expect(denialIn(text) !== null).toBe(denies);
});

/** Auckland is 13 hours ahead of UTC in February. */
test('an offer opens and closes with the days of the organization', async () => {
  expect(await offersAt('2026-11-25T10:59:59Z')).toBe(0);
  expect(await offersAt('2026-11-25T11:00:00Z')).toBe(1);
  expect(await offersAt('2028-02-28T10:59:59Z')).toBe(1);
  expect(await offersAt('2028-02-28T11:00:00Z')).toBe(0);
});

test('a suspended approval shows nothing while it is suspended; its end is one day, in the zone of the organization', async () => {
  const id = keyOf(approvalId);
  const change = (state: 'SUSPENDED' | 'IN_FORCE' | 'LAPSED', from: string) =>
    changeApprovalState(world.db, userAct(owner, NOW), {
      approvalId: id,
      state,
      from,
      reason: 'The body wrote to us.',
    });
  await change('SUSPENDED', '2027-03-01');
  await change('IN_FORCE', '2027-04-05');
  await change('LAPSED', '2027-09-27');
  // The 28th of February is the last day, clocks go back on 4 April and forward on 26 September.
  expect(await offersAt('2027-02-28T10:59:59Z')).toBe(1);
  expect(await offersAt('2027-02-28T11:00:00Z')).toBe(0);
  expect(await offersAt('2027-04-04T11:59:59Z')).toBe(0);
  expect(await offersAt('2027-04-04T12:00:00Z')).toBe(1);
  expect(await offersAt('2027-09-26T10:59:59Z')).toBe(1);
  expect(await offersAt('2027-09-26T11:00:00Z')).toBe(0);

  // Whoever kept the id of the offer reads the sentence of the body on the same days only; its members always.
  const statementAt = async (at: string, viewer: UserId | null) =>
    (await asker(world)(viewer, `{ node(id: "${offerId}") { ... on CreditOffer { statement } } }`, {}, new Date(at)))
      .data.node.statement;
  const sentence = expect.stringContaining('approved');
  const outsider = await newLearner(world.db);
  for (const [at, inForce] of [
    ['2027-02-28T10:59:59Z', true],
    ['2027-02-28T11:00:00Z', false],
    ['2027-04-04T11:59:59Z', false],
    ['2027-04-04T12:00:00Z', true],
    ['2027-09-26T10:59:59Z', true],
    ['2027-09-26T11:00:00Z', false],
  ] as const) {
    for (const viewer of [null, outsider]) expect(await statementAt(at, viewer)).toEqual(inForce ? sentence : null);
    expect(await statementAt(at, owner)).toEqual(sentence);
  }
});
