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
import { PLACES } from './sealedTexts.ts';

type Column = { what: keyof typeof PLACES; table: string; column: string };
const COLUMNS: readonly Column[] = [
  { what: 'need', table: 'accommodation_requests', column: 'sealed_need' },
  { what: 'answer', table: 'accommodation_states', column: 'sealed_answer' },
  { what: 'reason', table: 'accommodation_states', column: 'sealed_reason' },
];

/** How each column is read and written anew. */
const statements = COLUMNS.map(({ what, table, column }) => {
  const [rows, sealed] = [sql.identifier(table), sql.identifier(column)];
  return {
    what,
    page: statement<{ after: string; former: Buffer }, SealedRow>(
      `accommodation_${what}_to_reseal`,
      (p) => sql`select id, encode(substring(${sealed} from 1 for 8), 'escape') as "keyId",
          case when substring(${sealed} from 1 for 8) = ${p('former')}::bytea then ${sealed} end as sealed
        from ${rows} where id > ${p('after')}::uuid order by id limit ${sql.raw(String(PAGE))}`,
    ),
    write: statement<{ id: string; sealed: Buffer; anew: Buffer }, never>(
      `reseal_accommodation_${what}`,
      (p) => sql`update ${rows} set ${sealed} = ${p('anew')} where id = ${p('id')} and ${sealed} = ${p('sealed')}`,
    ),
  };
});

/** Seals every need, answer and reason anew that the former key sealed. Nothing else of their rows changes. */
export async function resealAccommodations(db: Database, vault: ChangingVault): Promise<Resealed> {
  const all: Resealed = { count: 0, unreadable: [], foreign: 0 };
  for (const { what, page, write } of statements) {
    const done = await resealColumn<SealedRow, { anew: Buffer }>(vault, {
      page: (place) => page(db, place),
      sealAnew: ({ id, sealed }) => ({ anew: resealed(vault, sealed, PLACES[what](id)) }),
      write: (row) => write(db, row),
    });
    all.count += done.count;
    all.unreadable.push(...done.unreadable);
    all.foreign += done.foreign;
  }
  return all;
}
