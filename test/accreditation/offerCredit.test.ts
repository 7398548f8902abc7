import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { auditEvents, courses, creditOffers, enrollments, questions, quizzes } from '../../drizzle/schema.ts';
import { changeApprovalState } from '../../schema/accreditation/operations/changeApprovalState.ts';
import { sampleApproval } from '../../schema/accreditation/operations/sampleApproval.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { retireCourse } from '../../schema/courses/operations/retireCourse.ts';
import {
  asker,
  bodyOf,
  confirmed,
  freshBody,
  keyOf,
  loadSamples,
  NOW,
  offer,
  ownerWithLetter,
  record,
} from '../support/granting.ts';
import { anotherOrganization, member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { REAL_WORDS } from '../support/realCourse.ts';
import { newReader, openWorld, type World } from '../support/world.ts';

let world: World;
let owner: UserId;
let approvalId: string;
beforeAll(async () => {
  world = await openWorld();
  await loadSamples(world);
  owner = await ownerWithLetter(world);
  approvalId = await confirmed(world, owner);
});
afterAll(() => world.close());

const WITHDRAW = `mutation ($input: WithdrawCreditOfferInput!) { withdrawCreditOffer(input: $input) {
  ... on WithdrawCreditOfferPayload { offer { id withdrawnAt withdrawalReason } } ... on Error { code } } }`;
const withdraw = async (viewer: UserId, offerId: string, reason: string, now = NOW) =>
  (await asker(world)(viewer, WITHDRAW, { input: { offerId, reason } }, now)).data.withdrawCreditOffer;

const line = { amount: '1.75', format: 'SELF_PACED_READING' };
const stated = {
  ...{ name: 'backdating', value: 'false', sourceTitle: 'Letter', sourceUrl: 'https://body.example.org/letter' },
  ...{ sourceReadOn: '2026-11-20', reason: 'The letter says so.' },
};

describe('bad input', () => {
  test.each([
    ['an amount in words', { lines: [{ ...line, amount: 'one' }] }, 'INVALID_INPUT', 'lines.0.amount'],
    ['a third decimal', { lines: [{ ...line, amount: '1.755' }] }, 'INVALID_INPUT', 'lines.0.amount'],
    ['a negative amount', { lines: [{ ...line, amount: '-1' }] }, 'INVALID_INPUT', 'lines.0.amount'],
    ['no lines', { lines: [] }, 'INVALID_INPUT', 'lines'],
    ['words without a count', { calculation: { method: 'WORDS' } }, 'INVALID_INPUT', 'calculation.words'],
    [
      'what the method does not take',
      { calculation: { method: 'WORDS', words: 1, difficulty: 2 } },
      'INVALID_INPUT',
      'calculation',
    ],
    ['a stated value that is no JSON', { stated: [{ ...stated, value: 'no' }] }, 'INVALID_INPUT', 'stated.0.value'],
    ['a stated value of another shape', { stated: [{ ...stated, value: '5' }] }, 'INVALID_INPUT', 'stated.0'],
    ['an unknown value', { stated: [{ ...stated, name: 'backdate' }] }, 'INVALID_INPUT', 'stated.0'],
    ['a contradiction', { stated: [{ ...stated, name: 'retentionYears', value: '1' }] }, 'INVALID_INPUT', 'stated.0'],
    ['a value without a reason', { stated: [{ ...stated, reason: '' }] }, 'INVALID_INPUT', 'stated.0.reason'],
    ['no such day', { opensOn: '2027-02-29' }, 'INVALID_INPUT', 'opensOn'],
    ['enrollment that is over', { lastEnrollmentOn: '2026-11-25' }, 'INVALID_INPUT', 'lastEnrollmentOn'],
    ['enrollment after the approval', { lastEnrollmentOn: '2028-03-01' }, 'INVALID_INPUT', 'lastEnrollmentOn'],
    ['completion after the approval', { lastCompletionOn: '2028-03-01' }, 'INVALID_INPUT', 'lastCompletionOn'],
    [
      'completion before enrollment',
      { lastEnrollmentOn: '2027-02-01', lastCompletionOn: '2027-01-01' },
      'INVALID_INPUT',
      'lastCompletionOn',
    ],
    ['another version', { version: '0.9' }, 'VERSION_NOT_OFFERED', 'version'],
    ['a day after the approval', { opensOn: '2028-03-01' }, 'APPROVAL_NOT_IN_FORCE', 'opensOn'],
    ['a day before the approval', { opensOn: '2025-12-31' }, 'APPROVAL_NOT_IN_FORCE', 'opensOn'],
  ])('%s is refused with its field', async (_what, input, code, field) => {
    const answer = await offer(world, owner, approvalId, input);
    expect(answer.code).toBe(code);
    expect(answer.field ?? answer.fields[0].path).toBe(field);
    expect(await world.db.$count(creditOffers)).toBe(0);
  });

  test('an unmet duty refuses with the whole checklist', async () => {
    const answer = await offer(world, owner, approvalId, {
      ...{
        lines: [
          { ...line, amount: '1.80' },
          { amount: '1', format: 'LIVE_ONLINE' },
        ],
        opensOn: '2026-11-25',
      },
    });
    expect(answer).toMatchObject({ code: 'OFFER_REFUSED' });
    expect(answer.items.map(({ code, line: at }: { code: string; line: number | null }) => [code, at])).toEqual([
      ['OFF_STEP', 0],
      ['MORE_THAN_CALCULATION', null],
      ['FORMAT_OF_ANOTHER_COURSE', 1],
      ['FORMAT_NOT_APPROVED', 1],
      ['BACKDATED', null],
    ]);
    expect(answer.items[0].source.title).toBe('Handbook');
  });

  test('a count of words that the version does not have is refused with both numbers, and no reason helps', async () => {
    const answer = await offer(world, owner, approvalId, {
      lines: [{ ...line, amount: '9.25' }],
      calculation: { method: 'WORDS', words: 60_000 },
    });
    expect(answer.items.map(({ code, message }: { code: string; message: string }) => [code, message])).toEqual([
      ['MORE_THAN_MEASURED', expect.stringMatching(new RegExp(`60000 words.* ${REAL_WORDS} words`))],
    ]);
    const enough = await offer(world, owner, approvalId, { lines: [{ ...line, amount: '1.00' }] });
    expect(enough.offer.calculation.studyTimeReason).toBeNull();
    await withdraw(owner, enough.offer.id, 'The test is over.');
    const without = await offer(world, owner, approvalId, { studyTimeReason: null });
    expect(without.items.map(({ code }: { code: string }) => code)).toEqual(['MORE_THAN_STUDY_TIME']);
    expect((await offer(world, owner, approvalId, { studyTimeReason: 'x' })).code).toBe('INVALID_INPUT');
  });

  test('an approval that waits for the operator, and one that is suspended', async () => {
    const { approval } = await record(world, owner, { accreditor: await freshBody(world) });
    expect(await offer(world, owner, approval.id)).toMatchObject({
      ...{ code: 'APPROVAL_NOT_IN_FORCE', because: 'UNCONFIRMED', on: '2026-11-26' },
    });
    const other = await confirmed(world, owner, { accreditor: await freshBody(world) });
    const state = { state: 'SUSPENDED', from: '2026-11-27', reason: 'The body wrote to us.' } as const;
    await changeApprovalState(world.db, userAct(owner, NOW), { approvalId: keyOf(other), ...state });
    expect(await offer(world, owner, other, { opensOn: '2026-11-28' })).toMatchObject({ because: 'SUSPENDED' });
  });

  test('members without the permission, and strangers', async () => {
    expect(await offer(world, await member(world, 'AUDITOR'), approvalId)).toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await member(world, 'OWNER', await anotherOrganization(world));
    expect(await offer(world, stranger, approvalId)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await offer(world, owner, approvalId, { courseId: globalId('Course', keyOf(approvalId)) })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

/** Noon in UTC and a minute before and after midnight in Auckland, where daylight saving and 29 February shift nothing. */
test.each([
  ['2026-11-26T10:59:59Z', '2026-11-26', 'the last second of the 26th in summer'],
  ['2026-11-26T11:00:00Z', '2026-11-27', 'the first of the 27th'],
  ['2027-04-03T10:59:59Z', '2027-04-03', 'before the day on which clocks go back'],
  ['2027-04-03T11:00:00Z', '2027-04-04', 'that day'],
  ['2027-04-04T11:59:59Z', '2027-04-04', 'its last second, an hour later than the day before'],
  ['2028-02-28T11:00:00Z', '2028-02-29', 'the leap day, the last of the approval'],
])('at %s today is %s: %s', async (at, today) => {
  const now = new Date(at);
  const before = new Date(Date.parse(`${today}T00:00:00Z`) - 1).toISOString().slice(0, 10);
  const early = await offer(world, owner, approvalId, { opensOn: before }, now);
  expect(early.items?.map(({ code }: { code: string }) => code)).toEqual(['BACKDATED']);
  const made = await offer(world, owner, approvalId, { opensOn: today }, now);
  expect(made.offer).toMatchObject({ opensOn: today });
  await withdraw(owner, made.offer.id, 'The test is over.', now);
});

test('at the first second after the leap day the approval is over', async () => {
  const answer = await offer(world, owner, approvalId, { opensOn: '2028-03-01' }, new Date('2028-02-29T11:00:00Z'));
  expect(answer).toMatchObject({ code: 'APPROVAL_NOT_IN_FORCE', because: 'OVER', on: '2028-03-01' });
});

test('fifty at once make one offer', async () => {
  const organizer = await member(world, 'ORGANIZER');
  const answers = await Promise.all(Array.from({ length: 50 }, () => offer(world, organizer, approvalId)));
  const made = answers.filter((answer) => answer.offer !== undefined);
  expect(made).toHaveLength(1);
  const others = answers.filter((answer) => answer.offer === undefined);
  expect(new Set(others.map(({ code, offerId }) => `${code} ${offerId}`))).toEqual(
    new Set([`OFFER_EXISTS ${made[0].offer.id}`]),
  );
  await withdraw(organizer, made[0].offer.id, 'The test is over.');
});

test('what was stated stands in the offer and in the audit trail; edits of the body’s file change nothing', async () => {
  const { offer: made } = await offer(world, owner, approvalId, { stated: [stated] });
  expect(made.rules.find(({ name }: { name: string }) => name === 'backdating')).toEqual({
    ...{ name: 'backdating', value: 'false', statedBecause: 'The letter says so.', source: { title: 'Letter' } },
  });
  expect(made).toMatchObject({
    ...{
      amount: '1.75',
      amountInWords: '1.75 contact hours',
      calculation: {
        ...{ method: 'WORDS', minutes: '114.52', studyTimeReason: 'The body counts words, not time.' },
        version: { words: REAL_WORDS, questions: 20, difficulty: 2, studyMinutes: '75.00' },
      },
    },
    statement:
      'Sample Institute for Relational Practice (fictional) is approved by Sample Body, #1975, for 1.75 contact hours.',
  });
  const [event] = await world.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.objectId, keyOf(made.id)));
  expect(event).toMatchObject({
    ...{ verb: 'CREDIT_OFFERED', actor: 'owner' },
    details: { stated: [{ name: 'backdating', value: false, reason: 'The letter says so.' }] },
  });
  const rowOf = async () =>
    (
      await world.db
        .select()
        .from(creditOffers)
        .where(eq(creditOffers.id, keyOf(made.id) as never))
    )[0];
  const before = await rowOf();
  await loadSamples(world, bodyOf({ passPercent: 90, stepHundredths: 100 }, { name: 'Renamed Body', statements: [] }));
  expect(await rowOf()).toEqual(before);
  const read = `{ node(id: "${made.id}") { ... on CreditOffer { body statement } } }`;
  expect((await asker(world)(null, read)).data.node).toMatchObject({ body: 'Sample Body', statement: made.statement });
  await loadSamples(world);
  const first = await withdraw(owner, made.id, 'The body asked us to.');
  expect(first.offer).toMatchObject({ withdrawalReason: 'The body asked us to.' });
  expect(await withdraw(owner, made.id, 'Another reason.', new Date('2026-12-24T00:00:00Z'))).toEqual(first);
  const after = await rowOf();
  expect({ ...after, withdrawnAt: null, withdrawalReason: null }).toEqual(before);
});

test('an offer changes no enrollment and no test', async () => {
  await newReader(world);
  const read = async () => [
    await world.db.select().from(enrollments).orderBy(enrollments.id),
    await world.db.select().from(quizzes).orderBy(quizzes.id),
    await world.db.$count(questions),
    await world.db.select().from(courses),
  ];
  const before = await read();
  const { offer: made } = await offer(world, owner, approvalId);
  await withdraw(owner, made.id, 'The test is over.');
  expect(await read()).toEqual(before);
});

test('under a specimen everything is a specimen', async () => {
  const sample = {
    accreditor: 'sample-body',
    organizationSlug: 'sample-institute',
    courseSlug: 'better-after-betrayal',
  };
  const { approvalId: id } = await sampleApproval(world.db, operatorAct(NOW), { ...sample, production: false });
  const { offer: made } = await offer(world, owner, globalId('Approval', id));
  expect(made).toMatchObject({
    specimen: true,
    statement: expect.stringMatching(/^Specimen: no such approval exists\./),
  });
  await withdraw(owner, made.id, 'The test is over.');
});

test('nothing is offered on a retired course', async () => {
  await retireCourse(world.db, operatorAct(NOW), { courseId: world.courseId, reason: 'The test is over.' });
  expect(await offer(world, owner, approvalId)).toMatchObject({ code: 'VERSION_NOT_OFFERED', current: null });
});
