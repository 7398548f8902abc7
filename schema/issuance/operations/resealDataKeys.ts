import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type ChangingVault,
  PAGE,
  type Resealed,
  resealColumn,
  resealed,
  type SealedRow,
} from '../../../drizzle/resealing.ts';
import { statement } from '../../../drizzle/statement.ts';
import { dataKeyPlace } from './sealFacts.ts';

const page = statement<{ after: string; former: Buffer }, SealedRow>(
  'data_keys_to_reseal',
  (p) => sql`select id, encode(substring(wrapped_data_key from 1 for 8), 'escape') as "keyId",
      case when substring(wrapped_data_key from 1 for 8) = ${p('former')}::bytea then wrapped_data_key end as sealed
    from certificates where id > ${p('after')}::uuid order by id limit ${sql.raw(String(PAGE))}`,
);

const write = statement<{ id: string; sealed: Buffer; wrappedDataKey: Buffer }, never>(
  'reseal_data_key',
  (p) => sql`update certificates set wrapped_data_key = ${p('wrappedDataKey')}
    where id = ${p('id')} and wrapped_data_key = ${p('sealed')}`,
);

/** Wraps every certificate's data key anew that the former key wrapped. What the data key encrypts stays as it is. */
export function resealDataKeys(db: Database, vault: ChangingVault): Promise<Resealed> {
  return resealColumn<SealedRow, { wrappedDataKey: Buffer }>(vault, {
    page: (place) => page(db, place),
    sealAnew: ({ id, sealed }) => ({ wrappedDataKey: resealed(vault, sealed, dataKeyPlace(id)) }),
    write: (row) => write(db, row),
  });
}
