import { readFileSync } from 'node:fs';
import type { KeyUse, PublicKey } from '../certificates/keys.ts';
import { readCertificate } from '../certificates/seal/certificate.ts';
import { didYouMean } from '../schema/edited/faults.ts';
import { recordKeys } from '../schema/keys/operations.ts';
import { everyKey } from '../schema/keys/queries.ts';
import { hostOf, keysDirOf } from '../server/keys/ensure.ts';
import { activeId, hasPrivateHalf, KeyFolderFault, readPublicKeys, USES } from '../server/keys/folder.ts';
import { importSeal } from '../server/keys/importing.ts';
import { createKeys, rotateKeys } from '../server/keys/making.ts';
import { type Config, readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';
import { withDatabase } from './database.ts';

const settings = (): Config => readConfig(process.env, localSecrets);

const record = (keys: readonly PublicKey[]): Promise<void> => withDatabase((db) => recordKeys(db, keys));

/** keys create */
export async function createKeyFolder(): Promise<void> {
  const config = settings();
  const dir = keysDirOf(config);
  const made = await createKeys(dir, { host: hostOf(config), now: new Date() });
  if (made.length === 0)
    throw new KeyFolderFault(`${dir} has a key for every use. To replace them: attune keys rotate`);
  console.log(`${dir} now has:`);
  console.log(made.map((key) => describe(dir, key)).join('\n'));
  console.log(
    'Keep a copy of it. No outside reader trusts the authority of this seal. To import a trusted seal: attune keys import-seal',
  );
}

/** keys rotate [--use USE] */
export async function replaceKeys(useText: string | undefined): Promise<void> {
  const config = settings();
  const use = useText === undefined ? undefined : useOf(useText);
  const dir = keysDirOf(config);
  const keys = await rotateKeys(dir, { ...(use && { use }), host: hostOf(config), now: new Date(), record });
  console.log('These keys sign from now on:');
  console.log(keys.map((key) => describe(dir, key)).join('\n'));
  console.log('What the former keys signed stays valid. You may delete their private halves, *.pem.');
}

/** keys import-seal CHAIN KEY */
export async function adoptSeal(chainFile: string, keyFile: string): Promise<void> {
  const [certificateChainPem, keyPem] = [readFileSync(chainFile, 'utf8'), readFileSync(keyFile, 'utf8')];
  const dir = keysDirOf(settings());
  const key = await importSeal(dir, { certificateChainPem, keyPem, now: new Date(), record });
  console.log(`This key seals from now on:\n${describe(dir, key)}`);
}

/** keys list */
export async function listKeys(): Promise<void> {
  const dir = keysDirOf(settings());
  const keys = readPublicKeys(dir);
  if (keys.length === 0) throw new KeyFolderFault(`${dir} has no keys. Make them with: attune keys create`);
  const ordered = USES.flatMap((use) => keys.filter((key) => key.use === use));
  console.log(ordered.map((key) => describe(dir, key)).join('\n'));
  const known = new Set(keys.map(({ id }) => id));
  const foreign = (await withDatabase(everyKey)).filter(({ id }) => !known.has(id));
  if (foreign.length === 0) return;
  console.log(
    'Recorded in the database and not in this folder. Certificates signed with these count as genuine: make sure that you recognize each of them.',
  );
  console.log(foreign.map(({ use, id, createdAt }) => `  ${use.padEnd(5)}  ${id}  ${createdAt}`).join('\n'));
}

function useOf(text: string): KeyUse {
  const use = USES.find((known) => known === text.toUpperCase());
  if (use !== undefined) return use;
  throw new Error(`There is no use ${text}${didYouMean(text, USES) || `; known are ${USES.join(', ')}.`}`);
}

function describe(dir: string, key: PublicKey): string {
  const state = activeId(dir, key.use) === key.id ? 'active' : 'retired';
  const parts = [
    key.use.padEnd(5),
    key.id,
    key.createdAt,
    hasPrivateHalf(dir, key) ? state : `${state}, public half only`,
  ];
  const [own] = key.certificates;
  if (own !== undefined) {
    const { commonName, notAfter } = readCertificate(Buffer.from(own, 'base64'));
    parts.push(`"${commonName}" until ${notAfter.toISOString().slice(0, 10)}`);
  }
  return `  ${parts.join('  ')}`;
}
