import type { PublicKey } from '../../../certificates/keys.ts';
import type { Step } from '../../../certificates/verify/report.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { proveEntries } from '../../log/operations/proveEntries.ts';
import type { IssuedFile } from '../queries.ts';
import { loggedStep } from '../rules/logFindings.ts';

type Logged = {
  certificateId: CertificateId;
  files: readonly IssuedFile[];
  /** Which document the file is. */
  same: IssuedFile | undefined;
  keys: readonly PublicKey[];
};

/** Whether every entry of the certificate is in today's log and agrees with the register. Null before there was a credential. */
export async function examineLog(db: Database, { certificateId, files, same, keys }: Logged): Promise<Step | null> {
  const credential = files.findLast(({ kind }) => kind === 'CREDENTIAL');
  return credential === undefined
    ? null
    : loggedStep(await proveEntries(db, { certificateId, keys }), { same, newest: credential.revision });
}
