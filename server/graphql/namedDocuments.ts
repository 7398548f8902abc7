import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limitError } from './limits/document.ts';
import type { TrustedDocuments } from './trustedDocuments.ts';

/**
 * Documents that a request names by hash. With trusted documents only listed ones run, and the server never reads query text from
 * a request. Without them the server stores no documents: a client that sends a hash alone is told to send the text.
 */
export function namedDocuments(documents: TrustedDocuments | null): Plugin {
  return {
    onParams: ({ params, setParams }) => {
      const named: unknown = params?.extensions?.persistedQuery;
      if (documents !== null) setParams({ ...params, query: trusted(documents, params?.query, named) });
      else if (params?.query === undefined && named !== undefined) throw notSupported();
    },
  };
}

/**
 * The words, the code and the status by which Apollo Client and urql know that they must send the text instead, and need not ask by
 * hash again.
 */
const notSupported = (): GraphQLError =>
  new GraphQLError('PersistedQueryNotSupported', {
    extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED', http: { status: 200 } },
  });

/** The trusted document that the request names. The codes are others than those at which a client sends the text in vain. */
function trusted(documents: TrustedDocuments, text: unknown, named: unknown): string {
  const hash = typeof named === 'object' && named !== null && 'sha256Hash' in named ? named.sha256Hash : null;
  if (text !== undefined || typeof hash !== 'string') {
    throw limitError(
      'This server runs trusted documents only. Send extensions.persistedQuery.sha256Hash instead of a query.',
      'TRUSTED_DOCUMENTS_ONLY',
    );
  }
  const query = documents.get(hash);
  if (query === undefined) throw limitError('No trusted document has this hash.', 'PERSISTED_QUERY_NOT_IN_LIST');
  return query;
}
