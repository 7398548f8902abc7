import { join } from 'node:path';
import type { Log } from '../http/logging.ts';
import type { Config } from '../settings/config.ts';
import { activeId, KeyFolderFault, USES } from './folder.ts';
import { type KeyFolder, openKeyFolder, type RecordKeys } from './keyring.ts';
import { createKeys } from './making.ts';

/** Where the keys of this installation lie. */
export const keysDirOf = ({ signingKeysDir, dataDir }: Config): string => signingKeysDir ?? join(dataDir, 'keys');

/** The host that the certificates of a seal name. */
export const hostOf = ({ publicUrl }: Config): string => new URL(publicUrl).host;

/**
 * The keys that the service signs with, each read once to see that it can. A folder of its own is filled at the first start; one
 * that production was told of has to hold its keys. All are recorded now, later ones before they sign. Throws KeyFolderFault.
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

const checkComplete = (dir: string): void => {
  const missing = USES.filter((use) => activeId(dir, use) === null);
  if (missing.length > 0)
    throw new KeyFolderFault(
      `SIGNING_KEYS_DIR names ${dir}, which has no ${missing.join(', ')} key. Make what is missing with: attune keys create`,
    );
};
