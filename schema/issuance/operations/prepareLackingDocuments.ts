import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { certificatesLackingDocuments } from '../queries/documents.ts';
import type { Issuer } from '../rules/issuer.ts';
import { prepareDocuments } from './prepareDocuments.ts';
import { waitNoLonger } from './storeDocument.ts';

type Needs = {
  db: Database;
  vault: Vault;
  issuer: Issuer;
  clock: () => Date;
  log: { warn(facts: object, message: string): void };
};

/** The longest that one run may take. The next run makes the rest. */
const RUN_MS = 240_000;
const AT_ONCE = 4;

/** Makes the documents of certificates that wait for them. Sends no mail, because the holders know already. */
export const prepareLackingDocuments = job({
  name: 'prepare-documents',
  payload: NOTHING,
  schedule: '*/10 * * * *',
  run: prepareLacking,
});

async function prepareLacking(needs: Needs): Promise<void> {
  const { db, clock } = needs;
  const until = clock().getTime() + RUN_MS;
  for (let after: CertificateId | null = null; clock().getTime() < until; ) {
    const waiting = await certificatesLackingDocuments(db, after);
    after = waiting.at(-1) ?? null;
    if (after === null) return;
    for (let at = 0; at < waiting.length && clock().getTime() < until; at += AT_ONCE)
      await prepareAll(needs, waiting.slice(at, at + AT_ONCE));
  }
}

/** One failing certificate does not stop the others. */
async function prepareAll({ db, vault, issuer, clock, log }: Needs, batch: CertificateId[]): Promise<void> {
  const made = await Promise.allSettled(
    batch.map(async (certificateId) => {
      await prepareDocuments(db, vault, issuer, { certificateId, now: clock() });
      // Also when the release before made them, or the person was erased.
      await waitNoLonger(db, certificateId);
    }),
  );
  for (const [index, result] of made.entries())
    if (result.status === 'rejected') log.warn({ certificateId: batch[index], err: result.reason }, 'not prepared');
}
