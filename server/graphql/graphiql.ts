import type { GraphiQLOptions } from 'graphql-yoga';
import { readExamples } from './examples.ts';

/** The sources of this page; it may load nothing else. */
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

/** The whole page comes from this machine and is loaded when first requested. A production install does not contain it. */
export async function renderGraphiql(options?: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}

/**
 * GraphiQL opens with the worked operations, one tab each. They are read when the page is requested, which never happens in
 * production.
 */
export function graphiqlOptions(): GraphiQLOptions {
  return {
    title: 'Attune',
    credentials: 'include',
    additionalHeaders: { 'x-attune-csrf': '1' },
    // GraphiQL cannot set variables for a tab, so each operation has an example in a comment above it.
    defaultTabs: readExamples().map(({ text }) => ({ query: text })),
  };
}
