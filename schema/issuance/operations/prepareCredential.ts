import { didOf } from '../../../certificates/credential/did.ts';
import { issuePayload } from '../../../certificates/log/entry.ts';
import type { Database } from '../../../drizzle/client.ts';
import { keyFor } from '../../../drizzle/encryption.ts';
import { systemAct } from '../../act.ts';
import { recordKeys } from '../../keys/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import type { ToPrepare } from '../queries/documents.ts';
import { NO_REVISION, REVISION, sha256Of } from '../rules/documents.ts';
import type { Issuer } from '../rules/issuer.ts';
import { issuedFrom } from '../rules.ts';
import { drawStatusPlace } from './drawStatusPlace.ts';
import type { OpenedFacts } from './sealFacts.ts';
import { readDocument, requireDocument, storeDocument } from './storeDocument.ts';

/** Derived from the data key, so it is not stored, and it is lost when the key is destroyed. */
export const holderSaltOf = ({ dataKey }: OpenedFacts): string => keyFor(dataKey, 'holder name v1').toString('hex');

type Preparing = { row: ToPrepare; opened: OpenedFacts; now: Date };

/**
 * The credential and its JWT. The first call makes, signs and stores them with their entries for the log. Every later call
 * returns the stored ones.
 */
export async function prepareCredential(
  db: Database,
  issuer: Issuer,
  { row, opened, now }: Preparing,
): Promise<{ credential: Buffer; token: Buffer }> {
  const { dataKey } = opened;
  const named = (kind: 'CREDENTIAL' | 'TOKEN') => ({ certificateId: row.id, kind, dataKey });
  const stored = [await readDocument(db, named('CREDENTIAL')), await readDocument(db, named('TOKEN'))] as const;
  if (stored[0] !== null && stored[1] !== null) return { credential: stored[0].bytes, token: stored[1].bytes };
  const made = await makeCredential(db, issuer, { row, opened, now });
  await recordKeys(db, await issuer.publicKeys());
  await db.transaction(async (tx) => {
    if (!(await storeDocument(tx, { ...named('CREDENTIAL'), bytes: made.credential, now }))) return;
    await storeDocument(tx, { ...named('TOKEN'), bytes: made.token, now });
    const act = systemAct(now);
    const entry = { certificateId: row.id };
    await appendToLog(tx, act, { ...entry, kind: 'ISSUE', revision: NO_REVISION, payloadHash: issuePayload(row) });
    await appendToLog(tx, act, {
      ...entry,
      kind: 'CREDENTIAL',
      revision: REVISION,
      payloadHash: sha256Of(made.credential),
    });
  });
  const [credential, token] = [
    await requireDocument(db, named('CREDENTIAL')),
    await requireDocument(db, named('TOKEN')),
  ];
  return { credential: credential.bytes, token: token.bytes };
}

async function makeCredential(db: Database, { press }: Issuer, { row, opened, now }: Preparing) {
  const publicUrl = issuedFrom(opened.facts);
  const made = await press.credential({
    facts: opened.facts,
    issue: {
      did: didOf(publicUrl),
      publicUrl,
      subjectId: `urn:uuid:${row.id}`,
      status: await drawStatusPlace(db, { certificateId: row.id, now }),
      expiresAt: row.expiresAt?.toISOString() ?? null,
    },
    holderSalt: holderSaltOf(opened),
    at: now.toISOString(),
  });
  return { credential: Buffer.from(made.credential), token: Buffer.from(made.token) };
}
