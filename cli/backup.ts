import { stat } from 'node:fs/promises';
import { openVault, type Vault } from '../drizzle/encryption.ts';
import { erasuresFile, readErasures } from '../server/backup/erasures.ts';
import type { Sums } from '../server/backup/format.ts';
import { type Restored, restoreBackup } from '../server/backup/restore.ts';
import { writeBackup } from '../server/backup/write.ts';
import { createLog } from '../server/http/logging.ts';
import { locateDatabase, roleOf } from '../server/postgres/database.ts';
import { readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';
import { interruptible } from './interruption.ts';

/** backup FILE */
export async function backUp(file: string): Promise<void> {
  if (await exists(file)) throw new Error(`${file} exists already. Give a new name.`);
  const { madeAt, sums } = await onServer(({ appUrl }, { keyId }) =>
    interruptible(`Interrupted. ${file} was not written.`, (interruption) =>
      writeBackup(appUrl, file, keyId, interruption),
    ),
  );
  const { size } = await stat(file);
  console.log(`${file}: ${counts(sums)}, as of ${madeAt}, ${Math.ceil(size / 1024)} kB.`);
  console.log(
    'Keep it apart from ENCRYPTION_KEY and the folder of keys, and keep those too: a restore needs all three.',
  );
}

/** restore FILE [--replace] [--erasures FILE] */
export async function restore(
  file: string,
  options: { replace: boolean; erasures: string | undefined },
): Promise<void> {
  if (options.erasures !== undefined && !(await exists(options.erasures)))
    throw new Error(`There is no file ${options.erasures}.`);
  const restored = await onServer(async ({ appUrl, ownerUrl }, { keyId, before }, dataDir) => {
    if (ownerUrl === null) throw new Error('Set MIGRATION_DATABASE_URL: only the owner of the tables can restore.');
    const erased = await readErasures(options.erasures ?? erasuresFile(dataDir));
    const appRole = roleOf(appUrl, ownerUrl);
    const { replace } = options;
    const encryptionKeyIds = [keyId, ...(before === undefined ? [] : [before.keyId])];
    return interruptible('Interrupted. No data was changed.', (interruption) =>
      restoreBackup({ file, ownerUrl, appRole, encryptionKeyIds, replace, erased, now: new Date(), interruption }),
    );
  });
  console.log(reportOf(file, restored).join('\n'));
}

function reportOf(file: string, { madeAt, sums, lost, erasures, log }: Restored): string[] {
  return [
    `Restored ${file}: ${counts(sums)}, as of ${madeAt}. Every table reads as it was written.`,
    ...(erasures.erased.length > 0
      ? [`Erased again, because their erasure came later: ${erasures.erased.length}.`]
      : []),
    ...erasures.kept.map((id) => `NOT erased again, because a record must be kept: account ${id}.`),
    ...(lost.length > 0
      ? [`Not in the backup, and no longer in the register: ${lost.join(', ')}. Issue them again.`]
      : []),
    ...(log.before > log.after ? [forked(log)] : []),
    'Everyone must sign in again. Restart the processes that serve, then run: attune log verify',
  ];
}

const forked = ({ before, after }: Restored['log']): string =>
  `The log had ${before} entries and has ${after} now: new entries will contradict checkpoints that others keep. Tell them. ` +
  'Checks on this machine refuse the shorter log until you move DATA_DIR/log-memory.json away.';

const counts = (sums: Sums): string =>
  `${sums.users?.rows ?? 0} accounts, ${sums.enrollments?.rows ?? 0} enrollments, ${sums.certificates?.rows ?? 0} certificates`;

type Found = Awaited<ReturnType<typeof locateDatabase>>;

/** Runs work on the server of the settings, without a migration. The embedded one starts if it must. */
async function onServer<Result>(
  work: (found: Found, vault: Vault, dataDir: string) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env, localSecrets);
  const found = await locateDatabase(config, createLog('silent'));
  try {
    return await work(found, openVault(config.encryptionKey, config.encryptionKeyBefore), config.dataDir);
  } finally {
    await found.stop();
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
