import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import { certificateWithdrawn } from '../../../schema/issuance/operations/certificateWithdrawn.ts';
import { createMails } from '../../../server/mail/mails.ts';
import type { Mail } from '../../../server/mail/send.ts';
import { type Issued, issued, PUBLIC_URL } from '../../support/issued.ts';
import { emailOf, openWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const at = new Date('2026-11-30T09:00:00Z');
const GRIEVANCES = 'grievances@sample-institute.example.org';

const told = async (certificateId: CertificateId): Promise<Mail[]> => {
  const mails: Mail[] = [];
  const sendMail = async (mail: Mail) => void mails.push(mail);
  await certificateWithdrawn.run(
    { db: world.db, mail: createMails(sendMail, PUBLIC_URL), clock: () => at },
    { certificateId },
  );
  return mails;
};

const expectDiscreet = async ({ to, subject, text }: Mail, { number, userId, facts }: Issued) => {
  expect(to).toBe(await emailOf(world.db, userId));
  expect(subject).toBe('About one of your certificates');
  expect(text).toContain(PUBLIC_URL);
  for (const secret of [facts.course.title, 'Betrayal', number, facts.learnerName]) expect(text).not.toContain(secret);
};

test('the mail about a revocation has the public reason and a contact, and names neither course nor number', async () => {
  const held = await issued(world, { row: { revokedAt: at, revocationReason: 'ACADEMIC_DISHONESTY' } });
  const [mail, ...more] = await told(held.id);
  if (mail === undefined) throw new Error('nobody was told');
  expect(more).toEqual([]);
  await expectDiscreet(mail, held);
  expect(mail.text).toContain('The assessment was not taken honestly.');
  expect(mail.text).toContain(`write to ${GRIEVANCES}`);
});

test('the mail about a replacement says that the new one is ready', async () => {
  const held = await issued(world, { row: { supersededAt: at } });
  const [mail] = await told(held.id);
  if (mail === undefined) throw new Error('nobody was told');
  await expectDiscreet(mail, held);
  expect(mail.text).toContain('The new one is ready');
});

test('no mail goes out for a valid certificate, for an unknown one, or after an erasure', async () => {
  const [stands, erased] = [await issued(world), await issued(world, { row: { supersededAt: at } })];
  await world.db.update(certificates).set({ wrappedDataKey: null, userId: null }).where(eq(certificates.id, erased.id));
  expect(await told(stands.id)).toEqual([]);
  expect(await told(erased.id)).toEqual([]);
  expect(await told('01a201c9-b449-72bd-863b-000000000000' as CertificateId)).toEqual([]);
});
