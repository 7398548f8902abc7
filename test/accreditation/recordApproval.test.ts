import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { approvals, auditEvents, creditAwards, creditOffers } from '../../drizzle/schema.ts';
import { confirmApproval, refuseApproval } from '../../schema/accreditation/operations/confirmApproval.ts';
import { keepLetter } from '../../schema/accreditation/operations/keepLetter.ts';
import { sampleApproval } from '../../schema/accreditation/operations/sampleApproval.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import {
  asker,
  bodyOf,
  confirmed,
  freshBody,
  keyOf,
  LETTER,
  LETTER_SHA256,
  loadSamples,
  NOW,
  ownerWithLetter,
  record,
} from '../support/granting.ts';
import { anotherOrganization, member } from '../support/issued.ts';
import { addOffer } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { newLearner, newReader, openWorld, type World } from '../support/world.ts';

let world: World;
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  await loadSamples(world);
  owner = await ownerWithLetter(world);
});
afterAll(() => world.close());

const count = () => world.db.$count(approvals);

describe('bad input', () => {
  test.each([
    [
      'an unknown accreditor',
      { accreditor: 'sample-bodi' },
      'ACCREDITOR_UNKNOWN',
      'accreditor',
      'did you mean "sample-body"',
    ],
    ['a board', { accreditor: 'sample-board' }, 'ACCREDITOR_UNKNOWN', 'accreditor', 'is a board'],
    ['a board that takes a log', { accreditor: 'sample-log' }, 'NO_APPROVALS', 'accreditor', 'approves nothing'],
    ['a plain completion', { accreditor: 'plain' }, 'NO_APPROVALS', 'accreditor', 'no body approves'],
    ['an unknown letter', { letterSha256: 'a'.repeat(64) }, 'LETTER_MISSING', 'letterSha256', 'Upload'],
    ['no hash', { letterSha256: 'x' }, 'INVALID_INPUT', 'letterSha256', 'hexadecimal'],
    ['an end before its beginning', { endsOn: '2025-12-31' }, 'INVALID_INPUT', 'endsOn', 'before it begins'],
    ['a day that does not exist', { startsOn: '2026-02-29' }, 'INVALID_INPUT', 'startsOn', 'exists'],
    ['a day before every calendar', { startsOn: '0000-01-01' }, 'INVALID_INPUT', 'startsOn', '1900'],
    ['a day that stands for no end', { endsOn: '9999-12-31' }, 'INVALID_INPUT', 'endsOn', '2199'],
    ['a number with its sign', { number: '#1975' }, 'INVALID_INPUT', 'number', 'begin with'],
    ['a number with braces', { number: '1{975}' }, 'INVALID_INPUT', 'number', 'braces'],
    ['a number of two lines', { number: '19\n75' }, 'INVALID_INPUT', 'number', 'one line'],
    ['a number of a specimen', { number: 'Specimen-1' }, 'INVALID_INPUT', 'number', 'demonstrations'],
    ['no number, which the sentence prints', { number: null }, 'INVALID_INPUT', 'number', 'prints the number'],
    ['an open address', { publishedAt: 'http://body.example.org' }, 'INVALID_INPUT', 'publishedAt', 'https://'],
    ['no formats', { formats: [] }, 'INVALID_INPUT', 'formats', 'at least one'],
    ['a format twice', { formats: ['LIVE_ONLINE', 'LIVE_ONLINE'] }, 'INVALID_INPUT', 'formats', 'once'],
    ['another profession', { profession: 'lmfd' }, 'APPROVAL_NOT_GIVEN', 'profession', 'did you mean "lmft"'],
    ['another place', { jurisdiction: 'NZ' }, 'APPROVAL_NOT_GIVEN', 'jurisdiction', 'US-NY'],
    ['no place', { jurisdiction: 'New York' }, 'INVALID_INPUT', 'jurisdiction', 'ISO 3166'],
    ['a course approval without a course', { kind: 'COURSE' }, 'INVALID_INPUT', 'courseSlug', 'Name the course'],
    ['a provider approval with one', { courseSlug: 'better-after-betrayal' }, 'INVALID_INPUT', 'courseSlug', 'Only'],
    [
      'an unknown course',
      { kind: 'COURSE', courseSlug: 'better-after-betrayel' },
      'INVALID_INPUT',
      'courseSlug',
      'did you mean "better-after-betrayal"',
    ],
    ['a joint approval without partners', { kind: 'JOINT' }, 'INVALID_INPUT', 'partners', 'Name the partners'],
    ['another holder of one’s own approval', { role: 'CO_SPONSOR' }, 'INVALID_INPUT', 'role', 'shared'],
  ])('%s is refused with its field', async (_what, input, code, field, words) => {
    const before = await count();
    const answer = await record(world, owner, input);
    expect(answer.code).toBe(code);
    expect(answer.field ?? answer.fields.map(({ path }: { path: string }) => path).join()).toBe(field);
    expect(answer.message).toContain(words);
    expect(await count()).toBe(before);
  });

  test('a format that the body does not approve, and a kind that it does not', async () => {
    await loadSamples(world, bodyOf({ formats: ['LIVE_ONLINE'] }, { approves: ['COURSE'] }));
    const answer = await record(world, owner);
    expect(answer).toMatchObject({ code: 'APPROVAL_NOT_GIVEN' });
    expect(answer.fields.map(({ path }: { path: string }) => path)).toEqual(['kind', 'formats.0']);
    await loadSamples(world);
  });
});

