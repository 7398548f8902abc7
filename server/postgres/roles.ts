/** The two roles Attune uses: the owner migrates, the application reads and writes and cannot change a table. */
export type Roles = { owner: string; app: string };

export type Passwords = { owner: string; app: string };

/** Names of the embedded server. */
export const attuneRoles: Roles = { owner: 'attune_owner', app: 'attune_app' };

/** SQL, one statement each, that makes both roles. Names and passwords must be free of quotes. */
export function createRoles(roles: Roles, passwords: Passwords): string[] {
  return [
    `CREATE ROLE ${roles.owner} LOGIN PASSWORD '${passwords.owner}'`,
    `CREATE ROLE ${roles.app} LOGIN PASSWORD '${passwords.app}'`,
  ];
}

/** SQL that lets the application use everything that the owner will create in `public` of the current database. */
export function grantDefaults({ owner, app }: Roles): string[] {
  const grant = `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA public GRANT`;
  return [
    `${grant} SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app}`,
    `${grant} USAGE, SELECT ON SEQUENCES TO ${app}`,
  ];
}

/** The address of a database on this machine for one role. */
export function localUrl(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}
