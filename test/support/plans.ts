import { getTableConfig } from 'drizzle-orm/pg-core';
import postgres, { type Sql } from 'postgres';
import { nameOf, policies } from '../../drizzle/policies.ts';
import * as tables from '../../drizzle/schema.ts';

/** Tables that an operator fills, and queues that jobs empty. They are read whole where that is simplest; every other table grows. */
const SMALL = new Set(
  [
    tables.approvals,
    tables.approvalLetters,
    tables.approvalOrganizations,
    tables.approvalStates,
    tables.approvalWarnings,
    tables.documentsPending,
    tables.logPending,
    tables.contributors,
    tables.courseFiles,
    tables.courses,
    tables.courseVersions,
    tables.disclosures,
    tables.errata,
    tables.errataVersions,
    tables.loadedContent,
    tables.organizationImages,
    tables.organizationPolicies,
    tables.organizations,
    tables.ruleSets,
    tables.safetyNotices,
    tables.signingKeys,
    tables.statusLists,
    tables.storedFiles,
  ].map((table) => getTableConfig(table).name),
);

const growing = new Set([...policies.map(nameOf).filter((name) => !SMALL.has(name)), 'job', 'job_common']);

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Index Cond'?: string; Plans?: Node[] };

/** Where a plan reads a growing table as a whole: by a scan, or through an index without a condition and without a limit. */
function wholeReads(node: Node, limited = false): string[] {
  const { 'Node Type': type, 'Relation Name': table } = node;
  const byIndex = type.startsWith('Index') && (node['Index Cond'] !== undefined || limited);
  const whole = table !== undefined && growing.has(table) && /Scan$/.test(type) && !/^Bitmap/.test(type) && !byIndex;
  const inside = limited || type === 'Limit';
  const below = (node.Plans ?? []).flatMap((child) => wholeReads(child, inside && type !== 'Sort'));
  return whole ? [`${type} of ${table}`, ...below] : below;
}

const EXPLAINED = /^\s*(select|insert|update|delete|with)\b/i;

async function explain(sql: Sql, text: string): Promise<Node> {
  const parameters = new Set(text.match(/\$\d+/g)).size;
  const values = parameters === 0 ? '' : `(${Array.from({ length: parameters }, () => 'null').join(', ')})`;
  await sql.unsafe(`prepare explained as ${text}`);
  try {
    const [row] = await sql.unsafe(`explain (format json) execute explained${values}`);
    return row?.['QUERY PLAN'][0].Plan;
  } finally {
    await sql.unsafe('deallocate explained');
  }
}

/** Each of these statements whose plan reads a growing table as a whole, with what it reads. */
async function scanning(sql: Sql, texts: Iterable<string>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const text of texts) {
    const reads = wholeReads(await explain(sql, text));
    if (reads.length > 0) found.set(text, [...new Set(reads)]);
  }
  return found;
}

const DROP_PARTIAL_INDEXES = `do $$ declare name regclass; begin
  for name in select indexrelid from pg_index join pg_class on pg_class.oid = indexrelid
    where indpred is not null and relnamespace = 'public'::regnamespace
  loop execute format('drop index %s', name); end loop; end $$`;

/**
 * The statements among these that have no plan without reading a table that grows as a whole. The planner is told to take an index
 * wherever there is one, so this finds missing indexes in an empty database too. There it may take a partial index for a small one,
 * so it is asked again without those. Whether PostgreSQL takes the indexes in a large database is what the growth bench shows.
 */
export async function statementsThatScan(ownerUrl: string, texts: Iterable<string>): Promise<string[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off;
      set enable_mergejoin = off; set enable_material = off; set enable_memoize = off`);
    const first = await scanning(sql, new Set([...texts].filter((text) => EXPLAINED.test(text))));
    await sql.unsafe('begin');
    await sql.unsafe(DROP_PARTIAL_INDEXES);
    const found = await scanning(sql, first.keys());
    await sql.unsafe('rollback');
    return [...found].map(([text, reads]) => `${reads.join(', ')}: ${text.replaceAll(/\s+/g, ' ')}`);
  } finally {
    await sql.end();
  }
}
