import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { CertificateId } from '../../drizzle/ids.ts';
import { certificates } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { issued, member, ownersVerbs } from '../support/issued.ts';
import { connectAsOwner } from '../support/owner.ts';
import { openWorld, type World } from '../support/world.ts';

/** The owner of the tables can disable every trigger. A replay of the log names what they then change. */
let world: World;
let owner: Sql;
let certificate: { id: CertificateId; number: string };
const now = new Date('2026-11-26T00:00:00Z');

beforeAll(async () => {
  world = await openWorld();
  owner = await connectAsOwner(world.db);
  for (const table of ['certificates', 'documents', 'log_entries', 'status_entries'])
    await owner.unsafe(`alter table ${table} disable trigger user`);
  await owner.unsafe('alter table log_entries drop constraint log_entries_certificate_id_certificates_id_fkey');
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

beforeEach(async () => {
  certificate = await issued(world);
  await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: certificate.id, now });
  await ownersVerbs(world, await member(world, 'OWNER'), now).revoke(certificate.number);
  const signer = await world.issuer.keyring.signer('LOG');
  await sequenceLog(world.db, systemAct(now), { signer, origin: world.issuer.logOrigin });
  expect(await replay()).toEqual([]);
});

const replay = async (): Promise<string[]> => {
  const { named } = await replayLog(world.db, { keys: await everyKey(world.db) });
  return named.map(({ what, where, detail }) => `${what}: ${where}: ${detail}`);
};
/** Does it as the owner, and answers what the replay names. */
const found = async (statements: string[]): Promise<string[]> => {
  for (const statement of statements) await owner.unsafe(statement.replaceAll(':id', `'${certificate.id}'`));
  return replay();
};

test.each([
  ['the hours', `public_facts = jsonb_set(public_facts, '{studyHundredths}', '90000')`],
  ['the course', `public_facts = jsonb_set(public_facts, '{course,title}', '"Neurosurgery"')`],
  ['the mark of a specimen', 'specimen = not specimen'],
  ['the day of issue', `issued_at = issued_at - interval '1 year'`],
  ['the day it expires', `expires_at = issued_at + interval '9 years'`],
  ['the commitment to the name', `name_commitment = decode(repeat('ab', 32), 'hex')`],
  ['the number', `number = '00000-00000-00000-00000'`],
])('%s of a certificate', async (_what, change) => {
  const [before] = await world.db.select().from(certificates).where(eq(certificates.id, certificate.id));
  expect((await found([`update certificates set ${change} where id = :id`])).join('\n')).toMatch(
    new RegExp(`CONTENT_DIFFERS: issue entry of certificate ${certificate.id}`),
  );
  const { number, publicFacts, specimen, issuedAt, expiresAt, nameCommitment } = before ?? {};
  await owner`update certificates set number = ${number ?? ''}, public_facts = ${JSON.stringify(publicFacts)}::text::jsonb,
    specimen = ${specimen ?? false}, issued_at = ${issuedAt ?? now}, expires_at = ${expiresAt ?? null},
    name_commitment = ${nameCommitment ?? Buffer.alloc(0)} where id = ${certificate.id}`;
});

test('a revocation taken back, its entry pointed elsewhere', async () => {
  const named = await found([
    `update log_entries set certificate_id = gen_random_uuid() where kind = 'REVOCATION' and certificate_id = :id`,
    'update certificates set revoked_at = null, revocation_reason = null where id = :id',
  ]);
  expect(named.join('\n')).toMatch(/RECORD_DIFFERS: revocation entry .*the register has none/);
  await owner`update log_entries set certificate_id = ${certificate.id} where kind = 'REVOCATION'
    and certificate_id not in (select id from certificates)`;
  await owner`update certificates set revoked_at = ${now}, revocation_reason = 'ISSUED_IN_ERROR' where id = ${certificate.id}`;
});

test('a certificate deleted with all that hangs on it', async () => {
  const named = await found([
    'delete from documents where certificate_id = :id',
    'delete from status_entries where certificate_id = :id',
    'delete from certificates where id = :id',
  ]);
  for (const kind of ['issue', 'credential', 'pdf', 'revocation'])
    expect(named.join('\n')).toMatch(
      new RegExp(`${kind} entry of certificate ${certificate.id}.*the register has none`),
    );
});
