import { spawn } from 'node:child_process';
import type { Account } from './account.ts';
import { PostgresFault } from './fault.ts';

/** Options for every PostgreSQL program: a working folder that any account may enter, plain messages, no inherited settings. */
export function spawnOptions(account: Account | undefined) {
  return {
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(account && { uid: account.uid, gid: account.gid }),
  };
}

/** Runs a program to its end and returns what it printed. On failure, throws everything that it printed. */
export async function run(file: string, args: string[], account: Account | undefined, input = ''): Promise<string> {
  const outcome = new Promise<string>((resolve, reject) => {
    const child = spawn(file, args, { ...spawnOptions(account), stdio: 'pipe' });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said || `${file} ended with ${code}`))));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
  return await outcome.catch((error) => {
    throw refusal(error, account);
  });
}

/** In some containers root may not change to another account. */
function refusal(error: NodeJS.ErrnoException, account: Account | undefined): Error {
  if (!account || (error.code !== 'EPERM' && error.code !== 'EINVAL')) return error;
  return new PostgresFault(
    `PostgreSQL does not run as root, and root may not become ${account.name} here: start as an ordinary user, or allow SETUID and SETGID.`,
  );
}
