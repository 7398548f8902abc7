import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { openVault } from '../../drizzle/encryption.ts';
import * as tables from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { changeLicense } from '../../schema/licenses/operations/changeLicense.ts';
import { readNumber } from '../../schema/licenses/operations/sealedNumber.ts';
import { licensesOf } from '../../schema/licenses/queries.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { certificatesOnRecord } from '../../schema/privacy/queries/erasures.ts';
import { mayErase } from '../../schema/privacy/rules.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { correcting, LATER, LCSW } from '../support/correcting.ts';
import { CREDIT_NAME, creditFinisher, PUBLIC_URL } from '../support/creditHolder.ts';
import { member, ownersVerbs, rowOf } from '../support/issued.ts';
import { addOffer } from '../support/offers.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const { license, claim, holder, correct, rowsOf, factsOf, printed, standing } = correcting(() => world);
const verdict = (number: string, name = CREDIT_NAME) =>
  verdictOf(world.db, world.vault, { number, name, now: new Date(LATER.getTime() + 1_000) });

describe('a corrected number', () => {
  test('replaces the certificate that printed it, at once and with nothing else changed', async () => {
    const { userId, licenseId, certificate, plain, award } = await holder('LMFT 012345');
    const { replacements } = await correct(userId, licenseId, { number: 'LMFT 012346' });
    const [fresh] = await standing(userId);
    if (fresh === undefined) throw new Error('no certificate stands');
    expect(replacements).toEqual([{ replacedId: certificate.id, certificateId: fresh.id }]);
    const old = await rowOf(world, certificate.number);
    expect(factsOf(fresh)).toEqual({
      ...factsOf(old),
      licenses: [{ ...factsOf(old).licenses?.[0], number: 'LMFT 012346' }],
      number: fresh.number,
      issuedAt: LATER.toISOString(),
      verifyUrl: `${PUBLIC_URL}/verify/${fresh.number}`,
    });
    expect(fresh).toMatchObject({ supersedesId: old.id, claimKey: old.claimKey, revokedAt: null });
    expect(await verdict(old.number)).toMatchObject({ status: 'SUPERSEDED', successorNumber: fresh.number });
    expect(await verdict(fresh.number)).toMatchObject({ status: 'VALID', nameMatches: true });
    // The plain certificate prints no license, and the award is the same.
    expect(await verdict(plain.number)).toMatchObject({ status: 'VALID' });
    const awards = await world.db.select().from(tables.creditAwards);
    expect(awards.filter(({ enrollmentId }) => enrollmentId === award.enrollmentId)).toEqual([award]);
    const made = await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: fresh.id, now: LATER });
    expect(textOf(readPdf(made?.bytes ?? Buffer.of()), 1)).toContain('license number LMFT 012346');
  });

  test('changes no other license’s line, even where both have the number, and no certificate that does not print it', async () => {
    const who = await creditFinisher(world);
    const { userId } = who;
    const [first, second] = [await license(userId, '777'), await license(userId, '777', LCSW)];
    const [both, later, other] = [await addOffer(world), await addOffer(world), await addOffer(world)];
    await claim(who, [{ offerId: both.id, licenseIds: [second, first] }]);
    await claim(who, [{ offerId: later.id, licenseIds: [second] }]);
    await claim(who, [{ offerId: other.id, licenseIds: [] }]);
    // Joined after the claim: the certificate does not print it.
    await claim({ ...who, now: new Date(who.now.getTime() + 1) }, [{ offerId: later.id, licenseIds: [first] }]);
    expect(await printed(userId)).toEqual([['777', '777'], ['777'], []]);
    const { replacements } = await correct(userId, first, { number: '778' });
    expect(replacements).toHaveLength(1);
    expect(await printed(userId)).toEqual([['777'], [], ['777', '778']]);
    expect((await correct(userId, second, { number: '779' })).replacements).toHaveLength(2);
    expect((await printed(userId)).sort()).toEqual([[], ['779'], ['779', '778']]);
  });

  test('prints the frozen facts of the award, whatever was edited or ended since', async () => {
    const { userId, licenseId, certificate, offer } = await holder('B 1');
    const before = factsOf(await rowOf(world, certificate.number));
    const [{ approvalId } = { approvalId: null }] = await world.db
      .select()
      .from(tables.creditOffers)
      .where(eq(tables.creditOffers.id, offer.id));
    if (approvalId === null) throw new Error('the offer is missing');
    const ended = { withdrawnAt: LATER, withdrawalReason: 'We ended it.' };
    await world.db.update(tables.creditOffers).set(ended).where(eq(tables.creditOffers.id, offer.id));
    await world.db.update(tables.approvals).set({ endedOn: '2026-01-02' }).where(eq(tables.approvals.id, approvalId));
    const lapsed = { approvalId, ordinal: 2, state: 'LAPSED', from: '2026-01-02', confirmed: false } as const;
    await world.db.insert(tables.approvalStates).values({ ...lapsed, recordedAt: LATER });
    const board = { key: 'ca-sample', name: 'A later board', website: 'https://board.example.org/', kind: 'REGULATES' };
    const professions = [{ key: 'lmft', title: 'A later title', values: {} }];
    const content = { ...board, jurisdiction: 'US-CA', professions };
    const loaded = { kind: 'BOARD', key: 'ca-sample', ordinal: 1, hash: 'a'.repeat(64), loadedAt: LATER } as const;
    await world.db.insert(tables.ruleSets).values({ ...loaded, content });
    const [institute] = await world.db.select().from(tables.organizations);
    await world.db.update(tables.organizations).set({ legalName: 'A later name', signatoryName: 'Somebody else' });
    await world.db.update(tables.courses).set({ retiredAt: LATER });
    try {
      await correct(userId, licenseId, { number: 'B 2' });
    } finally {
      await world.db.update(tables.courses).set({ retiredAt: null });
      const { legalName = '', signatoryName = null } = institute ?? {};
      await world.db.update(tables.organizations).set({ legalName, signatoryName });
    }
    const [fresh] = await standing(userId);
    expect(fresh && { ...factsOf(fresh), number: '', issuedAt: '', verifyUrl: '' }).toEqual({
      ...before,
      ...{ number: '', issuedAt: '', verifyUrl: '' },
      licenses: [{ profession: 'lmft', jurisdiction: 'US-CA', number: 'B 2' }],
    });
  });

  test('is followed by every later claim and correction', async () => {
    const { userId, licenseId, certificate, ...who } = await holder('C 1');
    await correct(userId, licenseId, { number: 'C 2' });
    const [second] = await standing(userId);
    const again = await claim({ userId, ...who }, [{ offerId: who.offer.id, licenseIds: [licenseId] }]);
    expect(again.awards[0]?.certificate.number).toBe(second?.number);
    const offer = await addOffer(world);
    await claim({ userId, ...who }, [{ offerId: offer.id, licenseIds: [licenseId] }]);
    expect(await printed(userId)).toEqual([['C 2'], ['C 2']]);
    // A spelling is corrected like any other number, and a number can be taken back.
    await correct(userId, licenseId, { number: 'C-2' });
    await correct(userId, licenseId, { number: 'C 1' });
    expect(await printed(userId)).toEqual([['C 1'], ['C 1']]);
    expect(await verdict(certificate.number)).toMatchObject({ successorNumber: second?.number });
    expect((await verdict(second?.number ?? '')).status).toBe('SUPERSEDED');
  });

  test('of an earlier release, which left the certificate, is made good by a correction that changes nothing', async () => {
    const left = await holder('E 1');
    const change = { licenseId: left.licenseId, changes: { number: 'E 2' }, reason: 'CORRECTED', note: null } as const;
    await world.db.transaction((tx) =>
      changeLicense(tx, userAct(left.userId, LATER), { ...change, vault: world.vault }),
    );
    expect(await printed(left.userId)).toEqual([['E 1']]);
    expect((await correct(left.userId, left.licenseId, {})).replacements).toHaveLength(1);
    expect(await printed(left.userId)).toEqual([['E 2']]);
    expect((await correct(left.userId, left.licenseId, {})).replacements).toEqual([]);
  });

  test('that no font draws is refused before anything is written, and so is a claim for it', async () => {
    const { userId, licenseId, certificate } = await holder('F 1');
    await expect(correct(userId, licenseId, { number: '執照 12' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'number' }],
    });
    const [stored] = await licensesOf(world.db, userId);
    expect(stored && readNumber(world.vault, stored.now)).toBe('F 1');
    expect((await verdict(certificate.number)).status).toBe('VALID');
    const who = await creditFinisher(world);
    const odd = await license(who.userId, '執照 12');
    const offer = await addOffer(world);
    await expect(claim(who, [{ offerId: offer.id, licenseIds: [odd] }])).rejects.toMatchObject({
      fields: [{ path: 'offers' }],
    });
    expect(await rowsOf(who.userId)).toEqual([]);
    // It stands nowhere on paper, so it can be corrected.
    await correct(who.userId, odd, { number: '12' });
    await claim(who, [{ offerId: offer.id, licenseIds: [odd] }]);
    expect(await printed(who.userId)).toEqual([['12']]);
  });
});

