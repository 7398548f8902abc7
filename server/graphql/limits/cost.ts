import { createComplexityRule } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  validate,
} from 'graphql';
import { DEFAULT_PAGE, MAX_PAGE } from '../../../schema/graphql/relay.ts';
import { limitError } from './document.ts';
import { priceOfEach, priceOfField } from './prices.ts';

/** The most that one operation may cost: what its fields cost (prices.ts), and about one point for each value that could come back. */
export const MAX_COST = 8_000;

/**
 * Prices the fields of a schema, once. A connection costs the price of one node times the page size (`first` or `last`, at most
 * 100), so nested pages multiply. A field that takes a list, such as ids, costs the price of one answer times the list's length.
 */
export function priceFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const complexity = priceOf(type.name, field);
      if (complexity !== null) field.extensions = { ...field.extensions, complexity };
    }
  }
}

function priceOf(typeName: string, field: GraphQLField<unknown, unknown>) {
  const price = priceOfField(typeName, field.name);
  const { complexity: stated } = field.extensions as { complexity?: { multiplier?: number } };
  if (field.args.some(({ name }) => name === 'first')) return pagePrice(price);
  if (typeName.endsWith('Connection')) return { field: 0, multiplier: 1 };
  const lists = listArguments(field);
  if (lists.length > 0) return listPrice(lists, price, priceOfEach(typeName, field.name));
  // A field whose answer has a length of its own says so.
  return price === 1 ? null : { field: price, multiplier: stated?.multiplier ?? 1 };
}

const isList = (type: GraphQLInputType): boolean => isListType(getNullableType(type));

const listArguments = ({ args }: GraphQLField<unknown, unknown>): string[] =>
  args.filter(({ type }) => isList(type)).map(({ name }) => name);

const pagePrice = (price: number) => (page: { first?: number | null; last?: number | null }) => ({
  field: price,
  multiplier: Math.min(Math.max(page.first ?? page.last ?? DEFAULT_PAGE, 1), MAX_PAGE),
});

const listPrice = (names: string[], price: number, each: number) => (given: Record<string, unknown>) => {
  const lengths = names.map((name) => (Array.isArray(given[name]) ? given[name].length : 1));
  const longest = Math.max(...lengths, 1);
  return { field: price + each * longest, multiplier: longest };
};

/** The names of the arguments that decide a price. */
export function pricedArguments(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  return new Set(['first', 'last', ...fields.flatMap(listArguments)]);
}

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
