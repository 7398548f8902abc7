import type { PublicKey } from '../../../certificates/keys.ts';
import type { Examined } from '../../../certificates/verify/conclusion.ts';
import type { Report } from '../../../certificates/verify/report.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { issuedFilesOf } from '../queries.ts';
import { notInRegister, sameFile, withoutNumber, withRegister } from '../rules/examination.ts';
import { examineLog } from './examineLog.ts';
import { verdictOf } from './giveVerdicts.ts';

export type OnlineFacts = {
  report: Report;
  /** Every key of this installation. */
  keys: readonly PublicKey[];
  now: Date;
};

/**
 * Adds to a report what the register says: whether these bytes are the issued ones, the status of the number today, and whether
 * its entries are in the log. Hashes and verdicts remain after a person is erased; no name is looked up.
 */
export async function examineOnline(db: Database, vault: Vault, { report, keys, now }: OnlineFacts): Promise<Examined> {
  const { number } = report;
  if (number === null) return withoutNumber(report);
  const [issued, verdict] = await Promise.all([issuedFilesOf(db, number), verdictOf(db, vault, { number, now })]);
  if (issued === null) return notInRegister(report, number);
  const { certificateId, files } = issued;
  const logged = await examineLog(db, { certificateId, files, same: sameFile(report, files), keys });
  return withRegister({ report, number, files, verdict, logged, now });
}
