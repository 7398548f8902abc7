import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId } from '../../../drizzle/ids.ts';
import {
  type ChangingVault,
  PAGE,
  type Resealed,
  resealColumn,
  resealed,
  type SealedRow,
} from '../../../drizzle/resealing.ts';
import { statement } from '../../../drizzle/statement.ts';
import { reflectionPlaceOf } from './keepWriting.ts';

type Row = SealedRow & { enrollmentId: EnrollmentId; moduleId: ModuleId | null; weeks: number | null };

const page = statement<{ after: string; former: Buffer }, Row>(
  'reflections_to_reseal',
  (p) => sql`select id, enrollment_id as "enrollmentId", module_id as "moduleId", weeks,
      encode(substring(sealed_text from 1 for 8), 'escape') as "keyId",
      case when substring(sealed_text from 1 for 8) = ${p('former')}::bytea then sealed_text end as sealed
    from reflections where id > ${p('after')}::uuid order by id limit ${sql.raw(String(PAGE))}`,
);

const write = statement<{ id: string; sealed: Buffer; sealedText: Buffer }, never>(
  'reseal_reflection',
  (p) => sql`update reflections set sealed_text = ${p('sealedText')}
    where id = ${p('id')} and sealed_text = ${p('sealed')}`,
);

/** Seals every reflection anew that the former key sealed. Its version and times stay. */
export function resealReflections(db: Database, vault: ChangingVault): Promise<Resealed> {
  return resealColumn<Row, { sealedText: Buffer }>(vault, {
    page: (place) => page(db, place),
    sealAnew: (row) => ({ sealedText: resealed(vault, row.sealed, reflectionPlaceOf(row)) }),
    write: (row) => write(db, row),
  });
}
