import { createHmac } from 'node:crypto';
import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { keyFor, type Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, OrganizationId } from '../../../drizzle/ids.ts';
import { certificateNameWords } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import { wordsOfName } from '../../names.ts';
import { openFacts } from './sealFacts.ts';

const USE = 'name words v1';

/** A word of a name as it is stored for one organization, in hexadecimal. The same word of another organization differs. */
export function hashOfWord(vault: Vault, organizationId: OrganizationId, word: string): string {
  return createHmac('sha256', keyFor(vault, USE)).update(`${organizationId} ${word}`).digest('hex');
}

/** The stored words of a printed name. */
export function hashedWords(vault: Vault, organizationId: OrganizationId, name: string): string[] {
  return wordsOfName(name).map((word) => hashOfWord(vault, organizationId, word));
}

/** Stores the words of certificates, in the transaction that inserts or locks them. */
export async function storeWords(
  tx: Database,
  named: readonly { id: CertificateId; words: readonly string[] }[],
): Promise<void> {
  const rows = named.flatMap(({ id, words }) =>
    words.map((word) => ({ certificateId: id, word: Buffer.from(word, 'hex') })),
  );
  if (rows.length > 0) await tx.insert(certificateNameWords).values(rows).onConflictDoNothing();
}

type Unhashed = {
  id: CertificateId;
  organizationId: OrganizationId;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
};

const AT_ONCE = 100;

// A row that somebody holds is taken by the next run.
const lock = statement<{ keyId: string }, Unhashed>(
  'certificates_with_unhashed_names',
  (
    p,
  ) => sql`select id, organization_id as "organizationId", sealed_facts as "sealedFacts", wrapped_data_key as "wrappedDataKey"
    from certificates where id = any(array(
      (select id from certificates where wrapped_data_key is not null and name_key_id < ${p('keyId')} limit ${sql.raw(String(AT_ONCE))})
      union all
      (select id from certificates where wrapped_data_key is not null and name_key_id > ${p('keyId')} limit ${sql.raw(String(AT_ONCE))})))
    for update skip locked`,
);

const mark = statement<{ ids: readonly CertificateId[]; keyId: string }, never>(
  'mark_names_hashed',
  (p) => sql`update certificates set name_key_id = ${p('keyId')} where id = any(${p('ids')}::uuid[])`,
);

type Needs = { db: Database; vault: Vault; clock: () => Date };

/** The longest that one run may take. The next run does the rest. */
const RUN_MS = 240_000;

/** Hashes the names of certificates that an earlier release issued, or whose words an earlier key hashed. */
export const hashNames = job({ name: 'hash-names', payload: NOTHING, schedule: '*/10 * * * *', run: hashAll });

async function hashAll({ db, vault, clock }: Needs): Promise<void> {
  const until = clock().getTime() + RUN_MS;
  while ((await hashSome(db, vault)) && clock().getTime() < until);
}

async function hashSome(db: Database, vault: Vault): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { keyId } = vault;
    const rows = await lock(tx, { keyId });
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return false;
    await tx.delete(certificateNameWords).where(inArray(certificateNameWords.certificateId, ids));
    const named = rows.map((row) => {
      const name = openFacts(vault, row)?.facts.learnerName;
      return { id: row.id, words: name === undefined ? [] : hashedWords(vault, row.organizationId, name) };
    });
    await storeWords(tx, named);
    await mark(tx, { ids, keyId });
    return true;
  });
}
