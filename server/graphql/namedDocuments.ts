import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limitError } from './limits/document.ts';
import type { TrustedDocuments } from './trustedDocuments.ts';

/** Which documents a request may name by hash. */
export type Named = {
  /** Those of our own pages, which always run. */
  own: TrustedDocuments;
  /** Those that the operator trusts. Null: every document may be sent as text. */
  trusted: TrustedDocuments | null;
};

/**
 * Documents that a request names by hash. With trusted documents only listed ones and our own run, and the server never reads query
 * text from a request. Without them the server stores no others: a client that sends an unknown hash alone is told to send the text.
 */
export function namedDocuments({ own, trusted }: Named): Plugin {
  return {
    onParams: ({ params, setParams }) => {
      const named: unknown = params?.extensions?.persistedQuery;
      const ours = params?.query === undefined ? own.get(hashIn(named) ?? '') : undefined;
      if (ours !== undefined) setParams({ ...params, query: ours });
      else if (trusted !== null) setParams({ ...params, query: listed(trusted, params?.query, named) });
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
function listed(documents: TrustedDocuments, text: unknown, named: unknown): string {
  const hash = hashIn(named);
  if (text !== undefined || hash === null) {
    throw limitError(
      'This server runs trusted documents only. Send extensions.persistedQuery.sha256Hash instead of a query.',
      'TRUSTED_DOCUMENTS_ONLY',
    );
  }
  const query = documents.get(hash);
  if (query === undefined) throw limitError('No trusted document has this hash.', 'PERSISTED_QUERY_NOT_IN_LIST');
  return query;
}

function hashIn(named: unknown): string | null {
  const hash = typeof named === 'object' && named !== null && 'sha256Hash' in named ? named.sha256Hash : null;
  return typeof hash === 'string' ? hash : null;
}
