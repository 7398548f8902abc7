import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import { checkCredential } from '../../certificates/credential/proof.ts';
import { checkToken } from '../../certificates/credential/token.ts';
import { checkSeal } from '../../certificates/seal/checkSeal.ts';
import { readAttachments } from '../../certificates/verify/attachments.ts';
import { type CertificateId, newId } from '../../drizzle/ids.ts';
import { certificates, documents, documentsPending, logEntries, statusEntries } from '../../drizzle/schema.ts';
import { openCredential } from '../../schema/issuance/operations/openCredential.ts';
import { openDocument } from '../../schema/issuance/operations/openDocument.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { prepareLackingDocuments } from '../../schema/issuance/operations/prepareLackingDocuments.ts';
import { certificatesLackingDocuments } from '../../schema/issuance/queries/documents.ts';
import { REVISION } from '../../schema/issuance/rules/documents.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { newHolder } from '../support/holder.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const PUBLIC_URL = 'https://attune.example.org';
const now = new Date('2026-11-26T00:00:00Z');
const prepare = (certificateId: CertificateId, issuer: Issuer = world.issuer) =>
  prepareDocuments(world.db, world.vault, issuer, { certificateId, now });
const documentsOf = (certificateId: CertificateId) =>
  world.db.select().from(documents).where(eq(documents.certificateId, certificateId));
const entriesOf = (certificateId: CertificateId) =>
  world.db.select().from(logEntries).where(eq(logEntries.certificateId, certificateId));

test('fifty who ask at once get one credential, one token, one sealed PDF, and each is in the log once', async () => {
  const { certificateId, number } = await newHolder(world, PUBLIC_URL);
  // Five processes, ten askers each: what they hold in memory is their own.
  const processes = Array.from({ length: 5 }, () => ({ ...world.issuer }));
  const askers = processes.flatMap((issuer) => Array.from({ length: 10 }, () => prepare(certificateId, issuer)));
  const made = await Promise.all(askers);
  expect(new Set(made.map((document) => document?.sha256)).size).toBe(1);
  const stored = await documentsOf(certificateId);
  expect(stored.map(({ kind, revision }) => `${kind} ${revision}`).sort()).toEqual(
    ['CREDENTIAL', 'PDF', 'TOKEN'].map((kind) => `${kind} ${REVISION}`),
  );
  expect((await entriesOf(certificateId)).map(({ kind }) => kind).sort()).toEqual(['CREDENTIAL', 'ISSUE', 'PDF']);
  const places = await world.db.select().from(statusEntries).where(eq(statusEntries.certificateId, certificateId));
  expect(places).toHaveLength(1);
  const opened = await openDocument(world.db, world.vault, world.issuer, { number, now });
  expect(opened).toMatchObject({ sha256: made[0]?.sha256, revision: REVISION });
});

test('the PDF is sealed and carries the very credential and token that are served, which its keys prove', async () => {
  const { certificateId, number } = await newHolder(world, PUBLIC_URL);
  const pdf = (await prepare(certificateId))?.bytes ?? Buffer.alloc(0);
  const keys = await everyKey(world.db);
  expect(await checkSeal(pdf, keys)).toMatchObject({ ok: true });
  const enclosed = new Map(readAttachments(pdf).map(({ name, bytes }) => [name, bytes.toString()]));
  const served = async (kind: 'CREDENTIAL' | 'TOKEN') => {
    const document = await openCredential(world.db, world.vault, { number, kind });
    return document !== null && typeof document === 'object' ? document.bytes.toString() : '';
  };
  expect(enclosed.get('credential.json')).toBe(await served('CREDENTIAL'));
  expect(enclosed.get('credential.jwt')).toBe(await served('TOKEN'));
  expect(await checkCredential(await served('CREDENTIAL'), keys)).toMatchObject({ ok: true });
  expect(await checkToken(await served('TOKEN'), keys)).toMatchObject({ ok: true });
  expect(await served('CREDENTIAL')).not.toMatch(/Robin/);
});

test('stored documents cannot be read without the data key', async () => {
  const { certificateId } = await newHolder(world, PUBLIC_URL);
  await prepare(certificateId);
  for (const { sealedBytes } of await documentsOf(certificateId)) {
    expect(sealedBytes.includes(Buffer.from('%PDF-'))).toBe(false);
    expect(sealedBytes.includes(Buffer.from('VerifiableCredential'))).toBe(false);
  }
});

