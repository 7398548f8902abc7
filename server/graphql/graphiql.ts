import type { GraphiQLOptions } from 'graphql-yoga';
import { readExamples } from './examples.ts';

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
export const renderGraphiql = async (options?: GraphiQLOptions): Promise<string> => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
};

/** GraphiQL opens with the worked operations, one tab each. Read when the page is asked for, which production never does. */
export const graphiqlOptions = (): GraphiQLOptions => ({
  title: 'Attune',
  credentials: 'include',
  additionalHeaders: { 'x-attune-csrf': '1' },
  // GraphiQL cannot be given variables for a tab, so an example stands in a comment above each operation.
  defaultTabs: readExamples().map(({ text }) => ({ query: text })),
});
