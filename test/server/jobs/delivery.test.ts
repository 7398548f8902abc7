import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { documents } from '../../../drizzle/schema.ts';
import { certificateIssued } from '../../../schema/issuance/operations/certificateIssued.ts';
import { createMails } from '../../../server/mail/mails.ts';
import type { Mail } from '../../../server/mail/send.ts';
import { newHolder } from '../../support/holder.ts';
import { emailOf, openWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const services = (sendMail: (mail: Mail) => Promise<void>) => ({
  db: world.db,
  vault: world.vault,
  issuer: world.issuer,
  mail: createMails(sendMail, 'https://attune.example.org'),
  clock: () => new Date('2026-11-26T00:00:00Z'),
});

test('claiming leaves one delivery; it makes the documents once however often it runs, and mails the holder without naming the course', async () => {
  const { userId, certificateId } = await newHolder(world, 'https://attune.example.org');
  const jobs = await world.db.execute(
    sql`select id from pgboss.job where name = 'certificate-issued' and data->>'certificateId' = ${certificateId}`,
  );
  expect(jobs).toHaveLength(1);

  const mails: Mail[] = [];
  const deliver = () =>
    certificateIssued.run(
      services(async (mail) => void mails.push(mail)),
      { certificateId },
    );
  await Promise.all([deliver(), deliver()]);
  await deliver();
  expect(await world.db.select().from(documents).where(eq(documents.certificateId, certificateId))).toHaveLength(3);
  const [mail] = mails;
  expect(mail?.to).toBe(await emailOf(world.db, userId));
  expect(mail?.subject).toBe('Your certificate is ready');
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/betrayal|better after|robin/i);
});

test('a mail server that refuses brings the job back, and the documents are already there', async () => {
  const { certificateId } = await newHolder(world, 'https://attune.example.org');
  const refused = certificateIssued.run(
    services(() => Promise.reject(new Error('451 try later'))),
    { certificateId },
  );
  await expect(refused).rejects.toThrow('451');
  expect(await world.db.select().from(documents).where(eq(documents.certificateId, certificateId))).toHaveLength(3);
});
