import { type AnyColumn, Column, is, type SQL, sql } from 'drizzle-orm';
import type { UserId } from '../../../drizzle/ids.ts';
import { ownedBy, policies, targetOf } from '../../../drizzle/policies.ts';
import { columnOf, type Policy } from '../../../drizzle/policy.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { KeptCare } from '../../care/rules/exported.ts';

/** A part of the export: a table whose policy says that it is exported. */
type About = NonNullable<Policy['about']>;
type Part = Pick<Policy, 'table'> & { about: About & { exported: Extract<About['exported'], { as: string }> } };

const isPart = (policy: Policy): policy is Policy & Part => policy.about !== null && 'as' in policy.about.exported;
const parts = policies.filter(isPart);

const keyToParent = ({ table, about: { person } }: Part) =>
  person !== null && typeof person === 'object' && 'through' in person
    ? { ...targetOf(table, person.through), column: columnOf(table, person.through) }
    : null;

/** JSON has no bytes, so bytes are written in base64. */
const inJson = (value: AnyColumn | SQL): SQL =>
  is(value, Column) && value.getSQLType() === 'bytea' ? sql`encode(${value}, 'base64')` : sql`${value}`;

const named = (value: SQL, name: string): SQL => sql`${value} as ${sql.identifier(name)}`;

function shownColumn(table: Policy['table'], shown: Part['about']['exported']['columns'][number]): SQL {
  if (typeof shown !== 'string') return named(inJson(shown[1]), shown[0]);
  const column = columnOf(table, shown);
  return named(inJson(column), column.name);
}

/** The rows of a part that match a condition, as JSON, with their child rows inside. */
function partWhere(part: Part, condition: SQL): SQL {
  const { table, about } = part;
  const { columns, order = columnOf(table, 'id'), one = false, noneIsNull = false } = about.exported;
  const inside = parts.flatMap((child) => {
    const key = keyToParent(child);
    if (key?.foreignTable !== table) return [];
    return named(partWhere(child, sql`${key.column} = ${key.foreignColumn}`), child.about.exported.as);
  });
  const fields = sql.join([...columns.map((shown) => shownColumn(table, shown)), ...inside], sql`, `);
  const rows = sql`(select ${fields} from ${table} where ${condition} order by ${order}) x`;
  if (one) return sql`(select row_to_json(x) from ${rows})`;
  const list = sql`json_agg(row_to_json(x))`;
  return sql`(select ${noneIsNull ? list : sql`coalesce(${list}, '[]')`} from ${rows})`;
}

const PERSON = sql.raw('p.id');

/** The parts at the top of the document: tables whose rows name the person directly. */
const topParts = (): SQL[] =>
  parts
    .filter((part) => keyToParent(part) === null)
    .map((part) => {
      const condition = ownedBy(part, PERSON);
      if (condition === null) throw new Error(`the rows of ${part.about.exported.as} cannot be found by person`);
      return named(partWhere(part, condition), part.about.exported.as);
    });

/** The export in the form that the policies define. Only the parts that are decrypted here have types. */
type Kept = Record<string, unknown> & {
  accommodationRequests: {
    id: string;
    sealed_need: string | null;
    states: { id: string; sealed_answer: string | null; sealed_reason: string | null }[];
  }[];
  rounds: {
    id: string;
    reflections: { moduleId: string | null; weeks: number | null; sealedText: string; updatedAt: string }[];
  }[];
  licenses: { id: string; versions: { id: string; sealed_number: string | null }[] }[];
  careRecords: KeptCare['careRecords'];
  jointPlans: KeptCare['jointPlans'];
  certificates: { id: string; sealedFacts: string; wrappedDataKey: string | null }[];
};

/**
 * Everything stored under a person's id, in one statement that is built from the tables' policies. Sealed values come in base64,
 * to be decrypted for their owner.
 */
export const keptOfPerson = statement<{ userId: UserId }, Kept>(
  'kept_of_person',
  (p) => sql`select ${sql.join(topParts(), sql`, `)} from (select ${p('userId')}::uuid as id) p`,
);
