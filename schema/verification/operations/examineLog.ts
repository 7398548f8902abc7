import type { PublicKey } from '../../../certificates/keys.ts';
import { checkLogProof } from '../../../certificates/log/proof.ts';
import type { Step } from '../../../certificates/verify/report.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { LogDamaged } from '../../log/errors.ts';
import { type EntryName, logProofOf } from '../../log/queries.ts';
import type { IssuedFile } from '../queries.ts';
import { type LogFinding, loggedStep } from '../rules/logFindings.ts';

type Logged = {
  certificateId: CertificateId;
  files: readonly IssuedFile[];
  /** Which document the file is. */
  same: IssuedFile | undefined;
  keys: readonly PublicKey[];
};

/** Whether the credential is in today's log, and the PDF too when the file is a PDF. Null before there was a credential. */
export async function examineLog(db: Database, { certificateId, files, same, keys }: Logged): Promise<Step | null> {
  const credential = files.findLast(({ kind }) => kind === 'CREDENTIAL');
  const pdf = same?.kind === 'PDF' && same.revision === credential?.revision ? same : undefined;
  const findings: LogFinding[] = [];
  for (const file of [credential, pdf])
    if (file !== undefined) findings.push(await findingOf(db, certificateId, file, keys));
  return loggedStep(findings);
}

async function findingOf(
  db: Database,
  certificateId: CertificateId,
  { kind, revision, sha256 }: IssuedFile,
  keys: readonly PublicKey[],
): Promise<LogFinding> {
  const words = kind === 'PDF' ? 'This very PDF' : 'The credential';
  const entry = { certificateId, kind: kind === 'PDF' ? ('PDF' as const) : ('CREDENTIAL' as const), revision };
  const proof = await proofIn(db, entry);
  if (proof instanceof LogDamaged) return { state: 'BROKEN', detail: `${words} cannot be proved: ${proof.message}.` };
  if (proof === null)
    return { state: 'PENDING', detail: `${words} is waiting for its place in the log: entry pending.` };
  const payloadHash = Buffer.from(sha256, 'hex');
  const check = checkLogProof(proof, { payloadHash, kind: entry.kind, keys });
  return check.ok
    ? { state: 'PROVEN', detail: `${words} is entry ${check.index} of the log ${check.origin}.` }
    : { state: 'BROKEN', detail: `${words} cannot be proved in the log: ${check.detail}` };
}

/** A damaged log is a finding about this certificate, not an error of the caller. */
const proofIn = (db: Database, entry: EntryName): Promise<string | null | LogDamaged> =>
  logProofOf(db, entry).catch((error: unknown) => {
    if (error instanceof LogDamaged) return error;
    throw error;
  });
