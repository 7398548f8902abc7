import type { Database } from '../drizzle/client.ts';
import { openVault } from '../drizzle/encryption.ts';
import type { ChangingVault, Resealed } from '../drizzle/resealing.ts';
import { resealAccommodations } from '../schema/accommodations/operations/resealAccommodations.ts';
import { resealReportFiles, resealReportRows, resealUploads } from '../schema/attendance/operations/resealReports.ts';
import { resealCareRecords, resealJointPlans } from '../schema/care/operations/resealCareKeys.ts';
import { resealReflections } from '../schema/enrollments/operations/resealReflections.ts';
import { resealDataKeys } from '../schema/issuance/operations/resealDataKeys.ts';
import { resealNumbers } from '../schema/licenses/operations/resealNumbers.ts';
import { readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';
import { withDatabase } from './database.ts';

const COLUMNS: Record<string, (db: Database, vault: ChangingVault) => Promise<Resealed>> = {
  accommodations: resealAccommodations,
  'keys of certificates': resealDataKeys,
  'license numbers': resealNumbers,
  reflections: resealReflections,
  'keys of records of care': resealCareRecords,
  'keys of joint parts': resealJointPlans,
  'reports of online rooms': resealReportFiles,
  'rows of reports': resealReportRows,
  'uploaded reports': resealUploads,
};

/** A process that still seals under the former key may add to what is left; these runs over everything find it. */
const MOST_RUNS = 5;

/** keys reseal */
export async function resealAll(): Promise<void> {
  const config = readConfig(process.env, localSecrets);
  const { before, ...vault } = openVault(config.encryptionKey, config.encryptionKeyBefore);
  if (before === undefined)
    throw new Error('Set ENCRYPTION_KEY_BEFORE to the former key. What it sealed is then sealed under ENCRYPTION_KEY.');
  const reports = await withDatabase(async (db) => {
    const found: Report[] = [];
    for (const [what, reseal] of Object.entries(COLUMNS))
      found.push({ what, ...(await untilNoneIsLeft(() => reseal(db, { ...vault, before }))) });
    return found;
  });
  console.log(reports.map(({ what, count }) => `${what}: ${count} sealed anew`).join('\n'));
  const faults = reports.flatMap(faultsOf);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(
    'Nothing is left under the former key. Keep it as long as you keep backups made with it; ' +
      'without ENCRYPTION_KEY_BEFORE a typed name no longer matches certificates of erased people from before.',
  );
}

type Report = Resealed & { what: string; left: boolean };

async function untilNoneIsLeft(run: () => Promise<Resealed>): Promise<Resealed & { left: boolean }> {
  let count = 0;
  for (let runs = 1; ; runs++) {
    const done = await run();
    count += done.count;
    if (done.count === 0 || runs === MOST_RUNS) return { ...done, count, left: done.count > 0 };
  }
}

function faultsOf({ what, left, unreadable, foreign }: Report): string[] {
  return [
    ...(left ? [`${what}: a process still seals under the former key. Give it both keys, then run this again.`] : []),
    ...unreadable.map((id) => `${what}: ${id} cannot be opened with ENCRYPTION_KEY_BEFORE and was left.`),
    ...(foreign > 0 ? [`${what}: ${foreign} are sealed under a third key and were left.`] : []),
  ];
}
