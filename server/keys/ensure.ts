import { join } from 'node:path';
import type { Log } from '../http/logging.ts';
import type { Config } from '../settings/config.ts';
import { activeId, KeyFolderFault, USES } from './folder.ts';
import { type KeyFolder, openKeyFolder, type RecordKeys } from './keyring.ts';
import { createKeys } from './making.ts';

/** The folder of this installation's keys. */
export const keysDirOf = ({ signingKeysDir, dataDir }: Config): string => signingKeysDir ?? join(dataDir, 'keys');

/** The host that a seal's certificate names. */
export const hostOf = ({ publicUrl }: Config): string => new URL(publicUrl).host;

/**
 * The keys that the service signs with. Reads each once to make sure that it can. At the first start the service fills its own
 * folder; a folder that SIGNING_KEYS_DIR names in production must contain the keys already. Records all keys now; later keys are
 * recorded before they sign. Throws KeyFolderFault.
 */
export async function ensureKeys(config: Config, log: Log, now: Date, record: RecordKeys): Promise<KeyFolder> {
  const dir = keysDirOf(config);
  if (config.production && config.signingKeysDir !== null) checkComplete(dir);
  else {
    const made = await createKeys(dir, { host: hostOf(config), now });
    if (made.length > 0) log.warn({ dir }, 'made signing keys; no outside reader trusts the authority of their seal');
  }
  const folder = openKeyFolder(dir, record);
  await record(await folder.publicKeys());
  for (const use of USES) await folder.keyring.signer(use);
  return folder;
}

function checkComplete(dir: string): void {
  const missing = USES.filter((use) => activeId(dir, use) === null);
  if (missing.length > 0)
    throw new KeyFolderFault(
      `SIGNING_KEYS_DIR names ${dir}, which has no ${missing.join(', ')} key. Make what is missing with: attune keys create`,
    );
}
