import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { Request, RequestHandler } from 'express';
import { type DocumentNode, type GraphQLSchema, Kind, type ValidationRule, validate } from 'graphql';
import { createYoga, type Plugin, type YogaServerOptions } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { answer } from '../http/fetchAnswer.ts';
import type { Log } from '../http/logging.ts';
import { maskWith } from '../http/masking.ts';
import { graphiqlOptions, renderGraphiql } from './graphiql.ts';
import type { Spend } from './limits/budget.ts';
import { costOf, priceLists } from './limits/cost.ts';
import { DOCUMENT_LIMITS, documentFaults, limitError, textFault } from './limits/document.ts';
import { noIntrospection } from './limits/introspection.ts';
import { pageFaults } from './limits/pages.ts';
import type { TrustedDocuments } from './trustedDocuments.ts';

/** Headers that a page of another origin cannot send without a preflight request. */
const CSRF_HEADERS = ['x-attune-csrf', 'x-graphql-yoga-csrf', 'apollo-require-preflight'];

type ServerContext = { incoming: Request; requestId: string };

export type GraphqlOptions = {
  schema: GraphQLSchema;
  production: boolean;
  trustedDocuments: TrustedDocuments | null;
  contextOf: (request: Request, requestId: string) => Promise<Context>;
  log: Log;
  /** Books the cost of an operation before it runs (limits/budget.ts). */
  spend: Spend;
};

/** GraphQL over HTTP, as an Express handler. It expects that the body has been read already (see body.ts). */
export function createGraphql(options: GraphqlOptions): RequestHandler {
  priceLists(options.schema);
  const yoga = createYoga<ServerContext, Context>({
    schema: options.schema,
    context: ({ incoming, requestId }) => options.contextOf(incoming, requestId),
    plugins: [
      useCSRFPrevention({ requestHeaders: CSRF_HEADERS }),
      ...(options.trustedDocuments === null ? [] : [onlyTrusted(options.trustedDocuments)]),
      limits(options),
      masking(options),
    ],
    ...CLOSED,
    graphiql: options.production || options.trustedDocuments !== null ? false : graphiqlOptions,
    renderGraphiQL: renderGraphiql,
  });
  return (request, response) =>
    answer(yoga, request, response, { incoming: request, requestId: response.locals.requestId });
}

/** Yoga features that the server does itself, or that must stay off. */
const CLOSED = {
  batching: false,
  multipart: false,
  // body.ts has limited and read the body already.
  maxRequestBodySize: false,
  cors: false,
  landingPage: false,
  logging: false,
  maskedErrors: false,
  healthCheckEndpoint: '/graphql/health-is-at-livez',
} satisfies YogaServerOptions<ServerContext, Context>;

/** Whether variables cannot change what a document asks for. If so, one check of the document is enough. */
function isConstant({ definitions }: DocumentNode): boolean {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return (
    operations.length === 1 && operations.every(({ variableDefinitions = [] }) => variableDefinitions.length === 0)
  );
}

/**
 * Cheap checks before expensive ones: length, tokens, shape, the standard rules, pages, cost. The server caches parsed documents,
 * and a document that passed once is not checked again.
 */
function limits({ production, spend }: GraphqlOptions): Plugin<Context, ServerContext> {
  /** What each sound document costs. */
  const sound = new WeakMap<DocumentNode, number>();
  return {
    onParams: ({ params }) => {
      const fault = typeof params.query === 'string' ? textFault(params.query) : null;
      if (fault !== null) throw fault;
    },
    onParse: ({ params, setParseFn, parseFn }) => {
      params.options = { ...params.options, maxTokens: DOCUMENT_LIMITS.tokens };
      setParseFn((source, settings) => parseFn(source, { ...settings, maxTokens: DOCUMENT_LIMITS.tokens }));
    },
    onValidate: ({ params, setValidationFn, addValidationRule, setResult }) => {
      const faults = documentFaults(params.documentAST);
      if (faults.length > 0) return setResult(faults);
      if (!production) return;
      addValidationRule(noIntrospection);
      setValidationFn((schema, document, rules) =>
        validate(schema, document, rules as ValidationRule[], { hideSuggestions: true }),
      );
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      const known = sound.get(args.document);
      const variables = args.variableValues ?? {};
      const pages = known === undefined ? pageFaults(args.document, variables) : [];
      if (pages.length > 0) return setResultAndStopExecution({ errors: pages });
      const { cost, faults } =
        known === undefined ? costOf({ ...args, variables, context: args.contextValue }) : { cost: known, faults: [] };
      if (faults.length > 0) return setResultAndStopExecution({ errors: faults });
      if (isConstant(args.document)) sound.set(args.document, cost);
      const refusal = spend(args.contextValue, cost);
      if (refusal !== null) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}

/** Runs only listed documents, named by their hash. The server never reads query text from a request. */
const onlyTrusted = (documents: TrustedDocuments): Plugin<Context, ServerContext> => ({
  onParams: ({ params, setParams }) => {
    const named: unknown = params.extensions?.persistedQuery?.sha256Hash;
    if (params.query !== undefined || typeof named !== 'string') {
      throw limitError(
        'This server runs trusted documents only. Send extensions.persistedQuery.sha256Hash instead of a query.',
        'TRUSTED_DOCUMENTS_ONLY',
      );
    }
    const query = documents.get(named);
    if (query === undefined) throw limitError('No trusted document has this hash.', 'PERSISTED_QUERY_NOT_FOUND');
    setParams({ ...params, query });
  },
});

/**
 * Runs over every answer, including those that failed before execution. In production it removes suggestions for misspelled
 * names.
 */
const masking = ({ log, production }: GraphqlOptions): Plugin<Context, ServerContext> => ({
  onResultProcess: ({ result, setResult, serverContext }) => {
    if (!('errors' in result) || result.errors === undefined) return;
    const errors = result.errors.map(maskWith(serverContext.requestId, log));
    if (production) for (const error of errors) error.message = error.message.replace(/ Did you mean .*$/s, '');
    setResult({ ...result, errors });
  },
});