test.each([
  ['a renewal', { expiresOn: '2030-12-31' }, 'RENEWED'],
  ['a changed name', { nameOnLicense: 'Robin Q. Example' }, 'NAME_CHANGED'],
  ['a corrected name, kind and expiry', { nameOnLicense: 'Robyn', kind: 'ASSOCIATE', expiresOn: null }, 'CORRECTED'],
] as const)('%s replaces nothing, because the certificate prints none of it', async (_what, changes, reason) => {
  const { userId, licenseId, certificate } = await holder('H 1');
  expect((await correct(userId, licenseId, changes, { reason })).replacements).toEqual([]);
  expect((await standing(userId)).map(({ number }) => number)).toEqual([certificate.number]);
});

describe('beside revocation, erasure and keys', () => {
  test('a revoked certificate stays revoked, and the successor can be revoked', async () => {
    const verbs = ownersVerbs(world, await member(world, 'OWNER'), LATER);
    const [revoked, kept] = [await holder('J 1'), await holder('K 1')];
    await verbs.revoke(revoked.certificate.number);
    expect((await correct(revoked.userId, revoked.licenseId, { number: 'J 2' })).replacements).toEqual([]);
    expect(await verdict(revoked.certificate.number)).toMatchObject({ status: 'REVOKED', successorNumber: null });
    await correct(kept.userId, kept.licenseId, { number: 'K 2' });
    const [fresh] = await standing(kept.userId);
    await verbs.revoke(fresh?.number ?? '');
    expect((await verdict(fresh?.number ?? '')).status).toBe('REVOKED');
    expect((await verdict(kept.certificate.number)).status).toBe('SUPERSEDED');
  });

  test('nobody corrects the license of an erased person, and no number is left under any key', async () => {
    const { userId, licenseId } = await holder('L 1');
    await correct(userId, licenseId, { number: 'L 2' });
    const rows = await rowsOf(userId);
    const late = operatorAct(new Date('2045-01-01T00:00:00Z'));
    await eraseByOperator(world.db, late, { userId, reason: 'asked by letter' });
    await expect(correct(userId, licenseId, { number: 'L 3' })).rejects.toThrow();
    for (const { number } of rows) expect(openFacts(world.vault, await rowOf(world, number))).toBeNull();
    expect((await verdict(rows.at(-1)?.number ?? '')).status).toBe('VALID');
  });

  test('a correction keeps nobody’s record longer than the certificate that it corrects', async () => {
    const { userId, licenseId, now } = await holder('N 1');
    const due = async () => {
      const decision = mayErase(await certificatesOnRecord(world.db, userId), LATER);
      return decision.ok ? null : decision;
    };
    const before = await due();
    await correct(userId, licenseId, { number: 'N 2' }, {}, new Date('2030-01-01T00:00:00Z'));
    expect(await due()).toEqual(before);
    const dueAt = before?.dueAt ?? now;
    const justBefore = new Date(dueAt.getTime() - 1);
    const refused = eraseByOperator(world.db, operatorAct(justBefore), { userId, reason: 'asked by letter' });
    await expect(refused).rejects.toThrow('must still be kept');
    await eraseByOperator(world.db, operatorAct(dueAt), { userId, reason: 'asked by letter' });
    expect((await world.db.select().from(tables.users).where(eq(tables.users.id, userId)))[0]?.disabledAt).toEqual(
      dueAt,
    );
  });

  test('certificates and numbers under the former key of the service are corrected under the new one', async () => {
    const { userId, licenseId } = await holder('M 1');
    const secret = 'another secret of at least thirty-two characters';
    const vault = openVault(secret, 'a test secret of at least thirty-two characters');
    await correct(userId, licenseId, { number: 'M 2' }, { vault });
    const fresh = (await rowsOf(userId)).at(-1);
    const opened = fresh && openFacts(openVault(secret), fresh);
    expect(opened?.facts.licenses).toMatchObject([{ number: 'M 2' }]);
  });
});
