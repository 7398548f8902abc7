import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import type { Signer } from '../../certificates/keys.ts';
import { revocationPayload, supersessionPayload } from '../../certificates/log/entry.ts';
import { connect } from '../../drizzle/client.ts';
import { type CertificateId, newId } from '../../drizzle/ids.ts';
import { certificates, documents, organizations, signingKeys } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { appendToLog } from '../../schema/log/operations/appendToLog.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { timestampLatest } from '../../schema/log/operations/timestampLatest.ts';
import { createTestDatabase } from './database.ts';
import { createTestSigner } from './keyring.ts';
import { addEnrollment, addLearner, addQuizCourse } from './quizCourse.ts';
import { createTimestampAuthority } from './timestampAuthority.ts';

export const LOG_ORIGIN = 'attune.example.org/log';
export const LOG_NOW = new Date('2026-11-22T09:00:00.123Z');

export type LoggedCertificate = {
  id: CertificateId;
  number: string;
  claimKey: string;
  hashes: { CREDENTIAL: Buffer; PDF: Buffer };
};
export type LogBook = Awaited<ReturnType<typeof openLogBook>>;

/** A new database with its own log, one recorded key, and bare certificates to log. */
export const openLogBook = async (options: { max?: number; onStatement?: (text: string) => void } = {}) => {
  const database = await createTestDatabase();
  const pool = connect(database.appUrl, options);
  const { db } = pool;
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const signer = await createTestSigner('LOG');
  const userId = await addLearner(db);
  const enrollmentId = await addEnrollment(db, { userId, course: await addQuizCourse(db) });
  const [organization] = await db.select({ id: organizations.id }).from(organizations);
  if (organization === undefined) throw new Error('the sample course has no organization');

  const record = ({ key }: Signer) => {
    const { id, createdAt, ...rest } = key;
    return db.insert(signingKeys).values({ ...rest, keyId: id, createdAt: new Date(createdAt) });
  };
  await record(signer);

  const certificate = async (row: { claimKey?: string; supersedesId?: CertificateId } = {}) => {
    const id = newId<CertificateId>();
    const number = `SAMPLE-${id}`;
    const claimKey = row.claimKey ?? id;
    await db.insert(certificates).values({
      ...row,
      id,
      number,
      claimKey,
      enrollmentId,
      userId,
      organizationId: organization.id,
      purpose: 'CREDIT',
      specimen: false,
      publicFacts: {},
      factsHash: 'f'.repeat(64),
      nameSalt: randomBytes(16),
      nameCommitment: randomBytes(32),
      sealedFacts: randomBytes(32),
      wrappedDataKey: randomBytes(32),
      issuedAt: LOG_NOW,
    });
    return { id, number, claimKey };
  };

  /** A certificate with its credential and PDF, stored and left for the log in one transaction. */
  const issue = async (row: Parameters<typeof certificate>[0] = {}): Promise<LoggedCertificate> => {
    const made = await certificate(row);
    const hashes = { CREDENTIAL: randomBytes(32), PDF: randomBytes(32) };
    await db.transaction(async (tx) => {
      for (const kind of ['CREDENTIAL', 'PDF'] as const) {
        const sha256 = hashes[kind].toString('hex');
        const document = { certificateId: made.id, kind, revision: 2 };
        await tx.insert(documents).values({ ...document, sealedBytes: randomBytes(8), sha256, createdAt: LOG_NOW });
        await appendToLog(tx, systemAct(LOG_NOW), { ...document, payloadHash: hashes[kind] });
      }
    });
    return { ...made, hashes };
  };

  const revoke = ({ id, number }: { id: CertificateId; number: string }) =>
    db.transaction(async (tx) => {
      const reason = 'ISSUED_IN_ERROR' as const;
      await tx
        .update(certificates)
        .set({ revokedAt: LOG_NOW, revocationReason: reason })
        .where(eq(certificates.id, id));
      const payloadHash = revocationPayload({ number, reason, at: LOG_NOW.toISOString() });
      return appendToLog(tx, systemAct(LOG_NOW), { kind: 'REVOCATION', certificateId: id, revision: 0, payloadHash });
    });

  /** Issues the successor and notes the replacement. */
  const replace = async ({ id, number, claimKey }: LoggedCertificate): Promise<LoggedCertificate> => {
    await db.update(certificates).set({ supersededAt: LOG_NOW }).where(eq(certificates.id, id));
    const successor = await issue({ claimKey, supersedesId: id });
    const payloadHash = supersessionPayload({ number, successor: successor.number, at: LOG_NOW.toISOString() });
    await appendToLog(db, systemAct(LOG_NOW), { kind: 'SUPERSESSION', certificateId: id, revision: 0, payloadHash });
    return successor;
  };

  return {
    db,
    pool,
    owner,
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    signer,
    keys: [signer.key],
    record,
    certificate,
    issue,
    revoke,
    replace,
    sequence: (by: Partial<Parameters<typeof sequenceLog>[2]> = {}) =>
      sequenceLog(db, systemAct(LOG_NOW), { signer, origin: LOG_ORIGIN, ...by }),
    /** What only the owner of the tables can do, with triggers disabled. */
    tamper: async (table: string, ...statements: string[]) => {
      await owner.begin(async (sql) => {
        await sql.unsafe(`alter table ${table} disable trigger user`);
        for (const statement of statements) await sql.unsafe(statement);
        await sql.unsafe(`alter table ${table} enable trigger user`);
      });
    },
    close: async () => {
      await Promise.all([pool.close(), owner.end()]);
      await database.drop();
    },
  };
};

/**
 * Six certificates, the second revoked, the third replaced by a seventh; an eighth; three checkpoints over 12, 16 and 18 entries, a
 * timestamp, and the revocation of the fifth, which waits.
 */
export const openFilledBook = async () => {
  const book = await openLogBook({ max: 2 });
  const made: LoggedCertificate[] = [];
  for (let n = 0; n < 6; n++) made.push(await book.issue());
  await book.sequence();
  const [, second, third, , fifth] = made;
  if (second === undefined || third === undefined || fifth === undefined) throw new Error('six certificates were made');
  await book.revoke(second);
  made.push(await book.replace(third));
  await book.sequence();
  const { keptToken } = await createTimestampAuthority();
  await timestampLatest(book.db, systemAct(LOG_NOW), { timestamper: keptToken });
  made.push(await book.issue());
  await book.sequence();
  await book.revoke(fifth);
  return { book, made };
};

export const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();
