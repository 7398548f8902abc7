import { createHash } from 'node:crypto';
import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import type { AttendanceRowId } from '../../../drizzle/ids.ts';
import type { ReportRow } from '../rules/report/rows.ts';

/** Who a row names, as the file has it. */
export type Who = Pick<ReportRow, 'name' | 'address' | 'code'>;

/** A sealed value that is moved to another row cannot be opened. */
export const placeOfFile = (id: string): string => `attendance_reports:${id}:sealed_file`;
const placeOfWho = (id: string): string => `attendance_rows:${id}:sealed_who`;

export function sealWho(vault: Vault, id: AttendanceRowId, { name, address, code }: Who): Buffer {
  return seal(vault, Buffer.from(JSON.stringify({ name, address, code }), 'utf8'), placeOfWho(id));
}

export function openWho(vault: Vault, id: AttendanceRowId, sealed: Buffer | null): Who | null {
  return sealed === null ? null : (JSON.parse(unseal(vault, sealed, placeOfWho(id)).toString('utf8')) as Who);
}

/** Finds the rows that name an address, as the policies of the tables ask for it. */
export const whoSha256 = (address: string): Buffer => createHash('sha256').update(`attendance row ${address}`).digest();
