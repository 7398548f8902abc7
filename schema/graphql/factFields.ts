import type { FieldMap } from '@pothos/core';
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { EnrollmentId } from '../../drizzle/ids.ts';
import { enrolledKey } from '../enrolledKeys.ts';
import type { Facts } from '../errors.ts';
import type { SchemaTypes } from './builder.ts';

type FieldMaker<Shape> = Pick<PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Shape>, 'field'>;

/**
 * The fields of a GraphQL type whose facts are described without GraphQL, as errors and blockers are. Each fact is read from the
 * member of its name. The facts name their types as strings; building the schema fails on a name that it does not have.
 */
export function factFields<Shape extends object>(t: FieldMaker<Shape>, facts: Facts): FieldMap {
  return Object.fromEntries(
    Object.entries(facts).map(([name, { type, node, enrolled = false, nullable = false, description }]) => [
      name,
      t.field({
        type: type as 'String',
        nullable,
        description,
        resolve: (owner) => {
          const value = owner[name as keyof Shape] as never;
          if (node === undefined || value === null) return value;
          const idOf = (key: never) => encodeGlobalID(node, enrolled ? enrolledKey(key, enrollmentOf(owner)) : key);
          return (Array.isArray(value) ? (value as never[]).map(idOf) : idOf(value)) as string;
        },
      }),
    ]),
  );
}

const enrollmentOf = (owner: object) => (owner as { enrollmentId: EnrollmentId }).enrollmentId;
