import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '../../schema/graphql/index.ts';

/** The schema as text, in one fixed order. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

if (import.meta.main) {
  writeFileSync(new URL('../../schema/schema.graphql', import.meta.url), printedSchema());
  console.log('schema/schema.graphql is written.');
}
