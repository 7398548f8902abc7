import type { GraphiQLOptions } from 'graphql-yoga';
import { GRAPHIQL_OPERATIONS } from './graphiqlOperations.ts';

/** The page's own sources; everything else stays closed. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The whole page from this machine, loaded when it is first asked for; it is no part of a production install. */
export async function renderGraphiql(options?: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}

const example = (variables?: Record<string, unknown>): string =>
  variables === undefined
    ? ''
    : `# Variables, for example:\n${JSON.stringify(variables, null, 2).replace(/^/gm, '# ')}\n`;

/** GraphiQL opens with the journey's operations, one tab each, in order. */
export const graphiqlOptions = {
  title: 'Attune',
  credentials: 'include' as const,
  additionalHeaders: { 'x-attune-csrf': '1' },
  // The page shows no variables of its own accord, so an example stands above each operation.
  defaultTabs: GRAPHIQL_OPERATIONS.map(({ title, query, variables }) => ({
    query: `# ${title}\n${example(variables)}${query}`,
  })),
};
