import type { CertificateId } from '../../drizzle/ids.ts';
import { sweepIdentity } from '../../schema/accounts/operations.ts';
import { accountOf } from '../../schema/accounts/queries.ts';
import { systemAct } from '../../schema/act.ts';
import { mixResponses } from '../../schema/evaluations/operations.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { certificatesLackingDocuments } from '../../schema/issuance/queries/documents.ts';
import { holderToNotify } from '../../schema/issuance/queries.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import type { JobName } from '../../schema/jobs/operations.ts';
import { recordKeys } from '../../schema/keys/operations.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { timestampLatest } from '../../schema/log/operations/timestampLatest.ts';
import { carryOutErasures } from '../../schema/privacy/operations/erasure.ts';
import { tellHolderOfWithdrawal } from '../mail/withdrawal.ts';
import type { Handlers, JobServices } from './run.ts';

/** Who does what: a new kind of job is one line here and its queue in a migration. */
export const HANDLERS: Handlers = {
  'certificate-issued': (services, { certificateId }) => deliverCertificate(services, certificateId),
  'certificate-withdrawn': (services, { certificateId }) => tellHolderOfWithdrawal(services, certificateId),
  'prepare-documents': (services) => prepareLacking(services),
  'sequence-log': ({ db, works, clock }) => sequence(db, works, clock()),
  'timestamp-log': async ({ db, timestamper, clock }) => {
    if (timestamper !== null) await timestampLatest(db, systemAct(clock()), { timestamper });
  },
  'carry-out-erasures': ({ db, clock }) => carryOutErasures(db, { now: clock() }),
  'mix-evaluations': ({ db }) => mixResponses(db),
  'sweep-identity': ({ db, clock }) => sweepIdentity(db, { now: clock() }),
};

/** Jobs that come by the clock, in UTC. */
export const SCHEDULES: Partial<Record<JobName, string>> = {
  'prepare-documents': '*/10 * * * *',
  'sequence-log': '* * * * *',
  'timestamp-log': '55 23 * * *',
  'carry-out-erasures': '17 2 * * *',
  'mix-evaluations': '7 * * * *',
  'sweep-identity': '37 * * * *',
};

/** Makes and stores the documents, then tells the holder; mail that fails brings the job back, and they are already there. */
const deliverCertificate = async (services: JobServices, certificateId: CertificateId): Promise<void> => {
  const { db, vault, works, clock, sendMail, publicUrl } = services;
  const document = await prepareDocuments(db, vault, works, { certificateId, now: clock() });
  const holder = document === null ? null : await holderToNotify(db, certificateId);
  const account = holder === null ? null : await accountOf(db, holder);
  if (account !== null) await sendMail(certificateMail(account.email, publicUrl));
};

/** So long at most in one run; what is left waits for the next. */
const PREPARING_MS = 240_000;
const AT_ONCE = 4;

/** Certificates whose own job never ended well, and those issued by a release that made other documents. Their holders know. */
const prepareLacking = async ({ db, vault, works, clock, log }: JobServices): Promise<void> => {
  const until = clock().getTime() + PREPARING_MS;
  for (let after: CertificateId | null = null; clock().getTime() < until; ) {
    const waiting = await certificatesLackingDocuments(db, after);
    after = waiting.at(-1) ?? null;
    if (after === null) return;
    for (let at = 0; at < waiting.length && clock().getTime() < until; at += AT_ONCE) {
      const batch = waiting.slice(at, at + AT_ONCE);
      const made = await Promise.allSettled(
        batch.map((certificateId) => prepareDocuments(db, vault, works, { certificateId, now: clock() })),
      );
      for (const [index, result] of made.entries())
        if (result.status === 'rejected') log.warn({ certificateId: batch[index], err: result.reason }, 'not prepared');
    }
  }
};

const sequence = async (
  db: JobServices['db'],
  { keyring, publicKeys, logOrigin }: Issuer,
  now: Date,
): Promise<void> => {
  await recordKeys(db, await publicKeys());
  await sequenceLog(db, systemAct(now), { signer: await keyring.signer('LOG'), origin: logOrigin });
};

/** Neither subject nor text names the course: a mailbox may be read by others. */
const certificateMail = (to: string, publicUrl: string) => ({
  to,
  subject: 'Your certificate is ready',
  text: `A certificate you earned on Attune is ready.

Sign in at ${publicUrl} with this address and open your certificates to download it.

Give the number printed on it to whoever should be able to check it; your name is not shown to them unless you
switch that on.
`,
});
