import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CreditOfferId, LicenseId } from '../../drizzle/ids.ts';
import { creditAwards, enrollments } from '../../drizzle/schema.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { inputOf, transcriptSources } from '../../schema/credits/queries/transcript.ts';
import { transcriptFor } from '../../schema/credits/rules/transcript.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { addBoard } from '../support/completions.ts';
import { CREDIT_NAME, creditFinisher, finishedBy, PUBLIC_URL } from '../support/creditHolder.ts';
import { addLicenseRow, addOffer } from '../support/offers.ts';
import { realCourse } from '../support/realCourse.ts';
import { boardWith, HOURS } from '../support/transcriptFacts.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
/** The same texts under another slug, and an edition with other words at its end. */
let copy: World;
let edition: World;
const AT = new Date('2026-11-22T00:00:01Z');

type Change = { continues?: string; version?: string; words?: string };
const importAs = async (slug: string, { words = '', version = '1.0', continues }: Change = {}): Promise<World> => {
  const real = await realCourse();
  const modules = real.modules.map((module) => ({ ...module, body: `${module.body}${words}` }));
  const facts = { ...real.course, slug, version, continues, title: `The course ${slug}` };
  const pack = { ...real, course: facts, modules, safetyNotices: [], errata: [] };
  const { courseId } = await importCourse(world.db, systemAct(AT), { package: pack });
  return { ...world, courseId };
};

beforeAll(async () => {
  world = await openWorld();
  copy = await importAs('copy');
  edition = await importAs('edition', { words: '\n\nA further edition.' });
  const accepts = [{ accreditor: 'sample-body' }, { accreditor: 'other-body' }];
  await addBoard(world, boardWith({ unit: HOURS, accepts, repeats: 'NEVER', requiredHundredths: 3000 }));
});
afterAll(() => world.close());

type Finished = Awaited<ReturnType<typeof finishedBy>>;

/** Everything done for credit in two courses, one after the other, by one person with a license that has no cycle. */
const finishBoth = async (one: World, other: World) => {
  const first = await creditFinisher(one);
  const { userId } = first;
  const second = await finishedBy(other, userId, { from: new Date(first.now.getTime() + 86_400_000) });
  const licenseId = await addLicenseRow(world, { userId, profession: 'sample', jurisdiction: 'XX' });
  return { userId, first, second, licenseId };
};

let approvals = 0;
const offerOf = async (place: World, accreditor = 'sample-body', values = {}) => {
  const approval = { kind: 'COURSE' as const, courseSlug: `sample-${++approvals}` };
  return (await addOffer(place, { accreditor, values: { unit: HOURS, ...values }, approval })).id;
};

const claim = async ({ userId, enrollmentId, now }: Finished, offerId: CreditOfferId, licenseIds: LicenseId[] = []) => {
  const { awards, refused } = await claimCredit(world.db, userAct(userId, now), {
    ...{ enrollmentId, confirmedName: CREDIT_NAME, vault: world.vault, publicUrl: PUBLIC_URL },
    offers: [{ offerId, licenseIds }],
    giveRest: true,
  });
  return { given: awards.length, blockers: refused.flatMap(({ blockers }) => blockers) };
};

const transcriptOf = async (userId: Finished['userId'], licenseId: LicenseId) => {
  const sources = await transcriptSources(world.db, { userId, licenseId });
  if (sources === null) throw new Error('there is no license');
  return transcriptFor(inputOf(sources, { now: new Date('2026-11-26T09:00:00Z') }));
};

describe('the same content under another slug', () => {
  test('is a repeat for the body that gave credit for the first, which it names, and no repeat for another body', async () => {
    const { first, second } = await finishBoth(world, copy);
    const [own, again] = [await offerOf(world), await offerOf(copy)];
    expect(await claim(first, own)).toEqual({ given: 1, blockers: [] });
    const title = (await realCourse()).course.title;
    expect(await claim(second, again)).toMatchObject({
      given: 0,
      blockers: [{ code: 'REPEAT_CREDIT', message: expect.stringContaining(`“${title}”`), day: '2026-11-23' }],
    });
    expect(await claim(second, await offerOf(copy, 'other-body'))).toMatchObject({ given: 1 });
    expect(await claim(second, await offerOf(copy, 'sample-body', { repeats: 'ALLOWED' }))).toMatchObject({ given: 1 });
  });

  test('an edition with other words is none until it is declared; awards stay, and the transcript counts one', async () => {
    const { userId, first, second, licenseId } = await finishBoth(world, edition);
    const [own, other] = [await offerOf(world), await offerOf(edition)];
    for (const [done, offer] of [[first, own] as const, [second, other] as const])
      expect(await claim(done, offer, [licenseId])).toMatchObject({ given: 1 });
    expect((await transcriptOf(userId, licenseId)).rows.map(({ status }) => status)).toEqual(['COUNTED', 'COUNTED']);
    const later = await finishBoth(world, edition);
    expect(await claim(later.first, own)).toMatchObject({ given: 1 });

    await importAs('edition', { words: '\n\nA further edition.', version: '1.1', continues: 'better-after-betrayal' });
    const { rows, totalHundredths } = await transcriptOf(userId, licenseId);
    expect(rows.map(({ status }) => status)).toEqual(['COUNTED', 'REPEAT']);
    expect(totalHundredths).toBe(450);
    expect(await claim(second, other, [licenseId])).toEqual({ given: 1, blockers: [] });
    expect(await claim(later.second, other)).toMatchObject({ given: 0, blockers: [{ code: 'REPEAT_CREDIT' }] });
  });

  test('claimed for both courses at once gives one award', async () => {
    const { userId, first, second } = await finishBoth(world, copy);
    const [own, again] = [await offerOf(world, 'at-once'), await offerOf(copy, 'at-once')];
    const claims = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? claim(first, own) : claim(second, again)));
    await Promise.all(claims);
    const awards = await world.db
      .select({ id: creditAwards.id })
      .from(creditAwards)
      .innerJoin(enrollments, eq(enrollments.id, creditAwards.enrollmentId))
      .where(eq(enrollments.userId, userId));
    expect(awards).toHaveLength(1);
  });
});
