import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PostgresFault } from './fault.ts';

/** The account PostgreSQL runs under, as numbers for spawn. */
export type Account = { name: string; uid: number; gid: number };

const unprivileged = ['postgres', 'nobody', 'daemon'];

export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/**
 * Returns the account that PostgreSQL must run under; undefined means the account of this process. As root, it is the owner of
 * the existing data, or an unprivileged account. Throws when there is no such account, or when the data belongs to another
 * account.
 */
export async function accountFor(cluster: string): Promise<Account | undefined> {
  const owner = await stat(cluster).catch(() => undefined);
  if (isRoot()) {
    if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
    return unprivilegedAccount(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  }
  if (!owner || owner.uid === process.geteuid?.()) return undefined;
  throw new PostgresFault(
    `The database in ${cluster} belongs to another user: start Attune as that user, or set DATA_DIR to another folder.`,
  );
}

/** The first of postgres, nobody and daemon in the text of /etc/passwd. Throws when it has none of them. */
export function unprivilegedAccount(passwd: string): Account {
  const accounts = parsePasswd(passwd);
  const found = unprivileged.flatMap((name) => accounts.filter((account) => account.name === name))[0];
  if (found) return found;
  throw new PostgresFault(
    'PostgreSQL does not run as root, and /etc/passwd has no postgres, nobody or daemon: start as an ordinary user.',
  );
}

function parsePasswd(text: string): Account[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid >= 0);
}

/** True when the account (undefined: this process) may walk through every folder down to this one. */
export async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
