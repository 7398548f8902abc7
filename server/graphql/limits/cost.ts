import { createComplexityRule } from '@pothos/plugin-complexity';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, isObjectType, validate } from 'graphql';
import { DEFAULT_PAGE, MAX_PAGE } from '../../../schema/graphql/relay.ts';
import { limitError } from './document.ts';

/** The most that one operation may cost: about one point for each value that could come back. */
export const MAX_COST = 8_000;

/**
 * Prices the lists of a schema, once. A connection costs the price of one node times the page size (`first` or `last`, at most
 * 100), so nested pages multiply.
 */
export function priceLists(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.some((argument) => argument.name === 'first')) {
        field.extensions = { ...field.extensions, complexity: pagePrice };
      } else if (type.name.endsWith('Connection')) {
        field.extensions = { ...field.extensions, complexity: { field: 0, multiplier: 1 } };
      }
    }
  }
}

const pagePrice = (page: { first?: number | null; last?: number | null }) => ({
  field: 1,
  multiplier: Math.min(Math.max(page.first ?? page.last ?? DEFAULT_PAGE, 1), MAX_PAGE),
});

/** What an operation costs with these variables, and the error when it exceeds MAX_COST. */
export function costOf(request: {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables: Record<string, unknown>;
  context?: object;
}): { cost: number; faults: readonly GraphQLError[] } {
  let cost = 0;
  const rule = createComplexityRule({
    variableValues: request.variables,
    ...(request.operationName ? { operationName: request.operationName } : {}),
    context: request.context ?? {},
    validate: (result, report) => {
      cost = Math.max(cost, result.complexity);
      if (result.complexity <= MAX_COST) return;
      report(
        limitError(
          `The operation costs ${result.complexity}; the limit is ${MAX_COST}. Ask for shorter pages or fewer fields.`,
          'OPERATION_TOO_COSTLY',
        ),
      );
    },
  });
  const faults = validate(request.schema, request.document, [rule], { hideSuggestions: true });
  return { cost, faults };
}
