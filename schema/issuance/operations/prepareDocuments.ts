import { createHash } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { didOf } from '../../../certificates/credential/did.ts';
import type { CertificateFacts } from '../../../certificates/facts.ts';
import type { Keyring, PublicKey } from '../../../certificates/keys.ts';
import { issuePayload } from '../../../certificates/log/entry.ts';
import type { Press } from '../../../certificates/press.ts';
import type { Database } from '../../../drizzle/client.ts';
import { keyFor, seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, UserId } from '../../../drizzle/ids.ts';
import { handWritten } from '../../../drizzle/prepared.ts';
import { certificates, type DOCUMENT_KINDS, documents } from '../../../drizzle/schema.ts';
import { systemAct } from '../../act.ts';
import { recordKeys } from '../../keys/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import { sequenceLog } from '../../log/operations/sequenceLog.ts';
import { logProofOf } from '../../log/queries.ts';
import { imagesOf } from '../../organizations/queries.ts';
import { issuedFrom } from '../rules.ts';
import { openFacts } from './sealFacts.ts';
import { statusEntryOf } from './statusPlace.ts';

/** What documents are made with: the keys, the log's name and the press, in other threads or here. */
export type Works = {
  keyring: Keyring;
  publicKeys(): Promise<PublicKey[]>;
  press: Press;
  /** The log's name in its checkpoints. */
  logOrigin: string;
};

/**
 * The look and make of documents: 1 was a PDF alone; 2 is a sealed PDF with its credential. A later one is added beside the
 * earlier, whose bytes stay.
 */
export const REVISION = 2;

type Kind = (typeof DOCUMENT_KINDS)[number];
type CertificateForDocuments = typeof certificates.$inferSelect;
type Opened = { facts: CertificateFacts; dataKey: Vault };

const bytesPlace = (id: string, kind: Kind, revision: number) => `documents:${id}:${kind}:${revision}`;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

export type StoredDocument = { revision: number; bytes: Buffer; sha256: string };

const newest = handWritten<{ revision: number; sealedBytes: Buffer; sha256: string }>(
  'newest_document',
  sql`select revision, sealed_bytes as "sealedBytes", sha256 from documents
    where certificate_id = ${sql.placeholder('certificateId')} and kind = ${sql.placeholder('kind')}
    order by revision desc limit 1`,
);

/** A document of the current make, or a later one's. */
const current = async (
  db: Database,
  certificateId: CertificateId,
  kind: Kind,
  dataKey: Vault,
): Promise<StoredDocument | null> => {
  const [row] = await newest(db, { certificateId, kind });
  if (row === undefined || row.revision < REVISION) return null;
  const bytes = unseal(dataKey, row.sealedBytes, bytesPlace(certificateId, kind, row.revision));
  return { revision: row.revision, bytes, sha256: row.sha256 };
};

/** Adds the bytes once; whether these were the first. Called in a transaction. */
const store = async (
  tx: Database,
  {
    certificateId,
    kind,
    bytes,
    dataKey,
    now,
  }: { certificateId: CertificateId; kind: Kind; bytes: Buffer; dataKey: Vault; now: Date },
): Promise<boolean> => {
  const added = await tx
    .insert(documents)
    .values({
      certificateId,
      kind,
      revision: REVISION,
      sealedBytes: seal(dataKey, bytes, bytesPlace(certificateId, kind, REVISION)),
      sha256: sha256(bytes).toString('hex'),
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: documents.id });
  return added.length > 0;
};

/** Fixed by the data key: it needs no place of its own, and goes when the key goes. */
const holderSaltOf = ({ dataKey }: Opened): string => keyFor(dataKey, 'holder name v1').toString('hex');

/**
 * Makes what a certificate still lacks, in the order in which each can vouch for the one before: the credential and its JWT, their
 * entry in the log, the sealed PDF that carries all three. Every step is stored before the next and done once, whoever races.
 * Null when the person was erased. Throws what the timestamp authority throws; a later call goes on where this one ended.
 */
