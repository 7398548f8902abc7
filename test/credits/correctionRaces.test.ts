import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, inArray } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { auditEvents, certificates, creditAwards } from '../../drizzle/schema.ts';
import { readNumber } from '../../schema/licenses/operations/sealedNumber.ts';
import { licensesOf } from '../../schema/licenses/queries.ts';
import { erasePerson } from '../../schema/privacy/operations/erasePerson.ts';
import { lockPerson } from '../../schema/privacy/operations/lockPerson.ts';
import { correcting, LATER } from '../support/correcting.ts';
import { creditFinisher } from '../support/creditHolder.ts';
import { member, ownersVerbs } from '../support/issued.ts';
import { addOffer } from '../support/offers.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let verbs: ReturnType<typeof ownersVerbs>;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
  verbs = ownersVerbs(world, await member(world, 'OWNER'), LATER);
});
afterAll(() => world.close());

const { license, claim, holder, correct, rowsOf, printed, standing } = correcting(() => world);
const ROUNDS = 6;

const present = async (userId: UserId): Promise<string> => {
  const [stored] = await licensesOf(world.db, userId);
  return (stored && readNumber(world.vault, stored.now)) ?? '';
};

/** The claim of an award has one certificate that stands, and the others lead to it one after the other. */
const expectOneChain = async (userId: UserId) => {
  const rows = (await rowsOf(userId)).filter(({ claimKey }) => !claimKey.endsWith(':plain'));
  const byKey = Map.groupBy(rows, ({ claimKey }) => claimKey);
  for (const chain of byKey.values()) {
    expect(chain.filter(({ supersededAt }) => supersededAt === null)).toHaveLength(1);
    expect(new Set(chain.map(({ supersedesId }) => supersedesId)).size).toBe(chain.length);
  }
  const enrollmentIds = rows.map(({ enrollmentId }) => enrollmentId);
  const awards = await world.db.select().from(creditAwards).where(inArray(creditAwards.enrollmentId, enrollmentIds));
  expect(awards).toHaveLength(byKey.size);
  return rows;
};

test('fifty times the same correction at once: one successor', async () => {
  const { userId, licenseId, certificate } = await holder('A 1');
  const all = await Promise.all(Array.from({ length: 50 }, () => correct(userId, licenseId, { number: 'A 2' })));
  expect(all.flatMap(({ replacements }) => replacements)).toHaveLength(1);
  expect(await printed(userId)).toEqual([['A 2']]);
  expect(await expectOneChain(userId)).toHaveLength(2);
  const events = await world.db.select().from(auditEvents).where(eq(auditEvents.objectId, certificate.id));
  expect(events.filter(({ verb }) => verb === 'CERTIFICATE_SUPERSEDED')).toHaveLength(1);
});

test('different corrections at once: the certificate that stands prints what the license says', async () => {
  const { userId, licenseId } = await holder('B 0');
  await Promise.all(Array.from({ length: 8 }, (_, at) => correct(userId, licenseId, { number: `B ${at + 1}` })));
  expect(await printed(userId)).toEqual([[await present(userId)]]);
  expect(await expectOneChain(userId)).toHaveLength(9);
});

test('corrections of two licenses on one certificate at once: it prints both', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const who = await creditFinisher(world);
    const [one, two] = [await license(who.userId, '1'), await license(who.userId, '2')];
    const offer = await addOffer(world);
    await claim(who, [{ offerId: offer.id, licenseIds: [one, two] }]);
    await Promise.all([correct(who.userId, one, { number: '11' }), correct(who.userId, two, { number: '22' })]);
    expect(await printed(who.userId)).toEqual([['11', '22']]);
    await expectOneChain(who.userId);
  }
});

test('a corrected name and a corrected number at once: neither is lost', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { userId, licenseId, certificate } = await holder('C 1');
    const [corrected, reissued] = await Promise.allSettled([
      correct(userId, licenseId, { number: 'C 2' }),
      verbs.reissue(certificate.number, 'Robin Q. Example'),
    ]);
    expect(corrected.status).toBe('fulfilled');
    // Whoever comes second with a name learns which certificate is to be corrected now.
    if (reissued.status === 'rejected') expect(reissued.reason).toMatchObject({ code: 'ALREADY_REPLACED' });
    expect(await printed(userId)).toEqual([['C 2']]);
    expect(await expectOneChain(userId)).toHaveLength(reissued.status === 'fulfilled' ? 3 : 2);
  }
});

test('a claim and a correction at once: no certificate stands with the former number', async () => {
  const offers = [await addOffer(world), await addOffer(world)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const who = await creditFinisher(world);
    const licenseId = await license(who.userId, 'D 1');
    const asked = offers.map(({ id: offerId }) => ({ offerId, licenseIds: [licenseId] }));
    await Promise.all([claim(who, asked), correct(who.userId, licenseId, { number: 'D 2' })]);
    expect(await printed(who.userId)).toEqual([['D 2'], ['D 2']]);
    await expectOneChain(who.userId);
  }
});

test('a revocation and a correction at once: what was revoked does not come back', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { userId, licenseId, certificate } = await holder('E 1');
    const [, { replacements }] = await Promise.all([
      verbs.revoke(certificate.number),
      correct(userId, licenseId, { number: 'E 2' }),
    ]);
    const [old] = await world.db.select().from(certificates).where(eq(certificates.id, certificate.id));
    expect(old?.revokedAt).toEqual(LATER);
    expect(replacements).toHaveLength(old?.supersededAt === null ? 0 : 1);
    expect(await standing(userId)).toHaveLength(1);
  }
});

test('an erasure and a correction at once do not wait in a circle, and leave nothing behind', async () => {
  const late = new Date('2045-01-01T00:00:00Z');
  for (let round = 0; round < ROUNDS; round += 1) {
    const { userId, licenseId, enrollmentId } = await holder('F 1');
    const [erased, corrected] = await Promise.allSettled([
      world.db.transaction(async (tx) => {
        await lockPerson(tx, userId);
        await erasePerson(tx, { userId, now: late });
      }),
      correct(userId, licenseId, { number: 'F 2' }),
    ]);
    expect(erased.status).toBe('fulfilled');
    const left = await world.db.select().from(certificates).where(eq(certificates.enrollmentId, enrollmentId));
    expect(left).toHaveLength(corrected.status === 'fulfilled' ? 3 : 2);
    expect(left.map(({ wrappedDataKey, userId: owner }) => [wrappedDataKey, owner])).toEqual(
      left.map(() => [null, null]),
    );
  }
});
