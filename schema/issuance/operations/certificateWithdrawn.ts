import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, LicenseVersionId } from '../../../drizzle/ids.ts';
import { mailOnce } from '../../accounts/operations/mailOnce.ts';
import { accountOf } from '../../accounts/queries.ts';
import { job, rowKey } from '../../jobs/operations.ts';
import { type Withdrawal, withdrawalOf } from '../queries.ts';

type Needs = {
  db: Database;
  mail: { certificateWithdrawn(to: string, withdrawal: Withdrawal): Promise<void> };
  clock: () => Date;
};

/** A license's version that corrected several certificates at once: one mail tells of all of them. */
const PAYLOAD = z.object({
  certificateId: rowKey<CertificateId>(),
  licenseVersionId: rowKey<LicenseVersionId>().optional(),
});

/** Mails the holder that a certificate was revoked or replaced. */
export const certificateWithdrawn = job({
  name: 'certificate-withdrawn',
  payload: PAYLOAD,
  run: tellHolder,
});

/** Sends no mail when the person's data was deleted. */
async function tellHolder(
  { db, mail, clock }: Needs,
  { certificateId, licenseVersionId }: z.output<typeof PAYLOAD>,
): Promise<void> {
  const withdrawal = await withdrawalOf(db, certificateId);
  const account = withdrawal === null ? null : await accountOf(db, withdrawal.holder);
  if (withdrawal === null || account === null) return;
  const key = `certificate-withdrawn ${licenseVersionId ?? certificateId} ${withdrawal.reason ?? 'replaced'}`;
  const to = account.email;
  await mailOnce(db, { key, to, now: clock() }, () => mail.certificateWithdrawn(to, withdrawal));
}