export const prepareDocuments = (
  db: Database,
  vault: Vault,
  works: Works,
  ask: { certificateId: CertificateId; now: Date },
): Promise<StoredDocument | null> => {
  const making = underway.get(works) ?? new Map<CertificateId, Promise<StoredDocument | null>>();
  underway.set(works, making);
  const known = making.get(ask.certificateId);
  if (known !== undefined) return known;
  const made = prepare(db, vault, works, ask).finally(() => making.delete(ask.certificateId));
  making.set(ask.certificateId, made);
  return made;
};

/** Those who ask this process for the same certificate at once share the work; other processes are held by what is stored. */
const underway = new WeakMap<Works, Map<CertificateId, Promise<StoredDocument | null>>>();

const prepare = async (
  db: Database,
  vault: Vault,
  works: Works,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<StoredDocument | null> => {
  const [row] = await db.select().from(certificates).where(eq(certificates.id, certificateId));
  const opened = row === undefined ? null : openFacts(vault, row);
  if (row === undefined || opened === null) return null;
  const ready = await current(db, row.id, 'PDF', opened.dataKey);
  if (ready !== null) return ready;
  const { credential, token } = await prepareCredential(db, works, { row, opened, now });
  const logProof = await logged(db, works, { certificateId: row.id, now });
  const images = await imagesOf(db, { organizationId: row.organizationId, look: opened.facts.look });
  const pdf = Buffer.from(
    await works.press.certificate({
      facts: opened.facts,
      images,
      credential: credential.toString(),
      token: token.toString(),
      logProof,
      holderSalt: holderSaltOf(opened),
    }),
  );
  await recordKeys(db, await works.publicKeys());
  await db.transaction(async (tx) => {
    const entry = { certificateId: row.id, kind: 'PDF' as const, now };
    if (await store(tx, { ...entry, bytes: pdf, dataKey: opened.dataKey }))
      await appendToLog(tx, systemAct(now), { ...entry, revision: REVISION, payloadHash: sha256(pdf) });
  });
  return must(await current(db, row.id, 'PDF', opened.dataKey));
};

const must = <Value>(stored: Value | null): Value => {
  if (stored === null) throw new Error('a document is missing after its own insert');
  return stored;
};

const prepareCredential = async (
  db: Database,
  { press, publicKeys }: Works,
  { row, opened, now }: { row: CertificateForDocuments; opened: Opened; now: Date },
): Promise<{ credential: Buffer; token: Buffer }> => {
  const { facts, dataKey } = opened;
  const read = (kind: Kind) => current(db, row.id, kind, dataKey);
  const [storedCredential, storedToken] = [await read('CREDENTIAL'), await read('TOKEN')];
  if (storedCredential !== null && storedToken !== null)
    return { credential: storedCredential.bytes, token: storedToken.bytes };
  const publicUrl = issuedFrom(facts);
  const made = await press.credential({
    facts,
    issue: {
      did: didOf(publicUrl),
      publicUrl,
      subjectId: `urn:uuid:${row.id}`,
      status: await statusEntryOf(db, { certificateId: row.id, now }),
      expiresAt: row.expiresAt?.toISOString() ?? null,
    },
    holderSalt: holderSaltOf(opened),
    at: now.toISOString(),
  });
  const credential = Buffer.from(made.credential);
  await recordKeys(db, await publicKeys());
  await db.transaction(async (tx) => {
    const entry = { certificateId: row.id, dataKey, now };
    if (!(await store(tx, { ...entry, kind: 'CREDENTIAL', bytes: credential }))) return;
    await store(tx, { ...entry, kind: 'TOKEN', bytes: Buffer.from(made.token) });
    await appendToLog(tx, systemAct(now), {
      certificateId: row.id,
      kind: 'ISSUE',
      revision: 0,
      payloadHash: issueOf(row),
    });
    await appendToLog(tx, systemAct(now), {
      certificateId: row.id,
      kind: 'CREDENTIAL',
      revision: REVISION,
      payloadHash: sha256(credential),
    });
  });
  return { credential: must(await read('CREDENTIAL')).bytes, token: must(await read('TOKEN')).bytes };
};

const issueOf = ({
  number,
  purpose,
  specimen,
  issuedAt,
  expiresAt,
  nameCommitment,
  publicFacts,
}: CertificateForDocuments) =>
  issuePayload({
    number,
    purpose,
    specimen,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    nameCommitment: nameCommitment.toString('hex'),
    publicFacts,
  });

/** The proof that the credential stands in the log, which is sequenced for it when it waits. */
const logged = async (
  db: Database,
  { keyring, logOrigin }: Works,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<string> => {
  const entry = { certificateId, kind: 'CREDENTIAL' as const, revision: REVISION };
  const proof = await logProofOf(db, entry);
  if (proof !== null) return proof;
  await sequenceLog(db, systemAct(now), { signer: await keyring.signer('LOG'), origin: logOrigin });
  const fresh = await logProofOf(db, entry);
  if (fresh === null) throw new Error('a credential has no place in the log after it was sequenced');
  return fresh;
};

export type OpenedDocument = StoredDocument & {
  ownerUserId: UserId | null;
  revoked: boolean;
  certificateId: CertificateId;
};

/**
 * The issued PDF of a number: made and stored the first time anyone asks, the same bytes ever after. `gone` when the person was
 * erased; null for an unknown number.
 */
export const openDocument = async (
  db: Database,
  vault: Vault,
  works: Works,
  { number, now }: { number: string; now: Date },
): Promise<OpenedDocument | { gone: true } | null> => {
  const [row] = await db
    .select({ id: certificates.id, userId: certificates.userId, revokedAt: certificates.revokedAt })
    .from(certificates)
    .where(eq(certificates.number, number));
  if (row === undefined) return null;
  const document = await prepareDocuments(db, vault, works, { certificateId: row.id, now });
  if (document === null) return { gone: true };
  return { ...document, ownerUserId: row.userId, revoked: row.revokedAt !== null, certificateId: row.id };
};

/**
 * The credential of a number as issued, as JSON or as a JWT. `gone` when the person was erased, `pending` while it is being made,
 * null for an unknown number.
 */
export const openCredential = async (
  db: Database,
  vault: Vault,
  { number, kind }: { number: string; kind: 'CREDENTIAL' | 'TOKEN' },
): Promise<StoredDocument | 'gone' | 'pending' | null> => {
  const [row] = await db.select().from(certificates).where(eq(certificates.number, number));
  if (row === undefined) return null;
  const opened = openFacts(vault, row);
  if (opened === null) return 'gone';
  return (await current(db, row.id, kind, opened.dataKey)) ?? 'pending';
};

const lacking = handWritten<{ id: CertificateId }>(
  'certificates_lacking_documents',
  sql`select k.id from certificates k
    where k.wrapped_data_key is not null and k.id > ${sql.placeholder('after')}::uuid
      and not exists (select from documents d where d.certificate_id = k.id and d.kind = 'PDF' and d.revision >= ${sql.raw(String(REVISION))})
    order by k.id limit 100`,
);

/** The next hundred certificates, in the order of issue, that have no document of the current make. */
export const certificatesLackingDocuments = async (
  db: Database,
  after: CertificateId | null,
): Promise<CertificateId[]> =>
  (await lacking(db, { after: after ?? '00000000-0000-0000-0000-000000000000' })).map(({ id }) => id);

/** Whom to tell that a certificate is there: its holder, while it stands; null when it was revoked, replaced or its person erased. */
export const holderOfStanding = async (db: Database, certificateId: CertificateId): Promise<UserId | null> => {
  const [row] = await db
    .select({ userId: certificates.userId })
    .from(certificates)
    .where(and(eq(certificates.id, certificateId), isNull(certificates.revokedAt), isNull(certificates.supersededAt)));
  return row?.userId ?? null;
};
