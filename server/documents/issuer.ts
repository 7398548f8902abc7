import type { Database } from '../../drizzle/client.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { recordKeys } from '../../schema/keys/operations.ts';
import type { Log } from '../http/logging.ts';
import { ensureKeys, keysDirOf } from '../keys/ensure.ts';
import type { Config } from '../settings/config.ts';
import { type RunningPress, startPress } from './press.ts';

/** The log's name is the public address of the service, without its scheme. */
const logOriginOf = (publicUrl: string): string => `${new URL(publicUrl).host}/log`;

/** Records the keys of this installation and starts the press that uses them. Throws one line when there are no usable keys. */
export async function openIssuer(
  config: Config,
  db: Database,
  log: Log,
  now: Date,
): Promise<Issuer & { press: RunningPress }> {
  const folder = await ensureKeys(config, log, now, (keys) => recordKeys(db, keys));
  const press = startPress(
    { keysDir: keysDirOf(config), tsaUrl: config.tsaUrl },
    { fault: (error) => log.error({ err: error }, 'press') },
  );
  return { keyring: folder.keyring, publicKeys: folder.publicKeys, press, logOrigin: logOriginOf(config.publicUrl) };
}
