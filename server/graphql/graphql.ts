import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { Request, RequestHandler } from 'express';
import { type DocumentNode, type GraphQLSchema, getOperationAST, type ValidationRule, validate } from 'graphql';
import { createYoga, type Plugin, type YogaServerOptions } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { answer } from '../http/fetchAnswer.ts';
import type { Log } from '../http/logging.ts';
import { graphiqlOptions, renderGraphiql } from './graphiql.ts';
import { createKeptByText, type KeptByText } from './keptByText.ts';
import type { Accepted, Reading } from './limits/accepted.ts';
import { answerLength, countAnswers, withinLength } from './limits/answer.ts';
import { DOCUMENT_LIMITS, documentFaults, textFault } from './limits/document.ts';
import { noIntrospection } from './limits/introspection.ts';
import { createOperationCheck, type OperationCheck } from './limits/operation.ts';
import { type Named, namedDocuments } from './namedDocuments.ts';
import { jsonRefusals, masking, readableParameters } from './refusals.ts';
import { createShortDoor, type Visit } from './shortDoor.ts';

/** Headers that a page of another origin cannot send without a preflight request. */
const CSRF_HEADERS = ['x-attune-csrf', 'x-graphql-yoga-csrf', 'apollo-require-preflight'];

type SoundDocuments = KeptByText<DocumentNode>;

type ServerContext = { incoming: Request; requestId: string; visit: Visit; contextOnce: () => Promise<Context> };

export type GraphqlOptions = {
  schema: GraphQLSchema;
  production: boolean;
  documents: Named;
  contextOf: (request: Request, requestId: string) => Promise<Context>;
  log: Log;
  accepted: Accepted;
  reading: Reading;
};

/**
 * GraphQL over HTTP, as an Express handler. It expects that the body has been read already (see body.ts). A request comes through
 * the short door when its document is known, else through all of yoga.
 */
export function createGraphql(options: GraphqlOptions): RequestHandler {
  const { schema, production, documents, contextOf, accepted, reading } = options;
  // Parsed documents that were validated and executed. Yoga's own cache would keep what is refused for an hour.
  const sound: SoundDocuments = createKeptByText();
  const check = createOperationCheck(schema);
  countAnswers(schema);
  const door = createShortDoor({ schema, check, accepted });
  const yoga = createYoga<ServerContext, Context>({
    schema,
    context: ({ contextOnce }) => contextOnce(),
    plugins: [
      useCSRFPrevention({ requestHeaders: CSRF_HEADERS }),
      readableParameters,
      namedDocuments(documents),
      documentLimits(production, { sound, reading }),
      operationLimits(check, accepted, sound),
      masking(options),
      jsonRefusals,
      untold,
    ],
    ...CLOSED,
    parserAndValidationCache: { documentCache: { get: sound.get, set: () => {} }, errorCache: NOTHING_KEPT },
    graphiql: production || documents.trusted !== null ? false : graphiqlOptions,
    renderGraphiQL: renderGraphiql,
  });
  return async (request, response) => {
    const requestId: string = response.locals.requestId;
    let context: Promise<Context> | null = null;
    const contextOnce = () => {
      context ??= contextOf(request, requestId);
      return context;
    };
    const visit = await door.enter(request, response, contextOnce);
    if (visit === 'ANSWERED') return;
    await answer(yoga, request, response, { incoming: request, requestId, visit, contextOnce });
    const contentType = response.getHeader('content-type');
    door.leave(visit, response.statusCode === 200 && typeof contentType === 'string' ? contentType : null);
  };
}

const NOTHING_KEPT = { get: () => undefined, set: () => {} };

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

/**
 * Cheap checks of a document before expensive ones: length, tokens, shape, the standard rules. The server caches parsed and
 * validated documents.
 */
const documentLimits = (
  production: boolean,
  { sound, reading }: { sound: SoundDocuments; reading: Reading },
): Plugin<Context, ServerContext> => ({
  onParams: async ({ params: { query }, context: { visit, contextOnce } }) => {
    if (typeof query !== 'string' || visit.untold !== null) return;
    const fault = textFault(query);
    if (fault !== null) throw fault;
    if (sound.get(query) === undefined) reading(query, await contextOnce());
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
});

/** The checks of an operation with its variables. What is executed here may come through the short door the next time. */
const operationLimits = (
  check: OperationCheck,
  accepted: Accepted,
  sound: SoundDocuments,
): Plugin<Context & ServerContext & { params?: { query?: string } }, ServerContext> => ({
  onExecute: ({ args, executeFn, setExecuteFn, setResultAndStopExecution }) => {
    const { document, contextValue } = args;
    const operation = { document, operationName: args.operationName, variables: args.variableValues ?? {} };
    const { faults, cost } = check.check(operation);
    if (faults.length > 0) return setResultAndStopExecution({ errors: faults });
    const ended = accepted({ cost, door: 'WHOLE' }, contextValue);
    setExecuteFn(async (given) => {
      try {
        return await executeFn(given);
      } finally {
        ended(answerLength(contextValue));
      }
    });
    const text = contextValue.params?.query;
    if (typeof text === 'string') sound.keep(text, document);
    if (check.isConstant(document)) {
      const operationName = getOperationAST(document)?.name?.value ?? null;
      contextValue.visit.executed = { document, operationName, execute: executeFn };
    }
    return { onExecuteDone: ({ result, setResult }) => setResult(withinLength(contextValue, result)) };
  },
});

/** Tells what the short door made. */
const untold: Plugin<Context, ServerContext> = {
  onParams: ({ context, setResult }) => {
    const { untold: made } = context.visit;
    if (made === null) return;
    if ('error' in made) throw made.error;
    setResult(made.result);
  },
};
