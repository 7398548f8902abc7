import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { ApprovalId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { removeLicense } from '../../schema/licenses/operations/removeLicense.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { startTestApp } from '../support/app.ts';
import { correcting, LATER } from '../support/correcting.ts';
import { csvCells } from '../support/csvCells.ts';
import { anotherOrganization, member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { recordReader } from '../support/readingRecords.ts';
import { eventCounts } from '../support/records.ts';
import { openWorld, type World } from '../support/world.ts';

const now = new Date('2026-12-30T09:00:00Z');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let auditor: UserId;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  auditor = await member(world, 'AUDITOR');
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const { license, claim, holder, correct, standing } = correcting(() => world);
const record = recordReader(
  () => app,
  () => auditor,
);

const approvalOf = async ({ offer }: Awaited<ReturnType<typeof holder>>): Promise<ApprovalId> => {
  const [row] = await world.db.select().from(tables.creditOffers).where(eq(tables.creditOffers.id, offer.id));
  if (row === undefined) throw new Error('the offer is missing');
  return row.approvalId;
};
/** The roster's file, a row each, by the names of its columns. */
const fileOf = async (approvalId: ApprovalId) => {
  const answer = await app.ask(`/approvals/${approvalId}/roster.csv`, { headers: { 'x-test-user': auditor } });
  return csvCells(await answer.text());
};

test('a license that is joined after the claim says so, and leaves an event with the certificate', async () => {
  const held = await holder('LMFT 000222');
  const { userId, certificate, offer } = held;
  const further = await license(userId, 'LPCC 444', { profession: 'lpcc', jurisdiction: 'US-CA' });
  const at = new Date(held.now.getTime() + 60_000);
  const again = () => claim({ ...held, now: at }, [{ offerId: offer.id, licenseIds: [held.licenseId, further] }]);
  await again();
  await again();
  const found = await record(certificate.number);
  expect(found.licenses).toMatchObject([
    { profession: 'lmft', number: 'LMFT 000222', printed: true, joinedAt: held.award.awardedAt.toISOString() },
    { profession: 'lpcc', number: 'LPCC 444', printed: false, joinedAt: at.toISOString(), removedAt: null },
  ]);
  const joinings = found.events.nodes.filter(({ verb }: { verb: string }) => verb === 'LICENSE_JOINED');
  expect(joinings).toMatchObject([
    {
      actor: 'USER',
      objectId: globalId('Certificate', certificate.id),
      details: JSON.stringify({ licenseId: globalId('License', further) }),
    },
  ]);
  const [issue] = await world.db
    .select()
    .from(tables.auditEvents)
    .where(and(eq(tables.auditEvents.objectId, certificate.id), eq(tables.auditEvents.verb, 'CERTIFICATE_ISSUED')));
  expect(issue?.details).toEqual({ licenseIds: [held.licenseId] });
});

test('a corrected number stands beside what was printed, on the former certificate and on the one that replaced it', async () => {
  const held = await holder('LMFT 000222');
  await correct(held.userId, held.licenseId, { number: 'LMFT 777777' });
  const [fresh] = await standing(held.userId);
  const change = { at: LATER.toISOString(), reason: 'CORRECTED', number: 'LMFT 777777' };
  expect((await record(held.certificate.number)).licenses).toMatchObject([
    { number: 'LMFT 000222', printed: true, changes: [change] },
  ]);
  expect((await record(fresh?.number ?? '')).licenses).toMatchObject([{ number: 'LMFT 777777', changes: [change] }]);
});

test('what a holder changes without a new certificate changes neither record nor roster: it stands beside', async () => {
  const held = await holder('LMFT 000222');
  const approvalId = await approvalOf(held);
  const further = await license(held.userId, 'LPCC 1', { profession: 'lpcc', jurisdiction: 'US-CA' });
  const at = new Date(held.now.getTime() + 60_000);
  await claim({ ...held, now: at }, [{ offerId: held.offer.id, licenseIds: [further] }]);
  // Not printed, so that no certificate is replaced.
  await correct(held.userId, further, { number: 'LPCC 2' });
  await removeLicense(world.db, userAct(held.userId, LATER), { licenseId: further });
  expect((await record(held.certificate.number)).licenses).toMatchObject([
    { number: 'LMFT 000222', changes: [], removedAt: null },
    { number: 'LPCC 1', changes: [{ number: 'LPCC 2' }], removedAt: LATER.toISOString() },
  ]);
  expect(await fileOf(approvalId)).toMatchObject([
    {
      ...{ 'License number': 'LMFT 000222', 'On the certificate': 'yes', 'License joined on': '2026-11-23' },
      ...{ 'License number now': '', 'License removed on': '', Amount: '4.50', Counts: '4.50' },
    },
    {
      ...{ 'License number': 'LPCC 1', 'On the certificate': 'no', 'License joined on': '2026-11-23' },
      ...{ 'License number now': 'LPCC 2', 'License removed on': '2026-12-24', Amount: '4.50', Counts: '0.00' },
    },
  ]);
  await eraseByOperator(world.db, operatorAct(new Date('2045-01-01T00:00:00Z')), {
    ...{ userId: held.userId, reason: 'by letter' },
  });
  expect((await record(held.certificate.number)).licenses).toMatchObject([
    { number: null, nameOnLicense: null },
    { number: null, changes: [{ number: null, nameOnLicense: null }] },
  ]);
});

test('a reading of numbers is recorded once, with its certificate, and only where a number is shown', async () => {
  const held = await holder('LMFT 5');
  const ask = (fields: string) =>
    app.graphql(
      `query ($number: String!) { organization(slug: "sample-institute") { certificate(number: $number) { ${fields} } } }`,
      { number: held.certificate.number },
      { 'x-test-user': auditor },
    );
  const readings = async () => (await eventCounts(world)).LICENSE_NUMBERS_READ ?? 0;
  const before = await readings();
  await ask('licenses { profession printed changes { at } }');
  expect(await readings()).toBe(before);
  await ask('licenses { number changes { number } } again: licenses { number }');
  expect(await readings()).toBe(before + 1);
  const rows = await world.db
    .select()
    .from(tables.auditEvents)
    .where(eq(tables.auditEvents.verb, 'LICENSE_NUMBERS_READ'))
    .orderBy(tables.auditEvents.id);
  expect(rows.at(-1)).toMatchObject({
    ...{ actorUserId: auditor, actor: 'auditor' },
    details: { count: 1, licenseIds: [held.licenseId], certificateId: held.certificate.id },
  });
});

test('an organization sees no license of an award that another one gave', async () => {
  const held = await holder('LMFT 6');
  const other = await anotherOrganization(world);
  const foreign = await member(world, 'OWNER', other);
  const { body } = await app.graphql(
    'query ($id: ID!, $number: String!) { node(id: $id) { ... on Organization { certificate(number: $number) { licenses { number } } } } }',
    { id: globalId('Organization', other), number: held.certificate.number },
    { 'x-test-user': foreign },
  );
  expect(body.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
});
