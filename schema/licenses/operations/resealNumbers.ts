import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { LicenseVersionId } from '../../../drizzle/ids.ts';
import { type ChangingVault, PAGE, type Resealed, resealColumn, type SealedRow } from '../../../drizzle/resealing.ts';
import { statement } from '../../../drizzle/statement.ts';
import { readNumber, sealNumber } from './sealedNumber.ts';

type Row = SealedRow & { id: LicenseVersionId; profession: string; jurisdiction: string };

const page = statement<{ after: string; former: Buffer }, Row>(
  'license_numbers_to_reseal',
  (p) => sql`select id, profession, jurisdiction, encode(substring(sealed_number from 1 for 8), 'escape') as "keyId",
      case when substring(sealed_number from 1 for 8) = ${p('former')}::bytea then sealed_number end as sealed
    from license_versions where id > ${p('after')}::uuid order by id limit ${sql.raw(String(PAGE))}`,
);

const write = statement<{ id: string; sealed: Buffer; sealedNumber: Buffer; numberIndex: Buffer }, never>(
  'reseal_license_number',
  (p) => sql`update license_versions set sealed_number = ${p('sealedNumber')}, number_index = ${p('numberIndex')}
    where id = ${p('id')} and sealed_number = ${p('sealed')}`,
);

/** Seals every license number anew that the former key sealed, with the keyed hash by which it is compared. */
export function resealNumbers(db: Database, vault: ChangingVault): Promise<Resealed> {
  return resealColumn<Row, ReturnType<typeof sealNumber>>(vault, {
    page: (place) => page(db, place),
    sealAnew: ({ id, sealed, profession, jurisdiction }) => {
      const number = readNumber(vault, { id, sealedNumber: sealed }) ?? '';
      return sealNumber(vault, { id, number, profession, jurisdiction });
    },
    write: (row) => write(db, row),
  });
}
