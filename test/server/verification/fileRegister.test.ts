import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { proveCredential, withoutProof, writeCredential } from '../../../certificates/credential/proof.ts';
import { provenShape } from '../../../certificates/credential/shape.ts';
import { drawCertificate } from '../../../certificates/pdf.ts';
import { certificates, documents } from '../../../drizzle/schema.ts';
import { systemAct } from '../../../schema/act.ts';
import { openCredential } from '../../../schema/issuance/operations/openCredential.ts';
import { sequenceLog } from '../../../schema/log/operations/sequenceLog.ts';
import { sampleCredits } from '../../support/certificates/credentialSamples.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { type Issued, issued } from '../../support/issued.ts';
import { connectAsOwner } from '../../support/owner.ts';
import { type Desk, openDesk, stepIn } from '../../support/verifyDesk.ts';

let desk: Desk;
let certificate: Issued;
let pdf: Buffer;
beforeAll(async () => {
  desk = await openDesk();
  certificate = await issued(desk.world);
  pdf = await desk.prepared(certificate);
});
afterAll(() => desk.close());
beforeEach(() => desk.nextHour());

test('the issued PDF: the very file, valid, both entries in the log', async () => {
  const waiting = stepIn(await desk.examined(pdf), 'LOGGED');
  expect(waiting).toMatchObject({ verdict: 'NOT_CHECKED', sentence: expect.stringContaining('entry pending') });
  const signer = await desk.world.issuer.keyring.signer('LOG');
  await sequenceLog(desk.world.db, systemAct(desk.clock.now), { signer, origin: desk.world.issuer.logOrigin });
  const report = await desk.examined(pdf);
  expect(report).toMatchObject({ overall: 'GENUINE', standing: 'VALID', number: certificate.number, pending: false });
  expect(stepIn(report, 'ISSUED')?.verdict).toBe('PASSED');
  expect(stepIn(report, 'STATUS')).toMatchObject({ verdict: 'PASSED' });
  expect(stepIn(report, 'LOGGED')).toMatchObject({
    verdict: 'PASSED',
    sentence: expect.stringMatching(/^The credential is entry \d+ of the log .* This very PDF is entry \d+ /),
  });
});

test('the credential and the token as served', async () => {
  for (const kind of ['CREDENTIAL', 'TOKEN'] as const) {
    const document = await openCredential(desk.world.db, desk.world.vault, { number: certificate.number, kind });
    const bytes = document !== null && typeof document === 'object' ? document.bytes : Buffer.alloc(0);
    const report = await desk.examined(bytes, 'application/octet-stream');
    expect(report).toMatchObject({ overall: 'GENUINE', standing: 'VALID' });
    expect(stepIn(report, 'ISSUED')?.verdict).toBe('PASSED');
    expect(JSON.stringify(report)).not.toContain(certificate.facts.learnerName);
  }
});

test('a credential that a program stored in another layout is still the one issued; one re-signed with our own key is not', async () => {
  const { world } = desk;
  const document = await openCredential(world.db, world.vault, { number: certificate.number, kind: 'CREDENTIAL' });
  const text = document !== null && typeof document === 'object' ? document.bytes.toString() : '';
  const indented = await desk.examined(Buffer.from(JSON.stringify(JSON.parse(text), null, 2)), 'application/json');
  expect(indented).toMatchObject({ overall: 'GENUINE', standing: 'VALID' });
  expect(stepIn(indented, 'ISSUED')?.sentence).toMatch(/^Word for word, saved again/);

  const proven = provenShape.parse(JSON.parse(text));
  const forged = { ...withoutProof(proven), name: 'Master class' };
  const signed = await proveCredential(
    forged,
    await world.issuer.keyring.signer('PROOF'),
    proven.issuer.id,
    desk.clock.now,
  );
  const stolen = await desk.examined(Buffer.from(writeCredential(signed)), 'application/json');
  expect(stolen).toMatchObject({ overall: 'NOT_PROVEN' });
  expect(stepIn(stolen, 'CREDENTIAL')?.verdict).toBe('PASSED');
  expect(stepIn(stolen, 'ISSUED')).toMatchObject({ verdict: 'FAILED' });
});

