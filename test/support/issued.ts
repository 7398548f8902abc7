import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { CertificateId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents, certificates, documents, logEntries, memberships, organizations } from '../../drizzle/schema.ts';
import type { AuditVerb } from '../../drizzle/tables/events.ts';
import type { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { reissueCertificate } from '../../schema/issuance/operations/reissueCertificate.ts';
import { revokeCertificate } from '../../schema/issuance/operations/revokeCertificate.ts';
import { sealFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { appendToLog } from '../../schema/log/operations/appendToLog.ts';
import { sampleFacts } from './certificates/sampleFacts.ts';
import { enrolled, newLearner, type World } from './world.ts';

const ISSUED_AT = new Date('2026-11-22T08:15:00Z');
export const PUBLIC_URL = 'https://attune.example.org';

type Row = Partial<typeof certificates.$inferInsert>;
export type Issued = { id: CertificateId; number: string; userId: UserId; facts: CertificateFacts };

const instituteOf = async ({ db }: World): Promise<OrganizationId> => {
  const [institute] = await db.select().from(organizations).where(eq(organizations.slug, 'sample-institute'));
  if (institute === undefined) throw new Error('the sample institute is missing');
  return institute.id;
};

/** A certificate of the sample institute without the hours of study before it; `row` sets what a claim would not. */
export const issued = async (
  world: World,
  { facts: changes = {}, row = {} }: { facts?: Partial<CertificateFacts>; row?: Row } = {},
): Promise<Issued> => {
  const userId = await newLearner(world.db, changes.learnerName ?? 'Robin Example');
  const enrollmentId = await enrolled(world, userId, { purpose: changes.purpose ?? 'CREDIT' });
  const number = newCertificateNumber();
  const facts = sampleFacts({ ...changes, number, verifyUrl: `${PUBLIC_URL}/verify/${number}` });
  const frozen = sealFacts(world.vault, facts);
  await world.db.insert(certificates).values({
    ...frozen,
    claimKey: `${enrollmentId}:plain`,
    enrollmentId,
    userId,
    organizationId: await instituteOf(world),
    purpose: facts.purpose,
    specimen: facts.specimen,
    issuedAt: ISSUED_AT,
    ...row,
  });
  return { id: frozen.id, number, userId, facts };
};

/** A person who signs in and has this role in the sample institute, or in another organization. */
export const member = async (
  world: World,
  role: (typeof MEMBER_ROLES)[number],
  organizationId?: OrganizationId,
): Promise<UserId> => {
  const userId = await newLearner(world.db);
  const organization = organizationId ?? (await instituteOf(world));
  await world.db.insert(memberships).values({ userId, organizationId: organization, role });
  return userId;
};

/** Another provider beside the sample institute. */
export const anotherOrganization = async ({ db }: World): Promise<OrganizationId> => {
  const [institute] = await db.select().from(organizations).where(eq(organizations.slug, 'sample-institute'));
  if (institute === undefined) throw new Error('the sample institute is missing');
  const { id: _, ...facts } = institute;
  const slug = `institute-${newCertificateNumber().toLowerCase()}`;
  const [other] = await db
    .insert(organizations)
    .values({ ...facts, slug })
    .returning({ id: organizations.id });
  if (other === undefined) throw new Error('no organization was inserted');
  return other.id;
};

/** Stands for the job that makes the documents: a sealed PDF's row and the credential's entry in the log, waiting for its place. */
export const sealedAs = async ({ db }: World, certificateId: CertificateId, bytes: Buffer): Promise<string> => {
  const hash = createHash('sha256').update(bytes).digest();
  const sha256 = hash.toString('hex');
  await db
    .insert(documents)
    .values({ certificateId, kind: 'PDF', revision: 2, sealedBytes: bytes, sha256, createdAt: ISSUED_AT });
  await appendToLog(db, systemAct(ISSUED_AT), { kind: 'CREDENTIAL', certificateId, revision: 2, payloadHash: hash });
  return sha256;
};

/** The entries of one kind for a certificate, in the log or waiting for it. */
export const entriesOf = ({ db }: World, certificateId: CertificateId, kind: 'REVOCATION' | 'SUPERSESSION') =>
  db
    .select()
    .from(logEntries)
    .where(and(eq(logEntries.certificateId, certificateId), eq(logEntries.kind, kind)));

export const rowOf = async ({ db }: World, number: string) => {
  const [row] = await db.select().from(certificates).where(eq(certificates.number, number));
  if (row === undefined) throw new Error('no such certificate');
  return row;
};

/** The audit events of one verb about a certificate. */
export const eventsOf = ({ db }: World, id: CertificateId, verb: AuditVerb) =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.objectId, id), eq(auditEvents.verb, verb)));

/** How many jobs of one name wait for a certificate. */
export const jobsOf = async ({ db }: World, name: string, id: CertificateId): Promise<number | undefined> => {
  const [found] = await db.execute<{ jobs: number }>(
    sql`select count(*)::int as jobs from pgboss.job where name = ${name} and data->>'certificateId' = ${id}`,
  );
  return found?.jobs;
};

type Reason = Parameters<typeof revokeCertificate>[2]['reason'];

/** An owner's two verbs, with what tests seldom say. */
export const ownersVerbs = (world: World, userId: UserId, now: Date) => ({
  revoke: (number: string, reason: Reason = 'ISSUED_IN_ERROR', at = now, note: string | null = null) =>
    revokeCertificate(world.db, userAct(userId, at, 'test'), { number, reason, note, vault: world.vault }),
  reissue: (number: string, correctedName: string, publicUrl = PUBLIC_URL) => {
    const { db, vault } = world;
    return reissueCertificate(db, userAct(userId, now), { number, correctedName, vault, publicUrl });
  },
});