describe('who may', () => {
  test('only an owner; a stranger learns nothing', async () => {
    for (const role of ['ORGANIZER', 'INSTRUCTOR', 'AUDITOR'] as const)
      expect(await record(world, await member(world, role))).toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await member(world, 'OWNER', await anotherOrganization(world));
    expect(await record(world, stranger)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a hash in capitals names the same letter, and the last possible end can come earlier', async () => {
  const letterSha256 = LETTER_SHA256.toUpperCase();
  const far = { profession: 'lcsw', jurisdiction: 'US-NY', startsOn: '2026-02-01', endsOn: '2199-12-31' };
  const { approval } = await record(world, owner, { ...far, letterSha256 });
  expect(approval).toMatchObject({ confirmed: false });
  const input = { approvalId: approval.id, state: 'LAPSED', from: '2026-12-01', reason: 'It was not renewed' };
  const answer = await asker(world)(
    owner,
    `mutation ($input: ChangeApprovalStateInput!) { changeApprovalState(input: $input) { __typename } }`,
    { input },
  );
  expect(answer.data).toEqual({ changeApprovalState: { __typename: 'ChangeApprovalStatePayload' } });
});

test('fifty at once make one approval, and the others learn its days', async () => {
  const input = {
    accreditor: await freshBody(world),
    profession: 'lcsw',
    startsOn: '2026-02-28',
    endsOn: '2028-02-29',
  };
  const answers = await Promise.all(Array.from({ length: 50 }, () => record(world, owner, input)));
  const made = answers.filter(({ approval }) => approval !== undefined);
  expect(made).toHaveLength(1);
  const id = made[0].approval.id;
  for (const other of answers.filter(({ approval }) => approval === undefined))
    expect(other).toMatchObject({
      ...{ code: 'APPROVAL_OVERLAPS', field: 'startsOn', approvalId: id, startsOn: '2026-02-28', endsOn: '2028-02-29' },
    });
  expect(await record(world, owner, { ...input, startsOn: '2028-02-29', endsOn: null })).toMatchObject({
    code: 'APPROVAL_OVERLAPS',
  });
  expect(await record(world, owner, { ...input, startsOn: '2028-03-01', endsOn: null })).toMatchObject({
    approval: { confirmed: false, inForce: false },
  });
});

test('the operator confirms once, or refuses, after which a correct one can be recorded', async () => {
  const input = { profession: 'lmft', startsOn: '2026-01-01' };
  const { approval } = await record(world, owner, input);
  const refused = await refuseApproval(world.db, operatorAct(NOW), {
    approvalId: keyOf(approval.id),
    reason: 'The letter names another number.',
  });
  expect(refused.confirmed).toBe(false);
  await expect(confirmApproval(world.db, operatorAct(NOW), { approvalId: keyOf(approval.id) })).rejects.toMatchObject({
    code: 'APPROVAL_ENDED',
  });
  const { approval: right } = await record(world, owner, input);
  const confirm = () => confirmApproval(world.db, operatorAct(NOW), { approvalId: keyOf(right.id) });
  const both = await Promise.all([confirm(), confirm()]);
  expect(both.filter((done) => done.confirmed)).toHaveLength(1);
  const events = await world.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.objectId, keyOf(right.id)));
  expect(events.map(({ verb, actor }) => `${verb} ${actor}`)).toEqual([
    'APPROVAL_RECORDED owner',
    'APPROVAL_CONFIRMED operator',
  ]);
});

const CHANGE = `mutation ($input: ChangeApprovalStateInput!) { changeApprovalState(input: $input) {
  ... on ChangeApprovalStatePayload { awards { amount } approval { state inForce lastOn endsOn states { state from reason } } }
  ... on Error { code message } ... on InvalidInputError { fields { path } } ... on ApprovalEndedError { endedOn } } }`;

test('states are dated; an end comes once and leaves the rest as it was', async () => {
  const approvalId = await confirmed(world, owner, { accreditor: await freshBody(world) });
  const change = async (input: Record<string, unknown>) =>
    (await asker(world)(owner, CHANGE, { input: { approvalId, reason: 'The body wrote to us.', ...input } })).data
      .changeApprovalState;
  expect(await change({ state: 'SUSPENDED', from: '2026-11-26' })).toMatchObject({
    approval: { state: 'SUSPENDED', inForce: false },
  });
  expect(await change({ state: 'PROBATION', from: '2026-11-26' })).toMatchObject({
    approval: { state: 'PROBATION', inForce: true, lastOn: '2028-02-29' },
  });
  for (const [from, path] of [
    ['2025-12-31', 'from'],
    ['2028-03-02', 'from'],
    ['2026-02-30', 'from'],
  ])
    expect(await change({ state: 'LAPSED', from })).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
  expect(await change({ state: 'APPLIED', from: '2026-11-26' })).toMatchObject({ fields: [{ path: 'state' }] });
  expect(await change({ state: 'WITHDRAWN', from: '2026-12-01' })).toMatchObject({
    awards: [],
    approval: { inForce: true, lastOn: '2026-11-30', endsOn: '2028-02-29' },
  });
  expect(await change({ state: 'IN_FORCE', from: '2026-12-02' })).toMatchObject({
    code: 'APPROVAL_ENDED',
    endedOn: '2026-12-01',
  });
});

test('an approval has at most a hundred states, and can end all the same', async () => {
  const approvalId = await confirmed(world, owner, { accreditor: await freshBody(world), endsOn: '2026-12-31' });
  const change = async (state: string) => {
    const input = { approvalId, state, from: '2026-11-26', reason: 'The body wrote to us.' };
    return (await asker(world)(owner, CHANGE, { input })).data.changeApprovalState;
  };
  // Recording and confirming wrote two.
  for (let at = 0; at < 98; at += 1) expect(await change('PROBATION')).toMatchObject({ awards: [] });
  expect(await change('SUSPENDED')).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'state' }] });
  expect(await change('LAPSED')).toMatchObject({ awards: [] });
});

