import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCommandLine } from './commandLine.ts';
import { createEmptyDatabase, type EmptyDatabase } from './emptyDatabase.ts';
import { openFilledBook } from './logBook.ts';

export const BACKUP_KEY = 'a test secret of at least thirty-two characters';

type Urls = { appUrl: string; ownerUrl: string };

/** A register with certificates in it, a folder for files, and the command line on any database. */
export const openBackupDesk = async () => {
  const { book } = await openFilledBook();
  const home = await mkdtemp(join(tmpdir(), 'attune-backup-'));
  const commandLine = openCommandLine();
  const empties: EmptyDatabase[] = [];
  return {
    book,
    at: (name: string) => join(home, name),
    attune: ({ appUrl, ownerUrl }: Urls, line: string[], env: Record<string, string> = {}) =>
      commandLine.run(line, {
        DATABASE_URL: appUrl,
        MIGRATION_DATABASE_URL: ownerUrl,
        DATA_DIR: join(home, 'data'),
        ENCRYPTION_KEY: BACKUP_KEY,
        ...env,
      }),
    emptyDatabase: async (): Promise<EmptyDatabase> => {
      const made = await createEmptyDatabase();
      empties.push(made);
      return made;
    },
    close: async () => {
      await commandLine.close();
      await Promise.all(empties.map((database) => database.drop()));
      await book.close();
      await rm(home, { recursive: true });
    },
  };
};
