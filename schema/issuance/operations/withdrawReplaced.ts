import { eq } from 'drizzle-orm';
import { supersessionPayload } from '../../../certificates/log/entry.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { enqueue } from '../../jobs/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import type { CertificateRow } from '../queries.ts';
import { NO_REVISION } from '../rules/documents.ts';
import { certificateWithdrawn } from './certificateWithdrawn.ts';
import { moveToSuccessor } from './nameCorrections.ts';

type Replaced = {
  old: Pick<CertificateRow, 'id' | 'number' | 'organizationId'>;
  successor: { id: CertificateId; number: string };
};

/** Withdraws a certificate whose place a later one of the same person has taken, as that one says. The caller has issued it. */
export async function withdrawReplaced(tx: Database, act: Act, { old, successor }: Replaced): Promise<void> {
  const { now } = act;
  await tx.update(certificates).set({ supersededAt: now }).where(eq(certificates.id, old.id));
  await moveToSuccessor(tx, { from: old.id, to: successor.id });
  await appendToLog(tx, act, {
    kind: 'SUPERSESSION',
    certificateId: old.id,
    revision: NO_REVISION,
    payloadHash: supersessionPayload({ number: old.number, successor: successor.number, at: now.toISOString() }),
  });
  await recordEvent(tx, act, 'CERTIFICATE_SUPERSEDED', {
    objectId: old.id,
    organizationId: old.organizationId,
    details: { successorId: successor.id },
  });
  await enqueue(tx, certificateWithdrawn, { certificateId: old.id }, { key: `${old.id}:superseded` });
}
