import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/**
 * Refuses to describe the schema. `__typename` and the bare name of a type stay: the public audits of GraphQL over HTTP send
 * their variables to `__type(name:) { name }`, and that returns only a name the client already knows.
 */
export function noIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field: (node) => {
      const parent = context.getParentType()?.name ?? '';
      const describes = parent.startsWith('__') && !(parent === '__Type' && node.name.value === 'name');
      if (node.name.value !== '__schema' && (!describes || node.name.value === '__typename')) return;
      const message = 'Introspection is off here. The schema is published with the source, in schema/schema.graphql.';
      context.reportError(new GraphQLError(message, { nodes: node, extensions: { code: 'INTROSPECTION_OFF' } }));
    },
  };
}
