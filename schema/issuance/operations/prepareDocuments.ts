import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { systemAct } from '../../act.ts';
import { recordKeys } from '../../keys/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import { sequenceLog } from '../../log/operations/sequenceLog.ts';
import { logProofOf } from '../../log/queries.ts';
import { imagesOf } from '../../organizations/queries.ts';
import { certificateToPrepare, type ToPrepare } from '../queries/documents.ts';
import { REVISION, sha256Of } from '../rules/documents.ts';
import type { Issuer } from '../rules/issuer.ts';
import { holderSaltOf, prepareCredential } from './prepareCredential.ts';
import { type OpenedFacts, openFacts } from './sealFacts.ts';
import { readDocument, requireDocument, type StoredDocument, storeDocument, waitNoLonger } from './storeDocument.ts';

type Making = Map<CertificateId, Promise<StoredDocument | null>>;

/**
 * The documents that this process is making now, by the issuer that makes them. Callers who ask for the same certificate at once
 * share one promise. This only saves work: two processes may make the same document, and the first one stored wins.
 */
const underway = new WeakMap<Issuer, Making>();

function makingOf(issuer: Issuer): Making {
  const known = underway.get(issuer) ?? new Map();
  underway.set(issuer, known);
  return known;
}

/**
 * Makes the missing documents of a certificate, in this order: the credential and its JWT, their entry in the log, the sealed PDF
 * that contains all three. Each step is stored before the next and done once, however many calls race. Null when the person was
 * erased. Throws what the timestamp authority throws; a later call continues from there.
 */
export function prepareDocuments(
  db: Database,
  vault: Vault,
  issuer: Issuer,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<StoredDocument | null> {
  const making = makingOf(issuer);
  const known = making.get(certificateId);
  if (known !== undefined) return known;
  const made = prepare(db, vault, issuer, { certificateId, now }).finally(() => making.delete(certificateId));
  making.set(certificateId, made);
  return made;
}

async function prepare(
  db: Database,
  vault: Vault,
  issuer: Issuer,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<StoredDocument | null> {
  const row = await certificateToPrepare(db, certificateId);
  const opened = row === null ? null : openFacts(vault, row);
  if (row === null || opened === null) return null;
  const named = { certificateId, kind: 'PDF' as const, dataKey: opened.dataKey };
  const ready = await readDocument(db, named);
  if (ready !== null) return ready;
  const pdf = await makePdf(db, issuer, { row, opened, now });
  await recordKeys(db, await issuer.publicKeys());
  await db.transaction(async (tx) => {
    if (!(await storeDocument(tx, { ...named, bytes: pdf, now }))) return;
    await waitNoLonger(tx, certificateId);
    const entry = { certificateId, kind: 'PDF' as const, revision: REVISION, payloadHash: sha256Of(pdf) };
    await appendToLog(tx, systemAct(now), entry);
  });
  return requireDocument(db, named);
}

type Preparing = { row: ToPrepare; opened: OpenedFacts; now: Date };

async function makePdf(db: Database, issuer: Issuer, preparing: Preparing): Promise<Buffer> {
  const { row, opened, now } = preparing;
  const { credential, token } = await prepareCredential(db, issuer, preparing);
  const logProof = await proveInLog(db, issuer, { certificateId: row.id, now });
  const images = await imagesOf(db, { organizationId: row.organizationId, look: opened.facts.look });
  const pdf = await issuer.press.certificate({
    facts: opened.facts,
    images,
    credential: credential.toString(),
    token: token.toString(),
    logProof,
    holderSalt: holderSaltOf(opened),
  });
  return Buffer.from(pdf);
}

/** The proof that the credential is in the log. Sequences the log first if the credential is still waiting. */
async function proveInLog(
  db: Database,
  { keyring, logOrigin }: Issuer,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<string> {
  const entry = { certificateId, kind: 'CREDENTIAL' as const, revision: REVISION };
  const proof = await logProofOf(db, entry);
  if (proof !== null) return proof;
  await sequenceLog(db, systemAct(now), { signer: await keyring.signer('LOG'), origin: logOrigin });
  const fresh = await logProofOf(db, entry);
  if (fresh === null) throw new Error('a credential has no place in the log after it was sequenced');
  return fresh;
}
