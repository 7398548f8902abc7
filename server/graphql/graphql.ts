import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { Request, RequestHandler } from 'express';
import { type DocumentNode, type GraphQLSchema, Kind, type ValidationRule, validate } from 'graphql';
import { createYoga, type Plugin, type YogaServerOptions } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { answer } from '../http/fetchAnswer.ts';
import type { Log } from '../http/logging.ts';
import { maskWith } from '../http/masking.ts';
import { graphiqlOptions, renderGraphiql } from './graphiql.ts';
import { costOf, priceLists } from './limits/cost.ts';
import { DOCUMENT_LIMITS, documentFaults, limitError, textFault } from './limits/document.ts';
import { noIntrospection } from './limits/introspection.ts';
import { pageFaults } from './limits/pages.ts';
import type { TrustedDocuments } from './trustedDocuments.ts';

/** Headers that a page of another origin cannot send without asking first. */
const CSRF_HEADERS = ['x-attune-csrf', 'x-graphql-yoga-csrf', 'apollo-require-preflight'];

type ServerContext = { incoming: Request; requestId: string };

export type GraphqlOptions = {
  schema: GraphQLSchema;
  production: boolean;
  trustedDocuments: TrustedDocuments | null;
  contextOf: (request: Request, requestId: string) => Promise<Context>;
  log: Log;
};

/** GraphQL over HTTP, as an Express handler that expects the body to be read (see body.ts). */
export function createGraphql(options: GraphqlOptions): RequestHandler {
  priceLists(options.schema);
  const yoga = createYoga<ServerContext, Context>({
    schema: options.schema,
    context: ({ incoming, requestId }) => options.contextOf(incoming, requestId),
    plugins: [
      useCSRFPrevention({ requestHeaders: CSRF_HEADERS }),
      ...(options.trustedDocuments === null ? [] : [onlyTrusted(options.trustedDocuments)]),
      limits(options.production),
      masking(options),
    ],
    ...CLOSED,
    graphiql: options.production || options.trustedDocuments !== null ? false : graphiqlOptions,
    renderGraphiQL: renderGraphiql,
  });
  return (request, response) =>
    answer(yoga, request, response, { incoming: request, requestId: response.locals.requestId });
}

/** What the server in front of it does already, or must never be done. */
const CLOSED = {
  batching: false,
  multipart: false,
  // body.ts has limited and read the body before.
  maxRequestBodySize: false,
  cors: false,
  landingPage: false,
  logging: false,
  maskedErrors: false,
  healthCheckEndpoint: '/graphql/health-is-at-livez',
} satisfies YogaServerOptions<ServerContext, Context>;

/** Whether variables cannot change what a document asks for: what is true of it once is true of it always. */
const isConstant = ({ definitions }: DocumentNode): boolean => {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return (
    operations.length === 1 && operations.every(({ variableDefinitions = [] }) => variableDefinitions.length === 0)
  );
};

/**
 * Cheap checks before dear ones: length, tokens, shape, the usual rules, pages, cost. Parsed documents are kept by the server,
 * so one that was found sound is known by itself and not looked at again.
 */
const limits = (production: boolean): Plugin<Context, ServerContext> => {
  const sound = new WeakSet<DocumentNode>();
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
      if (sound.has(args.document)) return;
      const variables = args.variableValues ?? {};
      const pages = pageFaults(args.document, variables);
      if (pages.length > 0) return setResultAndStopExecution({ errors: pages });
      const { faults } = costOf({ ...args, variables, context: args.contextValue });
      if (faults.length > 0) return setResultAndStopExecution({ errors: faults });
      if (isConstant(args.document)) sound.add(args.document);
    },
  };
};

/** Only documents of the list run, named by their hash; the text of a request is never read. */
const onlyTrusted = (documents: TrustedDocuments): Plugin<Context, ServerContext> => ({
  onParams: ({ params, setParams }) => {
    const named: unknown = params.extensions?.persistedQuery?.sha256Hash;
    if (params.query !== undefined || typeof named !== 'string') {
      throw limitError(
        'Only trusted documents run here. Send extensions.persistedQuery.sha256Hash instead of a query.',
        'TRUSTED_DOCUMENTS_ONLY',
      );
    }
    const query = documents.get(named);
    if (query === undefined) throw limitError('No trusted document has this hash.', 'PERSISTED_QUERY_NOT_FOUND');
    setParams({ ...params, query });
  },
});

/** Runs over every answer, also those that never came to execution; in production nothing near a misspelt name is told. */
const masking = ({ log, production }: GraphqlOptions): Plugin<Context, ServerContext> => ({
  onResultProcess: ({ result, setResult, serverContext }) => {
    if (!('errors' in result) || result.errors === undefined) return;
    const errors = result.errors.map(maskWith(serverContext.requestId, log));
    if (production) for (const error of errors) error.message = error.message.replace(/ Did you mean .*$/s, '');
    setResult({ ...result, errors });
  },
});
