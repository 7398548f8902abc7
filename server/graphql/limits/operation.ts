import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type VariableNode,
  visit,
} from 'graphql';
import { costOf, pricedArguments, priceFields } from './cost.ts';
import { badInput, pageFaults } from './pages.ts';

/** An operation that is about to be executed. */
export type Operation = {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables: Record<string, unknown>;
};

export type Checked = { faults: readonly GraphQLError[]; cost: number };

export type OperationCheck = {
  /** What is wrong with the variables, the pages and the cost; else the cost. */
  check(operation: Operation): Checked;
  /** Whether variables cannot change what the document costs. It has one operation, and passes once or never. */
  isConstant(document: DocumentNode): boolean;
};

/** The checks of an operation with its variables, after validation. The cost of a constant document is found once. */
export function createOperationCheck(schema: GraphQLSchema): OperationCheck {
  priceFields(schema);
  const priced = pricedArguments(schema);
  const sound = new WeakMap<DocumentNode, number>();
  const isConstant = (document: DocumentNode) => operationsOf(document) === 1 && !pricesByVariable(document, priced);
  return {
    isConstant,
    check: (operation) => {
      const { document, variables } = operation;
      const refused = variableFaults(schema, operation);
      const known = sound.get(document);
      if (refused.length > 0 || known !== undefined) return { faults: refused, cost: known ?? 0 };
      const pages = pageFaults(document, variables);
      if (pages.length > 0) return { faults: pages, cost: 0 };
      const found = costOf({ schema, ...operation });
      if (found.faults.length === 0 && isConstant(document)) sound.set(document, found.cost);
      return found;
    },
  };
}

const operationsOf = ({ definitions }: DocumentNode): number =>
  definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;

/** Whether an argument that decides a price holds a variable. */
function pricesByVariable(document: DocumentNode, priced: ReadonlySet<string>): boolean {
  const found: VariableNode[] = [];
  visit(document, {
    Argument: ({ name, value }) => {
      if (priced.has(name.value)) visit(value, { Variable: (variable) => void found.push(variable) });
    },
  });
  return found.length > 0;
}

/** Each fault repeats the value it is about. */
const MOST_FAULTS = 5;

/** Values that do not fit the types of their variables. Execution would refuse them in other words. */
function variableFaults(schema: GraphQLSchema, { document, operationName, variables }: Operation): GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return [];
  const read = getVariableValues(schema, definitions, variables, { maxErrors: MOST_FAULTS, hideSuggestions: true });
  return (read.errors ?? []).map(({ message, nodes }) => badInput(message, nodes));
}
