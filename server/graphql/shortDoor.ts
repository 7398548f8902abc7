import type { Request, Response } from 'express';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Context } from '../../schema/context.ts';
import { createKeptByText } from './keptByText.ts';
import type { Accepted, Ended } from './limits/accepted.ts';
import { answerLength, withinLength } from './limits/answer.ts';
import type { OperationCheck } from './limits/operation.ts';

type Execute = (args: {
  schema: GraphQLSchema;
  document: DocumentNode;
  contextValue: object;
  variableValues?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}) => unknown;

/** A document that was parsed, validated and executed, and the function that executed it. */
export type Executed = { document: DocumentNode; operationName: string | null; execute: Execute };

/** What the short door made and cannot tell itself: a result with errors, or an error. Yoga masks it, logs it and sends it. */
export type Untold = { result: ExecutionResult } | { error: unknown };

/** What one request brings to yoga. */
export type Visit = {
  /** Under what its document would be remembered; null when it can never come through the short door. */
  key: string | null;
  executed: Executed | null;
  untold: Untold | null;
};

type Parts = {
  schema: GraphQLSchema;
  check: OperationCheck;
  accepted: Accepted;
};

type ContextOnce = () => Promise<Context>;

const LONGEST_ACCEPT = 200;
/** Not a stream of events, nor several parts. */
const PLAIN_JSON = /^application\/(graphql-response\+)?json\b/;

/**
 * The way of documents that were executed before: context, execution, JSON. It answers only what went well. Everything else is
 * told by yoga, which the request enters from the start when nothing was executed, and with the result when something was.
 */
export function createShortDoor({ schema, check, accepted }: Parts) {
  const known = createKeptByText<Executed & { contentType: string }>();

  async function run(
    contextOnce: ContextOnce,
    response: Response,
    { variables, entry }: Asked,
  ): Promise<Untold | null> {
    const { document, operationName, contentType } = entry;
    try {
      const context = await contextOnce();
      const operation = { document, operationName, variables };
      const { faults, cost } = check.check(operation);
      if (faults.length > 0) return { result: { errors: faults } };
      const ended = accepted({ cost, door: 'SHORT' }, context);
      const args = { schema, document, contextValue: context, variableValues: variables };
      const made = await executeThen(entry, operationName === null ? args : { ...args, operationName }, ended);
      const result = withinLength(context, made);
      if (result.errors !== undefined) return { result };
      response.statusCode = 200;
      const text = JSON.stringify(result);
      // Spelled and ordered as yoga does, so that no byte says which door was taken.
      response.setHeader('Content-Type', contentType).setHeader('content-length', Buffer.byteLength(text)).end(text);
      return null;
    } catch (error) {
      return { error };
    }
  }

  return {
    /** Answers the request, or says what yoga is to do with it. */
    enter: async (request: Request, response: Response, contextOnce: ContextOnce): Promise<'ANSWERED' | Visit> => {
      const params = paramsOf(request);
      const key = params === null ? null : keyOf(request, params);
      const entry = key === null ? undefined : known.get(key);
      const visit = { key, executed: null, untold: null };
      if (params === null || entry === undefined || !isNamed(params, entry)) return visit;
      const untold = await run(contextOnce, response, { entry, variables: params.variables ?? {} });
      return untold === null ? 'ANSWERED' : { ...visit, untold };
    },
    /** Remembers the document of a visit that ended well. */
    leave: ({ key, executed }: Visit, contentType: string | null): void => {
      if (key === null || executed === null || contentType === null) return;
      if (!PLAIN_JSON.test(contentType)) return;
      known.keep(key, { ...executed, contentType });
    },
  };
}

async function executeThen(
  { execute }: Executed,
  args: Parameters<Execute>[0],
  ended: Ended,
): Promise<ExecutionResult> {
  try {
    return (await execute(args)) as ExecutionResult;
  } finally {
    ended(answerLength(args.contextValue));
  }
}

type Asked = { entry: Executed & { contentType: string }; variables: Record<string, unknown> };

type Params = {
  query?: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
  extensions?: { persistedQuery?: { sha256Hash?: unknown } } | null;
};

/** The parameters of a plain JSON request; null for any other, and for one with a parameter of another type. */
function paramsOf({ method, originalUrl, headers, body }: Request): Params | null {
  if (method !== 'POST' || originalUrl !== '/graphql' || headers['content-type'] !== 'application/json') return null;
  try {
    const params: unknown = JSON.parse(body);
    return isParams(params) ? params : null;
  } catch {
    return null;
  }
}

const PARAMS = {
  query: (value: unknown) => typeof value === 'string',
  variables: (value: unknown) => value === null || isObject(value),
  operationName: (value: unknown) => value === null || typeof value === 'string',
  extensions: (value: unknown) => value === null || isObject(value),
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isParams = (params: unknown): params is Params =>
  isObject(params) &&
  Object.entries(params).every(([name, value]) => Object.hasOwn(PARAMS, name) && PARAMS[name as keyof Params](value));

/** What decides the answer beside the person and the variables: the media types that are accepted, and the document's text or hash. */
function keyOf({ headers }: Request, { query, extensions }: Params): string | null {
  const accept = headers.accept ?? '';
  if (accept.length > LONGEST_ACCEPT) return null;
  if (query !== undefined) return `${accept}\ntext ${query}`;
  const hash = extensions?.persistedQuery?.sha256Hash;
  return typeof hash === 'string' && hash.length <= 64 ? `${accept}\nhash ${hash}` : null;
}

const isNamed = ({ operationName = null }: Params, entry: Executed): boolean =>
  operationName === null || operationName === entry.operationName;
