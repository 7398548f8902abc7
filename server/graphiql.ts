import { GRAPHIQL_OPERATIONS } from './graphiqlOperations.ts';

/** The page's own sources; everything else stays closed. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' https://unpkg.com blob:",
  'worker-src blob: https://unpkg.com',
  "style-src 'unsafe-inline' https://unpkg.com",
  'font-src data: https://unpkg.com',
  "img-src 'self' data: https://raw.githubusercontent.com",
  "connect-src 'self' https://unpkg.com",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL opens with the journey's operations, one tab each, in order. */
export const graphiqlOptions = {
  title: 'Attune',
  credentials: 'include' as const,
  additionalHeaders: { 'x-attune-csrf': '1' },
  defaultTabs: GRAPHIQL_OPERATIONS.map(({ title, query, variables }) => ({
    query: `# ${title}\n${query}`,
    ...(variables ? { variables: JSON.stringify(variables, null, 2) } : {}),
  })),
};
