import type { GraphQLError } from 'graphql';
import { createGraphQLError, type Plugin } from 'graphql-yoga';
import type { Log } from '../http/logging.ts';
import { maskWith } from '../http/masking.ts';

type ServerContext = { requestId: string };

const CSRF = 'Send content-type: application/json, or the header x-attune-csrf with any value.';

/**
 * Runs over every answer, including those that failed before execution: every error gets a code and says only what to do. In
 * production it removes suggestions for misspelled names.
 */
export function masking({ log, production }: { log: Log; production: boolean }): Plugin<object, ServerContext> {
  return {
    onResultProcess: ({ result, setResult, serverContext }) => {
      if (!('errors' in result) || result.errors === undefined) return;
      const told = result.data == null ? result.errors.slice(0, MOST_REFUSALS) : result.errors;
      const errors = told.map(maskWith(serverContext.requestId, log)).map(named);
      for (const error of errors) error.message = sentence(error, production);
      setResult({ ...result, errors });
    },
  };
}

/** Of a request that was not executed. Nobody mends more at once. */
const MOST_REFUSALS = 20;
const LONGEST_MESSAGE = 400;

const OF_REQUESTS = new Set<unknown>(['BAD_REQUEST', 'BAD_USER_INPUT']);

function sentence({ message, extensions }: GraphQLError, production: boolean): string {
  const short = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
  const shown = production ? short.replace(/ Did you mean .*$/s, '') : short;
  return OF_REQUESTS.has(extensions.code) && !/[.?!]$/.test(shown) ? `${shown}.` : shown;
}

/** The plugin against forged requests is the one that gives its error a status and no code. */
function named(error: GraphQLError): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  const { http } = error.extensions as { http?: { status?: number } };
  const [code, message] = http?.status === 403 ? ['CSRF_HEADER_MISSING', CSRF] : ['BAD_REQUEST', error.message];
  return createGraphQLError(message, { extensions: { code, http: { status: 400, ...http } } });
}

/** Parameters in an address or a form that are not JSON are the client's fault. */
export const readableParameters: Plugin = {
  onRequestParse: ({ requestParser, setRequestParser }) => {
    if (requestParser === undefined) return;
    setRequestParser(async (request) => {
      try {
        return await requestParser(request);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'SyntaxError') throw error;
        const extensions = { code: 'BAD_REQUEST', http: { status: 400 } };
        throw createGraphQLError('The parameters `variables` and `extensions` must be JSON.', { extensions });
      }
    });
  },
};

const WORDS = new Map([
  [406, { code: 'NOT_ACCEPTABLE', message: 'Accept application/graphql-response+json or application/json.' }],
  [415, { code: 'UNSUPPORTED_BODY', message: 'Send the body as application/json.' }],
]);

/** Gives a refusal without a body the form of all others. */
export const jsonRefusals: Plugin<object, ServerContext> = {
  onResponse: ({ response, setResponse, fetchAPI, serverContext: { requestId } }) => {
    const words = WORDS.get(response.status);
    if (words === undefined || response.body !== null) return;
    const { code, message } = words;
    const error = { message, extensions: { code, requestId } };
    setResponse(fetchAPI.Response.json({ errors: [error] }, { status: response.status }));
  },
};