test.each([
  ['hours', '{studyHundredths}', '90000'],
  ['credit', '{credits,0,amountHundredths}', '17500'],
])('when the register and the file differ in %s, neither is trusted', async (_what, path, value) => {
  const held = await issued(desk.world, { facts: { studyHundredths: 900, credits: sampleCredits() } });
  const bytes = await desk.prepared(held);
  const report = await desk.examined(bytes);
  expect(report).toMatchObject({ overall: 'GENUINE', standing: 'VALID', facts: { credit: { amount: '1.75' } } });
  const owner = await connectAsOwner(desk.world.db);
  await owner.unsafe('alter table certificates disable trigger user');
  // The lines keep adding up to the amount, so that the facts can still be read.
  await owner`update certificates set public_facts = jsonb_set(
    jsonb_set(public_facts, ${path}::text[], ${value}::text::jsonb), '{credits,0,lines,0,amountHundredths}',
    ${path.startsWith('{credits') ? '17450' : '125'}::text::jsonb) where id = ${held.id}`;
  await owner.unsafe('alter table certificates enable trigger user');
  await owner.end();
  const altered = await desk.examined(bytes);
  expect(altered).toMatchObject({ overall: 'GENUINE', standing: 'UNKNOWN' });
  expect(stepIn(altered, 'LOGGED')).toMatchObject({
    verdict: 'FAILED',
    sentence: expect.stringContaining('Its issue cannot be proved in the log: The tables today differ'),
  });
});

test('a changed file of a known number is not the issued one, while the number stays valid', async () => {
  const report = await desk.examined(Buffer.concat([pdf, Buffer.from('\n')]));
  expect(report).toMatchObject({ overall: 'ALTERED', standing: 'VALID', number: certificate.number });
  expect(stepIn(report, 'ISSUED')?.sentence).toContain('not the file that was issued');
  expect(stepIn(report, 'STATUS')?.sentence).toContain('to the number, not to this file');
});

test.each([
  ['REVOKED', { revokedAt: new Date('2026-11-27T00:00:00Z'), revocationReason: 'ISSUED_IN_ERROR' as const }],
  ['SUPERSEDED', { supersededAt: new Date('2026-11-27T00:00:00Z') }],
])('%s is said with the file still being the one issued', async (standing, change) => {
  const held = await issued(desk.world);
  const bytes = await desk.prepared(held);
  await desk.world.db.update(certificates).set(change).where(eq(certificates.id, held.id));
  const report = await desk.examined(bytes);
  expect(report).toMatchObject({ overall: 'GENUINE', standing });
  expect(stepIn(report, 'ISSUED')?.verdict).toBe('PASSED');
  expect(stepIn(report, 'STATUS')?.verdict).toBe('FAILED');
  // The row was changed without an entry, as only somebody inside could.
  expect(stepIn(report, 'LOGGED')).toMatchObject({
    verdict: 'FAILED',
    sentence: expect.stringMatching(/The register contains a (revocation|replacement) of it, but the log has no entry/),
  });
});

test('after the erasure of its holder hashes and verdict stay', async () => {
  const held = await issued(desk.world);
  const bytes = await desk.prepared(held);
  await desk.world.db
    .update(certificates)
    .set({ wrappedDataKey: null, userId: null })
    .where(eq(certificates.id, held.id));
  const report = await desk.examined(bytes);
  expect(report).toMatchObject({ overall: 'GENUINE', standing: 'VALID', pending: false });
  expect(stepIn(report, 'ISSUED')?.verdict).toBe('PASSED');
});

test('before its documents are made it is being sealed', async () => {
  const held = await issued(desk.world);
  const bytes = await drawCertificate(held.facts);
  const report = await desk.examined(bytes);
  expect(report).toMatchObject({ overall: 'NOT_PROVEN', standing: 'VALID', pending: true });
  expect(stepIn(report, 'ISSUED')?.verdict).toBe('NOT_CHECKED');
});

test('an unsealed PDF of an earlier release is genuine by its hash, and says that a newer one exists', async () => {
  const held = await issued(desk.world);
  const bytes = await drawCertificate(held.facts);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await desk.world.db.insert(documents).values({
    certificateId: held.id,
    kind: 'PDF',
    revision: 1,
    sealedBytes: bytes,
    sha256,
    createdAt: desk.clock.now,
  });
  await desk.prepared(held);
  const report = await desk.examined(bytes);
  expect(report).toMatchObject({ overall: 'GENUINE_BUT_UNSEALED', standing: 'VALID' });
  expect(stepIn(report, 'ISSUED')?.sentence).toContain('a newer one exists');
});

test('an unknown number, and a file without a number', async () => {
  const unknown = await desk.examined(await drawCertificate(sampleFacts()));
  expect(unknown).toMatchObject({ overall: 'NOT_PROVEN', standing: 'UNKNOWN' });
  const none = await desk.examined(Buffer.from('%PDF-1.7\n'));
  expect(none).toMatchObject({ overall: 'NOT_PROVEN', standing: null });
  expect(stepIn(none, 'ISSUED')?.verdict).toBe('NOT_CHECKED');
});

test('names cannot be tried by drawing them: ten unsealed files of a number an hour', async () => {
  const held = await issued(desk.world);
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess++)
    statuses.push((await desk.send(await drawCertificate({ ...held.facts, learnerName: `Guess ${guess}` }))).status);
  expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
});
