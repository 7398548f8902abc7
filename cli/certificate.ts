import { readFile, stat } from 'node:fs/promises';
import { keysOfDidDocument } from '../certificates/credential/did.ts';
import { readJsonObject } from '../certificates/credential/readJson.ts';
import type { PublicKey } from '../certificates/keys.ts';
import { conclude, type Examined, exitCodeOf } from '../certificates/verify/conclusion.ts';
import { examineFile } from '../certificates/verify/examineFile.ts';
import type { StepOutcome } from '../certificates/verify/report.ts';
import { withSavedList } from '../certificates/verify/savedList.ts';
import { openVault } from '../drizzle/encryption.ts';
import { everyKey } from '../schema/keys/queries.ts';
import { examineOnline } from '../schema/verification/operations/examineOnline.ts';
import { keysDirOf } from '../server/keys/ensure.ts';
import { readPublicKeys } from '../server/keys/folder.ts';
import { readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';
import { MOST_FILE_BYTES } from '../server/verification/receiveFile.ts';
import { withDatabase } from './database.ts';
import { DamagedMemory } from './logMemory.ts';
import { logSteps } from './logSteps.ts';

type Options = { keys?: string | undefined; status?: string | undefined; offline: boolean; wholeLog: boolean };
/** The keys to check a file with, and their issuer; without an issuer, the one that the keys belong to. */
type Issuer = { keys: PublicKey[]; did: string | null };

/** Why there was no examination; the process ends with this code. */
class CannotCheck extends Error {
  readonly code: 1 | 2;
  constructor(message: string, code: 1 | 2 = 2) {
    super(message);
    this.code = code;
  }
}

/**
 * certificate verify FILE [--keys DID_JSON_OR_KEY_FOLDER] [--offline] [--status LIST_JSON] [--whole-log]: prints every step in
 * words. Exit code 0: genuine and valid; 1: not genuine, or the log was changed; 2: could not be checked; 3: genuine but not valid.
 */
export async function verifyCertificate(file: string, options: Options): Promise<void> {
  const { keys, status, offline, wholeLog } = options;
  try {
    const bytes = await readChecked(file);
    if (wholeLog && offline) throw new CannotCheck('--whole-log reads the register, so it cannot go with --offline.');
    const issuer = keys === undefined ? null : await issuerIn(keys);
    if (status !== undefined && !offline)
      throw new CannotCheck('--status replaces the register, so it needs --offline.');
    const list = status === undefined ? null : await savedList(status);
    const examined = offline
      ? await examineAlone(bytes, issuer, list)
      : await examineWithRegister(bytes, issuer, wholeLog);
    console.log(printed(file, examined, offline));
    process.exitCode = exitCodeOf(examined);
  } catch (error) {
    if (!(error instanceof CannotCheck)) throw error;
    console.error(error.message);
    process.exitCode = error.code;
  }
}

async function readChecked(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) throw new CannotCheck(`There is no file ${file}.`);
  if (found.size > MOST_FILE_BYTES)
    throw new CannotCheck(`${file} has more than 50 MB. No certificate is that large, so it was not examined.`, 1);
  return readFile(file).catch(() => {
    throw new CannotCheck(`${file} cannot be read.`);
  });
}

/** The keys of a saved did.json, or of a folder of keys. */
async function issuerIn(path: string): Promise<Issuer> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new CannotCheck(`--keys names ${path}, which is neither a file nor a folder.`);
  if (found.isDirectory()) return inFolder(path);
  const document = readJsonObject(found.size <= LONGEST_DOCUMENT ? await readFile(path, 'utf8') : '', LONGEST_DOCUMENT);
  try {
    const keys = keysOfDidDocument(document);
    return { keys, did: typeof document?.id === 'string' ? document.id : null };
  } catch (error) {
    throw new CannotCheck(`${path} is not a did.json of an Attune server: ${textOf(error)}`);
  }
}

/** A list that was saved from /status/N. */
async function savedList(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new CannotCheck(`--status names ${path}, which is not a file.`);
  if (found.size > LONGEST_DOCUMENT) throw new CannotCheck(`${path} is too large to be a status list.`);
  return readFile(path, 'utf8');
}

const LONGEST_DOCUMENT = 4 * 1024 * 1024;

function inFolder(dir: string): Issuer {
  try {
    const keys = readPublicKeys(dir);
    if (keys.length > 0) return { keys, did: null };
  } catch (error) {
    throw new CannotCheck(textOf(error));
  }
  throw new CannotCheck(
    `There are no keys in ${dir}. Save the issuer’s /.well-known/did.json and name it: --keys did.json`,
  );
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const NO_SECRETS = () => ({ sessionSecret: '', encryptionKey: '' });

async function examineAlone(bytes: Buffer, given: Issuer | null, list: string | null): Promise<Examined> {
  const issuer = given ?? inFolder(keysDirOf(readConfig(process.env, NO_SECRETS)));
  const report = await examineFile(bytes, { ...issuer, now: new Date() });
  return list === null ? { ...report, standing: null, pending: false } : withSavedList(report, list, issuer.keys);
}

async function examineWithRegister(bytes: Buffer, given: Issuer | null, wholeLog: boolean): Promise<Examined> {
  const { encryptionKey, encryptionKeyBefore } = readConfig(process.env, localSecrets);
  const now = new Date();
  return withDatabase(async (db) => {
    const own = await everyKey(db);
    const report = await examineFile(bytes, { ...(given ?? { keys: own, did: null }), now });
    const examined = await examineOnline(db, openVault(encryptionKey, encryptionKeyBefore), { report, keys: own, now });
    return { ...examined, steps: [...examined.steps, ...(await logSteps(db, { bytes, keys: own, wholeLog }))] };
  }).catch((error) => {
    if (error instanceof DamagedMemory) throw new CannotCheck(error.message);
    throw new CannotCheck(
      `We could not read the register: ${textOf(error)}\nTo check what the file alone proves, add --offline.`,
    );
  });
}

const MARKS: Record<StepOutcome, string> = {
  PASSED: '✓ passed',
  FAILED: '✗ FAILED',
  NOT_CHECKED: '– not checked',
  NOT_PRESENT: '– not in this file',
};

function printed(file: string, examined: Examined, offline: boolean): string {
  const { title, advice } = conclude(examined);
  const lines = [
    `${title}.`,
    advice,
    '',
    `File     ${file}`,
    `SHA-256  ${examined.sha256}`,
    ...(examined.number === null ? [] : [`Number   ${examined.number}`]),
    '',
    ...examined.steps.flatMap(({ title: of, outcome, sentence }) => [`${MARKS[outcome]}: ${of}`, `    ${sentence}`]),
    ...(offline
      ? ['', 'Checked without a network. For the other checks, run it without --offline on the server.']
      : []),
  ];
  return lines.map(withoutControls).join('\n');
}

/** A file's own words may contain control codes that a terminal would obey. */
const withoutControls = (line: string): string => line.replaceAll(/\p{Cc}|\p{Bidi_Control}/gu, '�');