test('an organization records at most fifty approvals in a day', async () => {
  const organizationId = await anotherOrganization(world);
  const userId = await member(world, 'OWNER', organizationId);
  await keepLetter(world.db, userAct(userId, NOW), { organizationId, bytes: LETTER });
  const one = (day: number, now = NOW) => {
    const startsOn = new Date(Date.UTC(2020, 0, day)).toISOString().slice(0, 10);
    const facts = { organizationId: globalId('Organization', organizationId), startsOn, endsOn: startsOn };
    return record(world, userId, facts, now);
  };
  for (let day = 1; day <= 50; day += 1) expect(await one(day)).toHaveProperty('approval');
  expect(await one(51)).toMatchObject({ code: 'RATE_LIMITED' });
  expect(await one(51, new Date(NOW.getTime() + 24 * 3_600_000))).toHaveProperty('approval');
});

test('the end of an approval lists the awards that count from that day on, and changes none', async () => {
  const { enrollmentId } = await newReader(world);
  const { id: offerId } = await addOffer(world);
  const [offered] = await world.db.select().from(creditOffers).where(eq(creditOffers.id, offerId));
  if (offered === undefined) throw new Error('no offer');
  const { lines, approvalId } = offered;
  const award = {
    ...{ enrollmentId, offerId, lines, basis: 'LEARNER' as const, totalHundredths: 150 },
    awardedAt: NOW,
  };
  const days = { completedAt: NOW, countsOn: '2026-11-22', keptUntil: '2031-11-22' };
  await world.db.insert(creditAwards).values({ ...award, ...days });
  const rows = () => world.db.select().from(creditAwards);
  const before = await rows();
  const change = async (state: string, from: string) => {
    const input = { approvalId: globalId('Approval', approvalId), state, from, reason: 'The body wrote to us.' };
    return (await asker(world)(owner, CHANGE, { input })).data.changeApprovalState;
  };
  expect((await change('PROBATION', '2026-11-23')).awards).toEqual([]);
  expect((await change('WITHDRAWN', '2026-11-22')).awards).toEqual([{ amount: '1.50' }]);
  expect(await rows()).toEqual(before);
  expect(before).toHaveLength(1);
});

