import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CertificateId, NameCorrectionId, UserId } from '../../drizzle/ids.ts';
import { nameCorrections } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { nameCorrection } from '../../schema/issuance/operations/nameCorrectionMail.ts';
import {
  declineNameCorrection,
  requestNameCorrection,
  withdrawNameCorrection,
} from '../../schema/issuance/operations/nameCorrections.ts';
import { erasePerson } from '../../schema/privacy/operations/erasePerson.ts';
import { lockPerson } from '../../schema/privacy/operations/lockPerson.ts';
import { nameCorrection as mailText } from '../../server/mail/texts/nameCorrections.ts';
import { startTestApp } from '../support/app.ts';
import { correcting, LATER } from '../support/correcting.ts';
import { eventsOf, issued, member, ownersVerbs } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { emailOf, newLearner, openWorld, type World } from '../support/world.ts';

const now = new Date('2026-11-30T09:00:00.123Z');
const WANTED = 'Robin Quinn Example';
const REASON = 'The second name is missing.';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let owner: UserId;
let auditor: UserId;
let verbs: ReturnType<typeof ownersVerbs>;
const { holder: licensed, correct } = correcting(() => world);
beforeAll(async () => {
  world = await openWorld({ max: 20 });
  app = await startTestApp(world.pool);
  owner = await member(world, 'OWNER');
  auditor = await member(world, 'AUDITOR');
  verbs = ownersVerbs(world, owner, now);
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const ask = (userId: UserId, certificateId: CertificateId, wantedName = WANTED, reason = REASON) =>
  requestNameCorrection(world.db, userAct(userId, now), { certificateId, wantedName, reason, vault: world.vault });
const rowsOf = (certificateId: CertificateId) =>
  world.db.select().from(nameCorrections).where(eq(nameCorrections.certificateId, certificateId));
const asked = async () => {
  const { id, userId, number } = await issued(world);
  await ask(userId, id);
  const [row] = await rowsOf(id);
  if (row === undefined) throw new Error('no request was written');
  return { certificateId: id, userId, number, requestId: row.id };
};
const decline = (id: NameCorrectionId, because = 'Send us your passport first.', by = owner) =>
  declineNameCorrection(world.db, userAct(by, now), { id, because });
const mails = async (correctionId: NameCorrectionId, userId: UserId, mail: 'REQUESTED' | 'DECLINED') => {
  const sent: string[] = [];
  const needs = { db: world.db, clock: () => now, mail: { nameCorrection: async (to: string) => void sent.push(to) } };
  await nameCorrection.perform(needs, { correctionId, userId, mail });
  return sent;
};

describe('a request for a corrected name', () => {
  test('is kept once, recorded without its words, and told to the owners alone', async () => {
    const { id, userId } = await issued(world);
    await Promise.all(Array.from({ length: 20 }, () => ask(userId, id)));
    const rows = await rowsOf(id);
    expect(rows).toMatchObject([{ state: 'OPEN', wantedName: WANTED, reason: REASON, answeredAt: null }]);
    expect(await eventsOf(world, id, 'NAME_CORRECTION_REQUESTED')).toMatchObject([{ reason: null }]);
    const requestId = rows[0]?.id as NameCorrectionId;
    expect(await mails(requestId, owner, 'REQUESTED')).toEqual([await emailOf(world.db, owner)]);
    expect(await mails(requestId, owner, 'REQUESTED')).toEqual([]);
    expect(await mails(requestId, auditor, 'REQUESTED')).toEqual([]);
    expect(await mails(requestId, userId, 'DECLINED')).toEqual([]);
    const { subject, text } = mailText('a@example.org', 'https://attune.example.org', 'REQUESTED');
    expect(subject + text).not.toMatch(/Robin|Better/);
  });

  test('is refused where there is nothing to correct, or another one is open', async () => {
    const { certificateId, userId, number } = await asked();
    await expect(ask(userId, certificateId, 'Robin R. Example')).rejects.toMatchObject({
      code: 'NAME_CORRECTION_OPEN',
      wantedName: WANTED,
    });
    const stranger = await newLearner(world.db);
    await expect(ask(stranger, certificateId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(owner, certificateId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withdrawNameCorrection(world.db, userAct(userId, now), { certificateId });
    await withdrawNameCorrection(world.db, userAct(userId, now), { certificateId });
    expect(await rowsOf(certificateId)).toMatchObject([{ state: 'WITHDRAWN', answeredAt: now }]);
    await expect(ask(userId, certificateId, 'Robin 💥')).rejects.toMatchObject({ code: 'NAME_UNDRAWABLE' });
    const { successor } = await verbs.reissue(number, WANTED);
    await expect(ask(userId, certificateId)).rejects.toMatchObject({
      code: 'CERTIFICATE_REPLACED',
      successorNumber: successor.number,
    });
    await expect(ask(userId, successor.id)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await verbs.revoke(successor.number);
    await expect(ask(userId, successor.id, 'Robin Again')).rejects.toMatchObject({ code: 'CERTIFICATE_REVOKED' });
  });

  test('ten a day', async () => {
    const { id, userId } = await issued(world);
    for (let times = 0; times < 10; times += 1) {
      await ask(userId, id, `${WANTED} ${'I'.repeat(times)}`.trim());
      await withdrawNameCorrection(world.db, userAct(userId, now), { certificateId: id });
    }
    await expect(ask(userId, id)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('is answered by the corrected certificate', async () => {
    const { certificateId, number } = await asked();
    await verbs.reissue(number, 'Robin Q. Example');
    expect(await rowsOf(certificateId)).toMatchObject([{ state: 'CORRECTED', answeredAt: expect.any(Date) }]);
  });

  test('ends with a revocation', async () => {
    const { certificateId, number } = await asked();
    await verbs.revoke(number);
    expect(await rowsOf(certificateId)).toMatchObject([{ state: 'REVOKED' }]);
  });

  test('follows a certificate that is replaced for another reason', async () => {
    const { userId, licenseId, certificate } = await licensed('LMFT 1');
    await ask(userId, certificate.id);
    await correct(userId, licenseId, { number: 'LMFT 2' });
    expect(await rowsOf(certificate.id)).toEqual([]);
    const [row] = await world.db.select().from(nameCorrections).where(eq(nameCorrections.userId, userId));
    expect(row).toMatchObject({ state: 'OPEN' });
    const decided = await declineNameCorrection(world.db, userAct(owner, LATER), {
      id: row?.id as NameCorrectionId,
      because: 'It is right.',
    });
    expect(decided).toEqual({ id: row?.id });
  });

  test('is declined by an owner, once, with a reason that its holder reads', async () => {
    const { certificateId, userId, requestId } = await asked();
    await expect(decline(requestId, 'No.', auditor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(decline(requestId, 'No.', userId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await Promise.all(Array.from({ length: 10 }, () => decline(requestId)));
    expect(await rowsOf(certificateId)).toMatchObject([
      { state: 'DECLINED', declinedBecause: 'Send us your passport first.' },
    ]);
    expect(await eventsOf(world, certificateId, 'NAME_CORRECTION_DECLINED')).toHaveLength(1);
    expect(await mails(requestId, userId, 'DECLINED')).toEqual([await emailOf(world.db, userId)]);
    await expect(decline(requestId, 'Something else.')).rejects.toMatchObject({
      code: 'NAME_CORRECTION_CLOSED',
      state: 'DECLINED',
    });
    await ask(userId, certificateId, 'Robin Q. Example');
    expect(await rowsOf(certificateId)).toHaveLength(2);
  });

  test('of a withdrawal and an answer at the same moment one stands', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { certificateId, userId, requestId, number } = await asked();
      const withdraw = () => withdrawNameCorrection(world.db, userAct(userId, now), { certificateId });
      await Promise.allSettled([decline(requestId), withdraw(), verbs.reissue(number, WANTED)]);
      const [row] = await rowsOf(certificateId);
      expect(['DECLINED', 'WITHDRAWN', 'CORRECTED']).toContain(row?.state);
    }
  });

  test('goes with its person', async () => {
    const { certificateId, userId } = await asked();
    await expect(
      world.db.delete(nameCorrections).where(eq(nameCorrections.certificateId, certificateId)),
    ).rejects.toThrow();
    const due = new Date('2040-01-01T00:00:00Z');
    await world.db.transaction(async (tx) => {
      await lockPerson(tx, userId);
      await erasePerson(tx, { userId, now: due });
    });
    expect(await rowsOf(certificateId)).toEqual([]);
  });
});

describe('over the API', () => {
  const FACTS = 'id state wantedName reason printedName certificateNumber courseTitle declinedBecause successorNumber';
  const as = async (userId: UserId, query: string, variables: unknown = {}) =>
    (await app.graphql(query, variables, { 'x-test-user': userId })).body;

  test('the holder sees it at the certificate, the owner in the inbox, and nobody else', async () => {
    const { userId, id, number } = await issued(world);
    const mutation = `mutation ($input: RequestNameCorrectionInput!) { requestNameCorrection(input: $input) {
      ... on RequestNameCorrectionPayload { certificate { nameCorrection { ${FACTS} } } } ... on Error { code }
      ... on InvalidInputError { fields { path } } } }`;
    const certificateId = globalId('Certificate', id);
    const wrong = { input: { certificateId, wantedName: ' ', reason: 'x' } };
    expect((await as(userId, mutation, wrong)).data?.requestNameCorrection).toEqual({
      code: 'INVALID_INPUT',
      fields: [{ path: 'wantedName' }, { path: 'reason' }],
    });
    const { data } = await as(userId, mutation, { input: { certificateId, wantedName: WANTED, reason: REASON } });
    const request = {
      ...{ state: 'OPEN', wantedName: WANTED, reason: REASON, certificateNumber: number },
      ...{ id: expect.any(String), printedName: expect.any(String), courseTitle: expect.any(String) },
      ...{ declinedBecause: null, successorNumber: null },
    };
    expect(data?.requestNameCorrection).toEqual({ certificate: { nameCorrection: request } });
    const inbox = `query ($states: [NameCorrectionState!]) { organization(slug: "sample-institute") {
      nameCorrections(states: $states, first: 1) { totalCount nodes { ${FACTS} } } } }`;
    const open = await as(owner, inbox, { states: ['OPEN'] });
    expect(open.data?.organization).toMatchObject({ nameCorrections: { nodes: [request] } });
    for (const [who, code] of [
      [auditor, 'FORBIDDEN'],
      [userId, 'NOT_FOUND'],
    ] as const) {
      const { data: nothing, errors } = await as(who, inbox);
      expect([nothing?.organization, errors?.[0]?.extensions?.code]).toEqual([{ nameCorrections: null }, code]);
    }
    const declining = `mutation ($input: DeclineNameCorrectionInput!) { declineNameCorrection(input: $input) {
      ... on DeclineNameCorrectionPayload { nameCorrection { state declinedBecause } } ... on Error { code } } }`;
    const [row] = await rowsOf(id);
    const input = { requestId: globalId('NameCorrection', row?.id ?? ''), because: 'Send proof.' };
    expect((await as(userId, declining, { input })).data?.declineNameCorrection).toEqual({ code: 'NOT_FOUND' });
    expect((await as(owner, declining, { input })).data?.declineNameCorrection).toEqual({
      nameCorrection: { state: 'DECLINED', declinedBecause: 'Send proof.' },
    });
  });
});
