import { defineRelations } from 'drizzle-orm';
import * as tables from './schema.ts';

/** The tables by name, for the identity library's adapter and for typed handles. */
export const relations = defineRelations(tables, () => ({}));