const READ = `{ organization(slug: "sample-institute") { approvals(first: 50) { nodes { id number accreditor { name } organizations { name role }
  awards { nodes { amount } } } } creditOffers { nodes { id } } } }`;

test('members read approvals, nobody else does', async () => {
  const ask = asker(world);
  for (const role of ['ORGANIZER', 'INSTRUCTOR', 'AUDITOR'] as const) {
    const { data } = await ask(await member(world, role), READ);
    expect(data.organization.approvals.nodes.length).toBeGreaterThan(3);
    const names = data.organization.approvals.nodes.map((one: { accreditor: { name: string } }) => one.accreditor.name);
    expect(names).toContain('Sample Body');
  }
  const [some] = (await ask(owner, READ)).data.organization.approvals.nodes;
  for (const viewer of [null, await newLearner(world.db)]) {
    expect((await ask(viewer, READ)).data.organization).toEqual({ approvals: null, creditOffers: null });
    const node = await ask(viewer, `{ node(id: "${some.id}") { ... on Approval { number } } }`);
    expect(node.data?.node ?? null).toBeNull();
  }
});

test('a joint approval names its partners', async () => {
  const partners = [{ name: 'Other Institute', number: '77', role: 'HOLDER' }];
  const { approval } = await record(world, owner, {
    ...{ kind: 'JOINT', role: 'CO_SPONSOR', partners, accreditor: await freshBody(world) },
  });
  const { data } = await asker(world)(owner, READ);
  expect(data.organization.approvals.nodes.find(({ id }: { id: string }) => id === approval.id).organizations).toEqual([
    { name: 'Sample Institute for Relational Practice (fictional)', role: 'CO_SPONSOR' },
    { name: 'Other Institute', role: 'HOLDER' },
  ]);
});

test('a specimen is made by the operator outside production only', async () => {
  const sample = {
    accreditor: 'sample-body',
    organizationSlug: 'sample-institute',
    courseSlug: 'better-after-betrayal',
  };
  const act = operatorAct(NOW);
  await expect(sampleApproval(world.db, act, { ...sample, production: true })).rejects.toThrow('In production');
  expect(await sampleApproval(world.db, act, { ...sample, production: false })).toMatchObject({
    number: 'SPECIMEN-SAMPLE-BODY',
  });
  await expect(
    sampleApproval(world.db, act, { ...sample, accreditor: 'plain', production: false }),
  ).rejects.toMatchObject({ code: 'NO_APPROVALS' });
});
