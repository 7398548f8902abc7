import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { AgreementKind } from '../../legalText.ts';

/** What a person last did about a kind of text. */
export type Standing = { kind: AgreementKind; version: string; given: boolean; at: Date };

const newest = statement<{ userId: UserId }, Standing>(
  'agreements_of',
  (p) => sql`select distinct on (kind) kind, version, given, at from agreements
    where user_id = ${p('userId')} order by kind, at desc, id desc`,
);

/** What a person last did about each kind of text. */
export function standingAgreements(db: Database, userId: UserId): Promise<Standing[]> {
  return newest(db, { userId });
}
