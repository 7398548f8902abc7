import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { CertificateId } from '../../drizzle/ids.ts';
import { auditEvents } from '../../drizzle/schema.ts';
import { certificateIssued } from '../../schema/issuance/operations/certificateIssued.ts';
import { certificateWithdrawn } from '../../schema/issuance/operations/certificateWithdrawn.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { createMails } from '../../server/mail/mails.ts';
import type { Mail } from '../../server/mail/send.ts';
import { startTestApp } from '../support/app.ts';
import { correcting, LATER } from '../support/correcting.ts';
import { creditFinisher, PUBLIC_URL } from '../support/creditHolder.ts';
import { entriesOf, eventsOf, jobsOf } from '../support/issued.ts';
import { addOffer } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { openWorld, type World } from '../support/world.ts';

// Who is told of a corrected number, and how.

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const { license, claim, holder, correct, standing } = correcting(() => world);

test('a corrected number stands in the log, in the audit trail with its reason, and in the mails', async () => {
  const { userId, licenseId, certificate, offer } = await holder('A 1');
  const { replacements } = await correct(userId, licenseId, { number: 'A 2' });
  const successorId = replacements[0]?.certificateId ?? certificate.id;
  const about = { organizationId: offer.organizationId, actor: 'user', actorUserId: userId };
  expect(await eventsOf(world, certificate.id, 'CERTIFICATE_SUPERSEDED')).toMatchObject([
    { ...about, reason: 'I mistyped it.', details: { successorId, corrected: ['licenses'] } },
  ]);
  expect(await eventsOf(world, successorId, 'CERTIFICATE_ISSUED')).toMatchObject([about]);
  const changes = await world.db.select().from(auditEvents).where(eq(auditEvents.objectId, licenseId));
  expect(changes.at(-1)).toMatchObject({ verb: 'LICENSE_CHANGED', organizationId: null, reason: 'I mistyped it.' });
  expect(JSON.stringify(changes)).not.toMatch(/A [12]/);
  expect(await entriesOf(world, certificate.id, 'SUPERSESSION')).toHaveLength(1);
  expect(await jobsOf(world, 'certificate-withdrawn', certificate.id)).toBe(1);
  expect(await jobsOf(world, 'certificate-issued', successorId)).toBe(1);
});

test('a correction of several certificates is told in one mail of each kind', async () => {
  const who = await creditFinisher(world);
  const licenseId = await license(who.userId, 'T 1');
  const offers = [await addOffer(world), await addOffer(world)];
  await claim(
    who,
    offers.map(({ id: offerId }) => ({ offerId, licenseIds: [licenseId] })),
  );
  const { replacements } = await correct(who.userId, licenseId, { number: 'T 2' });
  expect(replacements).toHaveLength(2);
  const payloads = await world.db.execute<{ name: string; data: { certificateId: CertificateId } }>(
    sql`select name, data from pgboss.job where data->>'licenseVersionId' is not null and data->>'certificateId' = any(
      ${sql.param(`{${replacements.flatMap((one) => [one.certificateId, one.replacedId]).join()}}`)}::text[])`,
  );
  const mails: Mail[] = [];
  const mail = createMails(async (one) => void mails.push(one), PUBLIC_URL);
  const services = { db: world.db, vault: world.vault, issuer: world.issuer, mail, clock: () => LATER };
  for (const { name, data } of payloads)
    await (name === certificateIssued.name ? certificateIssued : certificateWithdrawn).perform(services, data);
  expect(payloads).toHaveLength(4);
  expect(mails.map(({ subject }) => subject).sort()).toEqual([
    'About one of your certificates',
    'Your certificate is ready',
  ]);
  expect(mails.map(({ text }) => text).join()).not.toMatch(/T [12]|organization .* has replaced/);
});

test('it answers through the API with both certificates, and is limited there', async () => {
  const { userId, licenseId, certificate } = await holder('U 1');
  const app = await startTestApp(world.pool, { issuer: world.issuer, now: () => LATER });
  const { query } = readExample('UpdateLicense');
  const ask = async (number: string, reason = 'CORRECTED') => {
    const input = { licenseId: globalId('License', licenseId), reason, number, note: 'Two digits were swapped.' };
    const { body } = await app.graphql(query, { input }, { 'x-test-user': userId });
    expect(body.errors).toBeUndefined();
    // biome-ignore lint/suspicious/noExplicitAny: a payload or an error, read field by field
    return (body.data as { updateLicense: any }).updateLicense;
  };
  try {
    expect(await ask('U 2', 'RENEWED')).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'reason' }] });
    const { replacements, license: shown } = await ask('U 2');
    const [fresh] = await standing(userId);
    expect(shown).toMatchObject({ number: 'U 2', history: [{ reason: 'CORRECTED' }, { reason: 'ADDED' }] });
    expect(replacements).toEqual([
      {
        replaced: { number: certificate.number, status: 'SUPERSEDED' },
        certificate: { number: fresh?.number, status: 'VALID', issuedAt: LATER.toISOString() },
      },
    ]);
    for (let at = 3; at <= 11; at += 1) await ask(`U ${at}`);
    const retryAt = new Date(LATER.getTime() + 24 * 3_600_000).toISOString();
    expect(await ask('U 12')).toMatchObject({ code: 'RATE_LIMITED', retryAt });
    expect((await ask('U 11')).replacements).toEqual([]);
  } finally {
    await app.stop();
  }
});
