import type { CertificateId } from '../drizzle/ids.ts';
import { sweepIdentity } from '../schema/accounts/operations.ts';
import { accountOf } from '../schema/accounts/queries.ts';
import { mixResponses } from '../schema/evaluations/operations.ts';
import { ensureDocument } from '../schema/issuance/operations.ts';
import type { JobName } from '../schema/jobs/operations.ts';
import type { Handlers, JobServices } from './jobs.ts';

/** Who does what: a new kind of job is one line here and its queue in a migration. */
export const HANDLERS: Handlers = {
  'certificate-issued': (services, { certificateId }) => deliverCertificate(services, certificateId),
  'mix-evaluations': ({ db }) => mixResponses(db),
  'sweep-identity': ({ db, clock }) => sweepIdentity(db, { now: clock() }),
};

/** Jobs that come by the clock, in UTC. */
export const SCHEDULES: Partial<Record<JobName, string>> = {
  'mix-evaluations': '7 * * * *',
  'sweep-identity': '37 * * * *',
};

/** Draws and stores the PDF, then tells its holder; mail that fails brings the job back, and the PDF is already there. */
const deliverCertificate = async (services: JobServices, certificateId: CertificateId): Promise<void> => {
  const { db, vault, clock, sendMail, publicUrl } = services;
  const drawn = await ensureDocument(db, vault, { certificateId, now: clock() });
  const account = drawn?.ownerUserId ? await accountOf(db, drawn.ownerUserId) : null;
  if (account !== null) await sendMail(certificateMail(account.email, publicUrl));
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
