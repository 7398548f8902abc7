import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, LicenseVersionId } from '../../../drizzle/ids.ts';
import { mailOnce } from '../../accounts/operations/mailOnce.ts';
import { accountOf } from '../../accounts/queries.ts';
import { job, rowKey } from '../../jobs/operations.ts';
import { holderToNotify } from '../queries.ts';
import type { Issuer } from '../rules/issuer.ts';
import { prepareDocuments } from './prepareDocuments.ts';

type Needs = {
  db: Database;
  vault: Vault;
  issuer: Issuer;
  mail: { certificateReady(to: string): Promise<void> };
  clock: () => Date;
};

/** Many learners finish a course on the same day, so the press makes certificates as fast as it can. */
const RUSH = { pollSeconds: 0.5, lanes: 2, batch: 2 };

/** A license's version that corrected several certificates at once: one mail tells of all of them. */
const PAYLOAD = z.object({
  certificateId: rowKey<CertificateId>(),
  licenseVersionId: rowKey<LicenseVersionId>().optional(),
});

/** Makes and stores the documents of a certificate, then mails its holder. */
export const certificateIssued = job({
  name: 'certificate-issued',
  payload: PAYLOAD,
  pace: RUSH,
  run: deliverCertificate,
});

/** When the mail fails, the job runs again and finds the documents already made. */
async function deliverCertificate(
  { db, vault, issuer, mail, clock }: Needs,
  { certificateId, licenseVersionId }: z.output<typeof PAYLOAD>,
): Promise<void> {
  const document = await prepareDocuments(db, vault, issuer, { certificateId, now: clock() });
  const holder = document === null ? null : await holderToNotify(db, certificateId);
  const account = holder === null ? null : await accountOf(db, holder);
  if (account === null) return;
  const key = `certificate-issued ${licenseVersionId ?? certificateId}`;
  const to = account.email;
  await mailOnce(db, { key, to, now: clock() }, () => mail.certificateReady(to));
}
