import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secretsFile = z.object({ sessionSecret: z.string().min(32), encryptionKey: z.string().min(32) });
type Secrets = z.output<typeof secretsFile>;

/**
 * The secrets of a machine without configured ones: made at the first start, stored in DATA_DIR/secrets.json, readable by the
 * owner alone. When several processes start together, one writes and all read the same file.
 */
export function localSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'secrets.json');
  return readSecrets(file) ?? makeSecrets(file);
}

function readSecrets(file: string): Secrets | null {
  try {
    return secretsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new Error(`${file} cannot be read. Restore it: without it, the data it encrypted cannot be read.`, {
      cause: error,
    });
  }
}

function makeSecrets(file: string): Secrets {
  const secret = () => randomBytes(32).toString('base64url');
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, JSON.stringify({ sessionSecret: secret(), encryptionKey: secret() }), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return secretsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
