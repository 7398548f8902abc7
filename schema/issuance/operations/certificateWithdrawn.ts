import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { mailOnce } from '../../accounts/operations/mailOnce.ts';
import { accountOf } from '../../accounts/queries.ts';
import { job, rowKey } from '../../jobs/operations.ts';
import { type Withdrawal, withdrawalOf } from '../queries.ts';

type Needs = {
  db: Database;
  mail: { certificateWithdrawn(to: string, withdrawal: Withdrawal): Promise<void> };
  clock: () => Date;
};

/** Mails the holder that a certificate was revoked or replaced. */
export const certificateWithdrawn = job({
  name: 'certificate-withdrawn',
  payload: z.object({ certificateId: rowKey<CertificateId>() }),
  run: tellHolder,
});

/** Sends no mail when the person's data was deleted. */
async function tellHolder(
  { db, mail, clock }: Needs,
  { certificateId }: { certificateId: CertificateId },
): Promise<void> {
  const withdrawal = await withdrawalOf(db, certificateId);
  const account = withdrawal === null ? null : await accountOf(db, withdrawal.holder);
  if (withdrawal === null || account === null) return;
  const key = `certificate-withdrawn ${certificateId} ${withdrawal.reason ?? 'replaced'}`;
  await mailOnce(db, { key, now: clock() }, () => mail.certificateWithdrawn(account.email, withdrawal));
}
