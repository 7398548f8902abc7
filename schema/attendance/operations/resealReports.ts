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

/** The statements and the verb that seal a column anew. Values are bound to table, row and column. */
function resealing(table: string, column: string) {
  const [rows, sealed] = [sql.raw(table), sql.raw(column)];
  const page = statement<{ after: string; former: Buffer }, SealedRow>(
    `${table}_to_reseal`,
    (p) => sql`select id, encode(substring(${sealed} from 1 for 8), 'escape') as "keyId",
        case when substring(${sealed} from 1 for 8) = ${p('former')}::bytea then ${sealed} end as sealed
      from ${rows} where id > ${p('after')}::uuid order by id limit ${sql.raw(String(PAGE))}`,
  );
  const write = statement<{ id: string; sealed: Buffer; anew: Buffer }, never>(
    `reseal_${table}`,
    (p) => sql`update ${rows} set ${sealed} = ${p('anew')} where id = ${p('id')} and ${sealed} = ${p('sealed')}`,
  );
  return (db: Database, vault: ChangingVault): Promise<Resealed> =>
    resealColumn<SealedRow, { anew: Buffer }>(vault, {
      page: (place) => page(db, place),
      sealAnew: ({ id, sealed: before }) => ({ anew: resealed(vault, before, `${table}:${id}:${column}`) }),
      write: (row) => write(db, row),
    });
}

export const resealReportFiles = resealing('attendance_reports', 'sealed_file');
export const resealReportRows = resealing('attendance_rows', 'sealed_who');
export const resealUploads = resealing('attendance_files', 'sealed_bytes');
