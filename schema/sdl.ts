import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './index.ts';

/** The schema as text, sorted by name: what schema.graphql holds byte for byte. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
