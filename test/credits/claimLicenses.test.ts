import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CreditOfferId, LicenseId, UserId } from '../../drizzle/ids.ts';
import { awardLicenses, creditAwards } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { CREDIT_NAME, creditFinisher, PUBLIC_URL } from '../support/creditHolder.ts';
import { asker } from '../support/granting.ts';
import { addLicenseRow, addOffer } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { numberedLicense } from '../support/records.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Who = Awaited<ReturnType<typeof creditFinisher>>;

const READ = `query ($id: ID!, $licenseIds: [ID!]) { node(id: $id) { ... on Enrollment { offers(licenseIds: $licenseIds) {
  offerId claimable needsLicense licenseIds blockers { code message } notices { code message } } } } }`;
const offersOf = async ({ userId, enrollmentId, now }: Who, licenseIds?: LicenseId[]) => {
  const ids = licenseIds?.map((id) => globalId('License', id));
  const { data, errors } = await asker(world)(
    userId,
    READ,
    { id: globalId('Enrollment', enrollmentId), licenseIds: ids },
    now,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.node.offers as { offerId: string; [field: string]: unknown }[];
};
const read = async (who: Who, id: CreditOfferId, licenseIds?: LicenseId[]) =>
  (await offersOf(who, licenseIds)).find(({ offerId }) => offerId === globalId('CreditOffer', id));

const claim = ({ userId, enrollmentId, now }: Who, offerId: CreditOfferId, licenseIds: LicenseId[]) =>
  claimCredit(world.db, userAct(userId, now), {
    ...{ enrollmentId, confirmedName: CREDIT_NAME, vault: world.vault, publicUrl: PUBLIC_URL },
    offers: [{ offerId, licenseIds }],
  });
const californian = (userId: UserId) => addLicenseRow(world, { userId, profession: 'lmft', jurisdiction: 'US-CA' });
const newYorker = (userId: UserId) => addLicenseRow(world, { userId, profession: 'lcsw', jurisdiction: 'US-NY' });

test('an approval for social workers in New York takes no other license, and says so before the claim', async () => {
  const approval = { profession: 'lcsw', jurisdiction: 'US-NY' };
  const { id } = await addOffer(world, { approval, values: { claimants: { kind: 'ANYONE' } } });
  const who = await creditFinisher(world);
  const [ca, ny] = [await californian(who.userId), await newYorker(who.userId)];
  expect(await read(who, id)).toMatchObject({
    ...{ claimable: true, needsLicense: false, licenseIds: [globalId('License', ny)], blockers: [] },
    notices: [
      {
        code: 'LICENSE_PROFESSION_MISMATCH',
        message: expect.stringContaining('a license of lcsw in US-NY, not for one of lmft in US-CA'),
      },
    ],
  });
  expect(await read(who, id, [ca])).toMatchObject({
    ...{ claimable: false, blockers: [{ code: 'LICENSE_PROFESSION_MISMATCH' }] },
  });
  for (const chosen of [[ca], [ny, ca]])
    await expect(claim(who, id, chosen)).rejects.toMatchObject({
      refused: [{ blockers: [{ code: 'LICENSE_PROFESSION_MISMATCH', licenseId: ca }] }],
    });
  const { awards } = await claim(who, id, [ny]);
  expect(awards).toHaveLength(1);
  // Nor does it join later.
  await expect(claim(who, id, [ca])).rejects.toMatchObject({ code: 'OFFERS_BLOCKED' });
});

test('a license that was joined before this was compared does not keep the right one out', async () => {
  const { id } = await addOffer(world, { approval: { profession: 'lcsw', jurisdiction: 'US-NY' } });
  const who = await creditFinisher(world);
  const [ca, ny] = [await californian(who.userId), await newYorker(who.userId)];
  await claim(who, id, []);
  const [award] = await world.db.select().from(creditAwards).where(eq(creditAwards.offerId, id));
  if (award === undefined) throw new Error('nothing was awarded');
  await world.db.insert(awardLicenses).values({ awardId: award.id, licenseId: ca, joinedAt: who.now });
  await claim(who, id, [ny]);
  const joined = await world.db.select().from(awardLicenses).where(eq(awardLicenses.awardId, award.id));
  expect(joined.map(({ licenseId }) => licenseId).sort()).toEqual([ca, ny].sort());
});

test('a body that prints a license asks for one before the claim, and the claim says the same', async () => {
  const { id } = await addOffer(world, { values: { demandedFacts: ['LICENSE'] } });
  const who = await creditFinisher(world);
  const asked = { code: 'LICENSE_MISSING', message: expect.stringMatching(/`licenseIds`.*`addLicense`/) };
  expect(await read(who, id)).toMatchObject({ claimable: false, needsLicense: true, blockers: [asked] });
  await expect(claim(who, id, [])).rejects.toMatchObject({ refused: [{ blockers: [asked] }] });
  const ca = await numberedLicense(world, who.userId, 'LMFT 012345');
  expect(await read(who, id)).toMatchObject({ claimable: true, licenseIds: [globalId('License', ca)], notices: [] });
  expect(await read(who, id, [])).toMatchObject({ claimable: false, blockers: [asked] });
  await claim(who, id, [ca]);
});

test('an offer that was withdrawn before somebody enrolled is not theirs; one withdrawn later is shown', async () => {
  const before = { withdrawnAt: new Date('2026-11-21T00:00:00Z'), withdrawalReason: 'A mistake.' };
  const after = { withdrawnAt: new Date('2026-11-22T00:00:01Z'), withdrawalReason: 'A change.' };
  const [gone, later] = [await addOffer(world, { offer: before }), await addOffer(world, { offer: after })];
  const who = await creditFinisher(world);
  expect(await read(who, gone.id)).toBeUndefined();
  expect(await read(who, later.id)).toMatchObject({ blockers: [{ code: 'OFFER_WITHDRAWN' }] });
  await expect(claim(who, gone.id, [])).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
