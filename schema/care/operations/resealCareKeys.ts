import { type SQL, sql } from 'drizzle-orm';
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
import { jointKeyPlace, recordKeyPlace } from './sealing.ts';

const statementsOf = (table: string) => {
  const rows: SQL = sql.raw(table);
  return {
    page: statement<{ after: string; former: Buffer }, SealedRow>(
      `${table}_to_reseal`,
      (p) => sql`select id, encode(substring(wrapped_data_key from 1 for 8), 'escape') as "keyId",
          case when substring(wrapped_data_key from 1 for 8) = ${p('former')}::bytea then wrapped_data_key end as sealed
        from ${rows} where id > ${p('after')}::uuid order by id limit ${sql.raw(String(PAGE))}`,
    ),
    write: statement<{ id: string; sealed: Buffer; wrappedDataKey: Buffer }, never>(
      `reseal_${table}`,
      (p) => sql`update ${rows} set wrapped_data_key = ${p('wrappedDataKey')}
        where id = ${p('id')} and wrapped_data_key = ${p('sealed')}`,
    ),
  };
};
const OF_RECORDS = { ...statementsOf('care_records'), place: recordKeyPlace };
const OF_JOINT = { ...statementsOf('joint_plans'), place: jointKeyPlace };

const resealAll = (db: Database, vault: ChangingVault, { page, write, place }: typeof OF_RECORDS): Promise<Resealed> =>
  resealColumn<SealedRow, { wrappedDataKey: Buffer }>(vault, {
    page: (at) => page(db, at),
    sealAnew: ({ id, sealed }) => ({ wrappedDataKey: resealed(vault, sealed, place(id)) }),
    write: (row) => write(db, row),
  });

/** Wraps the data key of every record of care anew that the former key wrapped. */
export function resealCareRecords(db: Database, vault: ChangingVault): Promise<Resealed> {
  return resealAll(db, vault, OF_RECORDS);
}

/** The same for joint parts. */
export function resealJointPlans(db: Database, vault: ChangingVault): Promise<Resealed> {
  return resealAll(db, vault, OF_JOINT);
}