test('a press that fails half way leaves what was made, and the next call goes on from there', async () => {
  const { certificateId } = await newHolder(world, PUBLIC_URL);
  const broken: Issuer = {
    ...world.issuer,
    press: { ...world.issuer.press, certificate: () => Promise.reject(new Error('the timestamp authority is away')) },
  };
  await expect(prepare(certificateId, broken)).rejects.toThrow('away');
  const half = await documentsOf(certificateId);
  expect(half.map(({ kind }) => kind).sort()).toEqual(['CREDENTIAL', 'TOKEN']);
  expect(await certificatesLackingDocuments(world.db, null)).toContain(certificateId);
  await prepare(certificateId);
  const whole = await documentsOf(certificateId);
  const credential = ({ kind }: { kind: string }) => kind === 'CREDENTIAL';
  expect(whole.find(credential)?.sha256).toBe(half.find(credential)?.sha256);
  expect(await certificatesLackingDocuments(world.db, null)).not.toContain(certificateId);
});

const waiting = (certificateId: CertificateId) =>
  world.db.select().from(documentsPending).where(eq(documentsPending.certificateId, certificateId));
const sweep = (press = world.issuer.press) => {
  const { db, vault } = world;
  const services = { db, vault, issuer: { ...world.issuer, press }, clock: () => now, log: { warn: () => {} } };
  return prepareLackingDocuments.run(services, {});
};

test('a certificate waits for its documents from the moment it is issued, whoever inserts it, and no longer', async () => {
  const { certificateId } = await newHolder(world, PUBLIC_URL);
  expect(await waiting(certificateId)).toMatchObject([{ revision: REVISION }]);
  // The release before inserts certificates without knowing that they wait; so does a correction.
  const [row] = await world.db.select().from(certificates).where(eq(certificates.id, certificateId));
  if (row === undefined) throw new Error('no certificate');
  const copy = { ...row, id: newId<CertificateId>(), number: `${row.number}-2`, claimKey: 'another' };
  await world.db.insert(certificates).values(copy);
  expect(await certificatesLackingDocuments(world.db, null)).toEqual(expect.arrayContaining([certificateId, copy.id]));
  await prepare(certificateId);
  expect(await waiting(certificateId)).toEqual([]);
});

test('the job makes what is lacking, and leaves what failed and what another release makes', async () => {
  const [made, erased, lacking] = [
    await newHolder(world, PUBLIC_URL),
    await newHolder(world, PUBLIC_URL),
    await newHolder(world, PUBLIC_URL),
  ].map(({ certificateId }) => certificateId) as [CertificateId, CertificateId, CertificateId];
  // The release before makes documents and leaves the row; a person may be erased before any are made.
  await prepare(made);
  await world.db.insert(documentsPending).values({ certificateId: made });
  await world.db.update(certificates).set({ wrappedDataKey: null }).where(eq(certificates.id, erased));
  await sweep({ ...world.issuer.press, certificate: () => Promise.reject(new Error('away')) });
  expect([await waiting(made), await waiting(erased)]).toEqual([[], []]);
  expect(await waiting(lacking)).toMatchObject([{ revision: REVISION }]);
  await world.db.insert(documentsPending).values({ certificateId: made, revision: REVISION + 1 });
  await sweep();
  expect(await waiting(made)).toMatchObject([{ revision: REVISION + 1 }]);
  expect([await waiting(erased), await waiting(lacking)]).toEqual([[], []]);
  expect([await documentsOf(erased), (await documentsOf(lacking)).length]).toEqual([[], 3]);
});

test('a certificate of an earlier release keeps its PDF and gets a sealed one beside it', async () => {
  const { certificateId, number } = await newHolder(world, PUBLIC_URL);
  const earlier = Buffer.from('sealed by an earlier release');
  await world.db.insert(documents).values({
    certificateId,
    kind: 'PDF',
    revision: 1,
    sealedBytes: earlier,
    sha256: createHash('sha256').update(earlier).digest('hex'),
    createdAt: now,
  });
  expect(await certificatesLackingDocuments(world.db, null)).toContain(certificateId);
  const opened = await openDocument(world.db, world.vault, world.issuer, { number, now });
  expect(opened).toMatchObject({ revision: REVISION });
  const pdfs = await world.db
    .select({ revision: documents.revision })
    .from(documents)
    .where(and(eq(documents.certificateId, certificateId), eq(documents.kind, 'PDF')));
  expect(pdfs.map(({ revision }) => revision).sort()).toEqual([1, REVISION]);
});
