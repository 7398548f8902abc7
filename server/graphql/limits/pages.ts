import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, type ValueNode, visit } from 'graphql';
import { MAX_PAGE } from '../../../schema/graphql/relay.ts';

/** A refusal of arguments or variables. Its status is 400 for clients that ask for the status of GraphQL over HTTP. */
export function badInput(message: string, nodes?: GraphQLError['nodes']): GraphQLError {
  const extensions = { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } };
  return new GraphQLError(message, { nodes: nodes ?? null, extensions });
}

type Variables = Readonly<Record<string, unknown>>;

/** Errors in page arguments: `first` and `last` are 0 to 100, and a field takes only one of them. */
export function pageFaults(document: DocumentNode, variables: Variables): GraphQLError[] {
  const faults: GraphQLError[] = [];
  const given = { ...defaultsOf(document), ...variables };
  visit(document, {
    Field: (node) => {
      const sizes = (node.arguments ?? [])
        .filter((argument) => argument.name.value === 'first' || argument.name.value === 'last')
        .map((argument) => ({ name: argument.name.value, size: readValue(argument.value, given) }))
        .filter(({ size }) => size !== null && size !== undefined);
      for (const { name, size } of sizes) {
        if (typeof size === 'number' && (size < 0 || size > MAX_PAGE)) {
          faults.push(
            badInput(
              `\`${name}\` of ${node.name.value} must be from 0 to ${MAX_PAGE}; the operation asks for ${size}.`,
            ),
          );
        }
      }
      if (sizes.length > 1) faults.push(badInput(`Give ${node.name.value} either \`first\` or \`last\`, not both.`));
    },
  });
  return faults;
}

const defaultsOf = (document: DocumentNode): Variables =>
  Object.fromEntries(
    document.definitions
      .filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
      .flatMap((node) => node.variableDefinitions ?? [])
      .flatMap((node) => (node.defaultValue ? [[node.variable.name.value, readValue(node.defaultValue, {})]] : [])),
  );

function readValue(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  return node.kind === Kind.INT ? Number(node.value) : null;
}
