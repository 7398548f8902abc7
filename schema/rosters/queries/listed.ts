import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { type Parameter, statement } from '../../../drizzle/statement.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import { type Stored, withFacts } from '../../issuance/queries/storedFacts.ts';
import { type IssuedRow, issuedColumns } from '../../issuance/queries.ts';

/** The statuses that an issued certificate can have. */
export const LISTED_STATUSES = ['VALID', 'EXPIRED', 'REVOKED', 'SUPERSEDED', 'SPECIMEN'] as const;
export type ListedStatus = (typeof LISTED_STATUSES)[number];

/** A certificate with what opens its name. */
export type ListedRow = IssuedRow & { sealedFacts: Buffer; wrappedDataKey: Buffer | null };

type Asked = { organizationId: OrganizationId; now: Date; creditOnly: boolean };
/** Hashed words, all of which a name has, or its one hash as a whole. */
type Named = { first: string; others: readonly string[]; whole: string };

/** The most that are counted. */
export const MOST_COUNTED = 10_000;

const STANDING = sql`k.revoked_at is null and k.superseded_at is null and not k.specimen`;
/** statusOf in SQL. Each is written out, so that PostgreSQL takes the index of the few. */
const statusIs = (p: Parameter<Asked>) => ({
  ANY: sql`true`,
  VALID: sql`${STANDING} and (k.expires_at is null or k.expires_at > ${p('now')}::timestamptz)`,
  EXPIRED: sql`${STANDING} and k.expires_at <= ${p('now')}::timestamptz`,
  REVOKED: sql`k.revoked_at is not null`,
  SUPERSEDED: sql`k.superseded_at is not null and k.revoked_at is null`,
  SPECIMEN: sql`k.specimen and k.revoked_at is null and k.superseded_at is null`,
});
type Chosen = keyof ReturnType<typeof statusIs>;

const matching = (p: Parameter<Asked>, status: Chosen) => sql`k.organization_id = ${p('organizationId')}
  and (not ${p('creditOnly')}::boolean or k.purpose <> 'PERSONAL') and ${statusIs(p)[status]}`;

/** For words n: whether the name has every other word. */
const hasOthers = (p: Parameter<Named>) => sql`not exists (select from unnest(${p('others')}::text[]) other(word)
  where not exists (select from certificate_name_words o
    where o.word = decode(other.word, 'hex') and o.certificate_id = n.certificate_id))`;

/**
 * The certificates k whose names have the words, through the first one, of which the caller chose the one that is likely the rarest;
 * or whose names as a whole are what was typed. `end` orders and limits each of the two.
 */
const named = (p: Parameter<Asked & Named>, status: Chosen, end: SQL) => {
  const found = sql`select k.id from certificate_name_words n join certificates k on k.id = n.certificate_id`;
  return sql`((${found} where n.word = decode(${p('first')}, 'hex') and ${hasOthers(p)} and ${matching(p, status)} ${end})
    union (${found} where n.word = decode(${p('whole')}, 'hex') and ${matching(p, status)} ${end}))`;
};

const columns = sql`${issuedColumns}, k.sealed_facts as "sealedFacts", k.wrapped_data_key as "wrappedDataKey"`;

/** The statements of one status: a page of all, a page of a name, and how many each has up to one more than are counted. */
function listing(status: Chosen) {
  const name = status.toLowerCase();
  const capped = sql.raw(`limit ${MOST_COUNTED + 1}`);
  return {
    all: statement<Window & Asked, ListedRow, Stored<ListedRow>>(
      `certificates_listed_${name}`,
      (p) => sql`select ${columns} from certificates k where ${matching(p, status)} and ${windowOn('k.id')}`,
      withFacts,
    ),
    ofName: statement<Window & Asked & Named, ListedRow, Stored<ListedRow>>(
      `certificates_named_${name}`,
      (p) => sql`select ${columns} from ${named(p, status, sql`and ${windowOn('n.certificate_id')}`)} f
        join certificates k on k.id = f.id where ${windowOn('k.id')}`,
      withFacts,
    ),
    countOfAll: statement<Asked, { count: number }>(
      `certificates_counted_${name}`,
      (p) =>
        sql`select count(*)::int as count from (select from certificates k where ${matching(p, status)} ${capped}) counted`,
    ),
    countOfName: statement<Asked & Named, { count: number }>(
      `certificates_named_counted_${name}`,
      (p) => sql`select count(*)::int as count from (select from ${named(p, status, capped)} f ${capped}) counted`,
    ),
  };
}

const LISTINGS = {
  ...{ ANY: listing('ANY'), VALID: listing('VALID'), EXPIRED: listing('EXPIRED') },
  ...{ REVOKED: listing('REVOKED'), SUPERSEDED: listing('SUPERSEDED'), SPECIMEN: listing('SPECIMEN') },
} satisfies Record<Chosen, ReturnType<typeof listing>>;

export type Listing = Asked & { status: ListedStatus | null; name: Named | null };

/** An organization's certificates, newest first, within a page's window. */
export function listedCertificates(
  db: Database,
  { status, name, ...asked }: Listing,
  window: Window,
): Promise<ListedRow[]> {
  const { all, ofName } = LISTINGS[status ?? 'ANY'];
  return name === null ? all(db, { ...asked, ...window }) : ofName(db, { ...asked, ...name, ...window });
}

/** How many there are: at most one more than are counted. */
export async function countListed(db: Database, { status, name, ...asked }: Listing): Promise<number> {
  const { countOfAll, countOfName } = LISTINGS[status ?? 'ANY'];
  const [found] = name === null ? await countOfAll(db, asked) : await countOfName(db, { ...asked, ...name });
  return found?.count ?? 0;
}

const byNumber = statement<Asked & { number: string }, ListedRow, Stored<ListedRow>>(
  'certificate_listed_by_number',
  (p) => sql`select ${columns} from certificates k where k.number = ${p('number')} and ${matching(p, 'ANY')}`,
  withFacts,
);

/** The organization's certificate of one number, or none. */
export const listedByNumber = byNumber;
