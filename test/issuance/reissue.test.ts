import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import { commitmentOf, entryBody, supersessionPayload } from '../../certificates/log/entry.ts';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { certificates, courses } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { reissueCertificate } from '../../schema/issuance/operations/reissueCertificate.ts';
import { openFacts, sealFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { liveCertificate } from '../../schema/issuance/queries.ts';
import { erasePerson } from '../../schema/privacy/operations/erasePerson.ts';
import { lockPerson } from '../../schema/privacy/operations/lockPerson.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { sampleFacts } from '../support/certificates/sampleFacts.ts';
import { HOLDER_NAME, newHolder } from '../support/holder.ts';
import { entriesOf, eventsOf, issued, jobsOf, member, ownersVerbs, PUBLIC_URL, rowOf } from '../support/issued.ts';
import { openWorld, type World } from '../support/world.ts';

const now = new Date('2026-11-30T09:00:00.123Z');
const later = new Date('2026-12-24T00:00:00Z');

let world: World;
let revoke: Verbs['revoke'];
let reissue: Verbs['reissue'];
beforeAll(async () => {
  world = await openWorld({ max: 20 });
  ({ revoke, reissue } = ownersVerbs(world, await member(world, 'OWNER'), now));
});
afterAll(() => world.close());

type Verbs = ReturnType<typeof ownersVerbs>;
const verdict = (number: string, name?: string) => verdictOf(world.db, world.vault, { number, name, now: later });

/** A certificate that an earlier release issued, with facts of version 1. */
const issuedInVersion1 = async (): Promise<string> => {
  const number = newCertificateNumber();
  const { credits: _, ...facts } = sampleFacts({ number, verifyUrl: `${PUBLIC_URL}/verify/${number}` });
  // The type knows the newest version alone.
  const frozen = sealFacts(world.vault, { ...facts, schema: 1 } as unknown as CertificateFacts);
  await issued(world, { row: frozen });
  return number;
};

test('a certificate of version 1 is reissued in version 2, saying all that it said', async () => {
  const number = await issuedInVersion1();
  const old = await rowOf(world, number);
  expect(old.publicFacts).toMatchObject({ schema: 1 });
  expect(old.publicFacts).not.toHaveProperty('credits');
  const { successor } = await reissue(number, 'Robin Q. Example');
  const fresh = await rowOf(world, successor.number);
  const changed = { schema: 2, credits: [], ...changedIn(fresh.publicFacts) };
  expect(fresh.publicFacts).toEqual({ ...(old.publicFacts as object), ...changed });
  expect((await rowOf(world, number)).publicFacts).toEqual(old.publicFacts);
});

const changedIn = (facts: unknown) => {
  const { number, issuedAt, verifyUrl } = facts as CertificateFacts;
  return { number, issuedAt, verifyUrl };
};

describe('issuing anew', () => {
  test('fifty at once: one successor, one entry each, one mail each', async () => {
    const { number, id } = await issued(world);
    const answers = await Promise.all(Array.from({ length: 50 }, () => reissue(number, 'Robin Q. Example')));
    expect(new Set(answers.map(({ successor }) => successor.number)).size).toBe(1);
    const [{ successor } = { successor: null }] = answers;
    if (successor === null) throw new Error('no answer came');
    const born = await world.db.select().from(certificates).where(eq(certificates.supersedesId, id));
    expect(born.map((row) => row.number)).toEqual([successor.number]);
    expect(await entriesOf(world, id, 'SUPERSESSION')).toHaveLength(1);
    expect(await jobsOf(world, 'certificate-withdrawn', id)).toBe(1);
    expect(await jobsOf(world, 'certificate-issued', successor.id)).toBe(1);
    expect(await eventsOf(world, id, 'CERTIFICATE_SUPERSEDED')).toHaveLength(1);
    expect(await eventsOf(world, successor.id, 'CERTIFICATE_ISSUED')).toHaveLength(1);
  });

  test('fifty at once with fifty names: one wins, the others learn which certificate is valid', async () => {
    const { number, id } = await issued(world);
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) =>
        reissue(number, `Robin ${String.fromCodePoint(65 + (at % 26))} Example ${at}`),
      ),
    );
    const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.successor.number] : []));
    const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(won).toHaveLength(1);
    expect(lost.map(({ code, successorNumber }) => [code, successorNumber])).toEqual(
      Array(49).fill(['ALREADY_REPLACED', won[0]]),
    );
    expect(await world.db.select().from(certificates).where(eq(certificates.supersedesId, id))).toHaveLength(1);
  });

  test('everything but name, number and moment of issue stays as it was frozen', async () => {
    const look = {
      design: 'QUIET' as const,
      primaryColor: '#123456',
      accentColor: null,
      logoSha256: 'a'.repeat(64),
      signatureSha256: null,
    };
    const expiresAt = new Date('2028-11-22T11:00:00Z');
    const held = await issued(world, {
      facts: { look, expiresOn: '2028-11-22', specimen: true },
      row: { nameShared: true, expiresAt },
    });
    const elsewhere = 'https://certificates.example.org';
    const { successor } = await reissue(held.number, 'Ребекка Example', elsewhere);
    const [old, fresh] = [await rowOf(world, held.number), await rowOf(world, successor.number)];
    const opened = openFacts(world.vault, fresh);
    expect(opened?.facts).toEqual({
      ...held.facts,
      learnerName: 'Ребекка Example',
      number: successor.number,
      issuedAt: now.toISOString(),
      verifyUrl: `${elsewhere}/verify/${successor.number}`,
    });
    const kept = [
      'claimKey',
      'enrollmentId',
      'userId',
      'organizationId',
      'purpose',
      'specimen',
      'expiresAt',
      'nameShared',
    ];
    for (const column of kept as (keyof typeof old)[]) expect([column, fresh[column]]).toEqual([column, old[column]]);
    expect(fresh).toMatchObject({ issuedAt: now, supersedesId: old.id, supersededAt: null, revokedAt: null });
    expect(old.supersededAt).toEqual(now);
    expect(JSON.stringify(fresh.publicFacts)).not.toContain('Ребекка');
    expect((await liveCertificate(world.db, old.claimKey))?.number).toBe(successor.number);
  });

  test('the log takes in both numbers and the instant, hidden by a salt', async () => {
    const { number, id } = await issued(world);
    const { successor } = await reissue(number, 'Robin Q. Example');
    const [entry] = await entriesOf(world, id, 'SUPERSESSION');
    if (entry === undefined) throw new Error('nothing was logged');
    const payload = supersessionPayload({ number, successor: successor.number, at: now.toISOString() });
    const body = entryBody({ kind: 'SUPERSESSION', commitment: commitmentOf(entry.salt, payload) });
    expect(entry.body.equals(body)).toBe(true);
  });

  test('the reason stands in the audit trail until the holder is erased', async () => {
    const { number, id, userId } = await issued(world, { facts: { purpose: 'PERSONAL' } });
    const owner = userAct(await member(world, 'OWNER'), now);
    const { db, vault } = world;
    const correctedName = 'Robin Q. Example';
    const correction = { number, correctedName, reason: 'Robin Example married.', vault, publicUrl: PUBLIC_URL };
    await reissueCertificate(db, owner, correction);
    const event = { reason: 'Robin Example married.', actor: 'owner', details: { corrected: ['learnerName'] } };
    expect(await eventsOf(world, id, 'CERTIFICATE_SUPERSEDED')).toMatchObject([event]);
    await db.transaction(async (tx) => {
      await lockPerson(tx, userId);
      await erasePerson(tx, { userId, now: later });
    });
    expect(await eventsOf(world, id, 'CERTIFICATE_SUPERSEDED')).toMatchObject([{ ...event, reason: 'erased' }]);
  });

  test('only a caller who knows the old name learns the successor; a further correction makes a chain', async () => {
    const { number } = await issued(world, { facts: { learnerName: 'Robin Exmaple' } });
    const { successor } = await reissue(number, 'Robin Example');
    expect(await verdict(number)).toMatchObject({ status: 'SUPERSEDED', successorNumber: null, nameMatches: null });
    expect(await verdict(number, 'Robin Example')).toMatchObject({ nameMatches: false, successorNumber: null });
    expect(await verdict(number, 'robin exmaple')).toMatchObject({
      nameMatches: true,
      successorNumber: successor.number,
    });
    expect(await verdict(successor.number, 'Robin Example')).toMatchObject({ status: 'VALID', nameMatches: true });
    const third = await reissue(successor.number, 'Robin Q. Example');
    expect(third.replaced).toMatchObject({ number: successor.number, successorNumber: third.successor.number });
    await expect(reissue(number, 'Robin Q. Example')).rejects.toMatchObject({
      code: 'ALREADY_REPLACED',
      successorNumber: successor.number,
    });
  });

  test('the name is held to the rules of a claim, before anything is written', async () => {
    const { number, id, facts } = await issued(world);
    await expect(reissue(number, '王小明')).rejects.toMatchObject({ code: 'NAME_UNDRAWABLE' });
    await expect(reissue(number, facts.learnerName)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'correctedName' }],
    });
    expect((await verdict(number)).status).toBe('VALID');
    expect(await entriesOf(world, id, 'SUPERSESSION')).toEqual([]);
  });

  test('neither a revoked nor an erased certificate comes back', async () => {
    const [revoked, erased, gone] = [await issued(world), await issued(world), await issued(world)];
    await revoke(revoked.number);
    await expect(reissue(revoked.number, 'Robin Q. Example')).rejects.toMatchObject({
      code: 'CERTIFICATE_REVOKED',
      revokedAt: now,
    });
    const erase = (userId: UserId) =>
      world.db.update(certificates).set({ wrappedDataKey: null, userId: null }).where(eq(certificates.userId, userId));
    await erase(erased.userId);
    await expect(reissue(erased.number, 'Robin Q. Example')).rejects.toMatchObject({ code: 'CERTIFICATE_ERASED' });
    await reissue(gone.number, 'Robin Q. Example');
    await erase(gone.userId);
    await expect(reissue(gone.number, 'Robin Q. Example')).rejects.toMatchObject({ code: 'CERTIFICATE_ERASED' });
    expect((await verdict(gone.number)).status).toBe('SUPERSEDED');
  });

  test('works after the course is retired; a further claim of the enrollment answers the successor', async () => {
    const { userId, number } = await newHolder(world, PUBLIC_URL);
    await world.db.update(courses).set({ retiredAt: now }).where(eq(courses.id, world.courseId));
    try {
      const { successor } = await reissue(number, 'Robin B. Example');
      const { enrollmentId } = await rowOf(world, number);
      const claimed = await claimCredit(world.db, userAct(userId, later), {
        enrollmentId,
        confirmedName: HOLDER_NAME,
        vault: world.vault,
        publicUrl: PUBLIC_URL,
      });
      expect(claimed.plain.number).toBe(successor.number);
      await revoke(successor.number);
      expect((await verdict(successor.number)).status).toBe('REVOKED');
    } finally {
      await world.db.update(courses).set({ retiredAt: null }).where(eq(courses.id, world.courseId));
    }
  });
});

test('an erasure and a correction at once do not wait in a circle, and leave no name behind', async () => {
  for (let round = 0; round < 10; round += 1) {
    const held = await issued(world, { facts: { purpose: 'PERSONAL' } });
    const [erased, reissued] = await Promise.allSettled([
      world.db.transaction(async (tx) => {
        await lockPerson(tx, held.userId);
        await erasePerson(tx, { userId: held.userId, now: later });
      }),
      reissue(held.number, 'Robin Q. Example'),
    ]);
    expect(erased.status).toBe('fulfilled');
    if (reissued.status === 'rejected') expect(reissued.reason).toMatchObject({ code: 'CERTIFICATE_ERASED' });
    const { enrollmentId } = await rowOf(world, held.number);
    const left = await world.db.select().from(certificates).where(eq(certificates.enrollmentId, enrollmentId));
    expect(left).toHaveLength(reissued.status === 'fulfilled' ? 2 : 1);
    expect(left.map(({ wrappedDataKey, userId }) => [wrappedDataKey, userId])).toEqual(left.map(() => [null, null]));
  }
});
