import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeApprovalState } from '../../schema/accreditation/operations/changeApprovalState.ts';
import { confirmApproval } from '../../schema/accreditation/operations/confirmApproval.ts';
import { everyApprovalOf } from '../../schema/accreditation/queries/approvals.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { startTestApp } from '../support/app.ts';
import { addBoard } from '../support/completions.ts';
import { member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { type Awarded, awarded } from '../support/records.ts';
import { boardWith, HOURS } from '../support/transcriptFacts.ts';
import { openWorld, type World } from '../support/world.ts';

const SLUG = 'sample-institute';
const now = new Date('2026-11-30T09:00:00Z');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let one: Awarded;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  one = await awarded(world, '012345', { values: { unit: HOURS, minutesPerUnit: 60 } });
  await addBoard(world, boardWith({ unit: HOURS, accepts: [{ accreditor: one.offer.accreditor }] }));
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const READ = `query ($slug: String!, $number: String!, $approvalId: ID!) { organization(slug: $slug) {
  certificate(number: $number) { award { countsOn approvalInForce } }
  roster(approvalId: $approvalId, first: 5) { nodes { approvalInForce timeZone certificate { status } } } } }`;
const LICENSES = '{ viewer { licenses { id } } }';
const TRANSCRIPT = `query ($id: ID!) { viewer { creditTranscript(licenseId: $id) { csvUrl rows(first: 5) { nodes {
  because timeZone awards { approvalInForce } } } } } }`;
const CHANGE = `mutation ($input: ChangeApprovalStateInput!) { changeApprovalState(input: $input) {
  ... on ChangeApprovalStatePayload { awards { certificateNumber countsOn }
    approval { confirmed stateConfirmed state states { state confirmed } awards(first: 5) { nodes { certificateNumber } } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
const ask = async (userId: string, query: string, variables: object = {}): Promise<any> => {
  const { body } = await app.graphql(query, variables, { 'x-test-user': userId });
  expect(body.errors).toBeUndefined();
  return body.data;
};

const shown = async () => {
  const auditor = await member(world, 'AUDITOR');
  const approvalId = globalId('Approval', one.approvalId);
  const { organization } = await ask(auditor, READ, { slug: SLUG, number: one.certificate.number, approvalId });
  const { viewer } = await ask(one.userId, LICENSES);
  const { creditTranscript } = (await ask(one.userId, TRANSCRIPT, { id: viewer.licenses[0].id })).viewer;
  const roster = await app.ask(`/approvals/${one.approvalId}/roster.csv`, { headers: { 'x-test-user': auditor } });
  const csv = await app.ask(new URL(creditTranscript.csvUrl).pathname, { headers: { 'x-test-user': one.userId } });
  return {
    award: organization.certificate.award,
    roster: organization.roster.nodes[0],
    row: creditTranscript.rows.nodes[0],
    file: await roster.text(),
    csv: await csv.text(),
  };
};

test('an approval that had ended before the day that counts is marked wherever the award is read', async () => {
  const before = await shown();
  expect(before).toMatchObject({
    award: { countsOn: '2026-11-23', approvalInForce: true },
    roster: { approvalInForce: true, timeZone: 'Pacific/Auckland' },
    row: { timeZone: 'Pacific/Auckland', awards: [{ approvalInForce: true }] },
  });
  expect(before.file).toContain(',2026-11-23,Pacific/Auckland,YES,');
  expect(before.csv).toContain(',2026-11-23,Pacific/Auckland,');

  const owner = await member(world, 'OWNER');
  const approvalId = globalId('Approval', one.approvalId);
  const input = { approvalId, state: 'LAPSED', from: '2026-11-23', reason: 'We did not renew it.' };
  const { changeApprovalState: changed } = await ask(owner, CHANGE, { input });
  const { number } = one.certificate;
  expect(changed).toEqual({
    awards: [{ certificateNumber: number, countsOn: '2026-11-23' }],
    approval: {
      ...{
        confirmed: true,
        stateConfirmed: false,
        state: 'LAPSED',
        awards: { nodes: [{ certificateNumber: number }] },
      },
      states: [
        { state: 'IN_FORCE', confirmed: true },
        { state: 'LAPSED', confirmed: false },
      ],
    },
  });
  const after = await shown();
  expect(after).toMatchObject({
    award: { approvalInForce: false },
    roster: { approvalInForce: false, certificate: { status: 'VALID' } },
    row: { because: 'APPROVAL_NOT_IN_FORCE', awards: [{ approvalInForce: false }] },
  });
  expect(after.file).toContain(',2026-11-23,Pacific/Auckland,NO,');
  expect(after.csv).toContain('The approval of the body was not in force on the day that counts.');
});

test('the operator compares a state that an owner set, once, and it stays as it is', async () => {
  const { approvalId } = await awarded(world, '77');
  const owner = await member(world, 'OWNER');
  const state = { state: 'SUSPENDED', from: '2026-12-01', reason: 'The body wrote to us.' } as const;
  await changeApprovalState(world.db, userAct(owner, now), { approvalId, ...state });
  const read = async () => (await everyApprovalOf(world.db, SLUG)).find(({ id }) => id === approvalId)?.states ?? [];
  expect((await read()).at(-1)).toMatchObject({ state: 'SUSPENDED', confirmed: false });
  const confirm = () => confirmApproval(world.db, operatorAct(now), { approvalId });
  expect((await confirm()).confirmed).toBe(true);
  expect((await confirm()).confirmed).toBe(false);
  expect((await read()).map(({ state: name, from, confirmed }) => [name, from, confirmed])).toEqual([
    ['IN_FORCE', '2026-01-01', true],
    ['SUSPENDED', '2026-12-01', false],
    ['SUSPENDED', '2026-12-01', true],
  ]);
  // An end is compared too, although the approval is over.
  await changeApprovalState(world.db, userAct(owner, now), { approvalId, ...state, state: 'LAPSED' });
  expect((await confirm()).confirmed).toBe(true);
});
