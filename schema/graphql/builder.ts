import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { GraphQLError } from 'graphql';
import type { Context, Viewer } from '../context.ts';
import { relay } from './relay.ts';

type OwnTypes = {
  Context: Context;
  AuthScopes: { signedIn: boolean; public: boolean };
  AuthContexts: { signedIn: Context & { viewer: Viewer } };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: string; Output: string };
    Decimal: { Input: string; Output: string };
  };
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: true;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
};

const unauthenticated = () =>
  new GraphQLError('You are not signed in. Sign in at /api/auth and send the session cookie or the bearer token.', {
    extensions: { code: 'UNAUTHENTICATED' },
  });

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const builder = new SchemaBuilder<OwnTypes>({
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, DataloaderPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  scopeAuth: {
    authorizeOnSubscribe: true,
    // Checked once per object, not once for each of its fields.
    runScopesOnType: true,
    authScopes: (context) => ({ signedIn: context.viewer !== null, public: true }),
    unauthorizedError: unauthenticated,
  },
  relay,
  errors: {
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capital(fieldName)}Result`,
      description: 'The payload, or one of the expected errors.',
    },
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10 },
});

/** The types of this schema, with the builder's defaults: what its field makers are generic over. */
export type SchemaTypes = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer All> ? All : never;

builder.queryType({ description: 'What can be read.' });
builder.mutationType({
  description:
    'What can be done: one verb per intent, each with one `input` and a union of its payload and its errors.',
});
