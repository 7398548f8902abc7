import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { commitmentOf, entryBody, revocationPayload } from '../../certificates/log/entry.ts';
import type { CertificateId, UserId } from '../../drizzle/ids.ts';
import { operatorAct } from '../../schema/act.ts';
import { drawStatusPlace } from '../../schema/issuance/operations/drawStatusPlace.ts';
import { withdrawnPositions } from '../../schema/issuance/queries/statusLists.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { verdictOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { entriesOf, eventsOf, issued, jobsOf, member, ownersVerbs, rowOf } from '../support/issued.ts';
import { openWorld, type World } from '../support/world.ts';

const now = new Date('2026-11-30T09:00:00.123Z');
const later = new Date('2026-12-24T00:00:00Z');

let world: World;
let owner: UserId;
let revoke: Verbs['revoke'];
let reissue: Verbs['reissue'];
beforeAll(async () => {
  world = await openWorld({ max: 20 });
  owner = await member(world, 'OWNER');
  ({ revoke, reissue } = ownersVerbs(world, owner, now));
});
afterAll(() => world.close());

type Verbs = ReturnType<typeof ownersVerbs>;
const verdict = (number: string, name?: string) => verdictOf(world.db, world.vault, { number, name, now: later });

describe('revoking', () => {
  test('fifty at once: one revocation, one log entry, one line in the audit trail, one mail to come', async () => {
    const { number, id } = await issued(world);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        revoke(number, at % 2 ? 'ADMINISTRATIVE' : 'IDENTITY_FALSE', new Date(now.getTime() + at)),
      ),
    );
    const stands = await rowOf(world, number);
    expect(new Set(answers.map(({ revocationReason }) => revocationReason))).toEqual(
      new Set([stands.revocationReason]),
    );
    expect(new Set(answers.map(({ revokedAt }) => new Date(revokedAt ?? 0).toISOString()))).toEqual(
      new Set([stands.revokedAt?.toISOString()]),
    );
    expect(await entriesOf(world, id, 'REVOCATION')).toHaveLength(1);
    expect(await eventsOf(world, id, 'CERTIFICATE_REVOKED')).toHaveLength(1);
    expect(await jobsOf(world, 'certificate-withdrawn', id)).toBe(1);
  });

  test('the log commits to number, reason and instant unchanged, hidden by a salt', async () => {
    const { number, id } = await issued(world);
    await revoke(number);
    const [entry] = await entriesOf(world, id, 'REVOCATION');
    if (entry === undefined) throw new Error('nothing was logged');
    const payload = revocationPayload({ number, reason: 'ISSUED_IN_ERROR', at: now.toISOString() });
    const commitment = commitmentOf(entry.salt, payload);
    expect(entry.body.equals(entryBody({ kind: 'REVOCATION', commitment }))).toBe(true);
    expect(entry.revision).toBe(0);
  });

  test('a second call changes nothing, whatever reason it gives', async () => {
    const { number } = await issued(world);
    await revoke(number, 'ACADEMIC_DISHONESTY');
    const again = await revoke(number, 'ADMINISTRATIVE', later);
    expect(again).toMatchObject({ number, revocationReason: 'ACADEMIC_DISHONESTY' });
    expect((await verdict(number)).revocation).toEqual({ reason: 'ACADEMIC_DISHONESTY', at: now });
  });

  test('the note goes to the audit trail and nowhere else', async () => {
    const { number, id, facts } = await issued(world);
    const note = 'The board asked for it by post.';
    await revoke(number, 'ADMINISTRATIVE', now, note);
    const [event] = await eventsOf(world, id, 'CERTIFICATE_REVOKED');
    expect(event).toMatchObject({ reason: note, actor: 'owner', actorUserId: owner, requestId: 'test' });
    expect(JSON.stringify(await verdict(number, facts.learnerName))).not.toContain('by post');
    const [row] = await world.db.execute<{ text: string }>(
      sql`select row_to_json(k)::text || coalesce((select string_agg(row_to_json(j)::text, '') from pgboss.job j
        where j.data->>'certificateId' = k.id::text), '') as text from certificates k where id = ${id}`,
    );
    expect(row?.text).not.toContain('by post');
  });

  test('after an erasure the certificate is still revoked, and no note is taken', async () => {
    const { number, id, userId } = await issued(world, { facts: { purpose: 'PERSONAL' } });
    await revoke(number, 'ADMINISTRATIVE', now, 'The board asked for it by post.');
    const { number: other, id: otherId, userId: erased } = await issued(world, { facts: { purpose: 'PERSONAL' } });
    for (const person of [userId, erased])
      await eraseByOperator(world.db, operatorAct(now), { userId: person, reason: 'asked by letter' });
    await expect(revoke(other, 'ADMINISTRATIVE', now, 'Robin Example did')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'note' }],
    });
    await revoke(other);
    expect(await eventsOf(world, otherId, 'CERTIFICATE_REVOKED')).toMatchObject([{ reason: null }]);
    expect(await eventsOf(world, id, 'CERTIFICATE_REVOKED')).toMatchObject([{ reason: 'erased' }]);
  });

  test('a replaced certificate can be revoked too; its successor stays valid', async () => {
    const { number, id } = await issued(world);
    const { successor } = await reissue(number, 'Robin Q. Example');
    await revoke(number);
    expect((await verdict(number)).status).toBe('REVOKED');
    expect((await verdict(successor.number)).status).toBe('VALID');
    expect(await jobsOf(world, 'certificate-withdrawn', id)).toBe(2);
    // What was answered before is answered again.
    expect((await reissue(number, 'Robin Q. Example')).successor.number).toBe(successor.number);
  });
});

test('the bits of what was revoked and of what was replaced are set, and no other', async () => {
  const placeOf = (certificateId: CertificateId) => drawStatusPlace(world.db, { certificateId, now });
  const [stands, revoked, replaced] = [await issued(world), await issued(world), await issued(world)];
  const { list, position: standing } = await placeOf(stands.id);
  const bits = [await placeOf(revoked.id), await placeOf(replaced.id)].map(({ position }) => position);
  expect(await withdrawnPositions(world.db, list)).toEqual([]);
  await revoke(revoked.number);
  const { successor } = await reissue(replaced.number, 'Robin Q. Example');
  const { position: fresh } = await placeOf(successor.id);
  expect(await withdrawnPositions(world.db, list)).toEqual(bits.sort((a, b) => a - b));
  expect(bits).not.toContain(standing);
  expect(bits).not.toContain(fresh);
});

test('a revocation and a correction at once end in one of the two orders, never in a certificate without a history', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { number, id } = await issued(world);
    const [revoked, reissued] = await Promise.allSettled([revoke(number), reissue(number, 'Robin Q. Example')]);
    expect(revoked.status).toBe('fulfilled');
    expect((await verdict(number)).status).toBe('REVOKED');
    const replaced = await entriesOf(world, id, 'SUPERSESSION');
    expect(replaced).toHaveLength(reissued.status === 'fulfilled' ? 1 : 0);
    if (reissued.status === 'rejected') expect(reissued.reason).toMatchObject({ code: 'CERTIFICATE_REVOKED' });
  }
});
