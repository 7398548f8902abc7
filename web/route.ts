import type { ComponentType } from 'preact';
import type { Asked } from './ask.ts';
import type { Shown } from './page.ts';
import type { Noun } from './words/words.ts';

export type Route = {
  pattern: string;
  /** The one document of the page; its variables are the parameters of the address. */
  document: Asked<never, never> | null;
  /** Open without a session. */
  open?: boolean;
  words: readonly Noun[];
  load: () => Promise<{ Page: ComponentType<Shown<never>> }>;
};

// biome-ignore lint/suspicious/noExplicitAny: a page takes what its own document answers; the table does not know which.
type AnyPage = Promise<{ Page: ComponentType<Shown<any>> }>;

export function route<Data, Variables>(
  pattern: string,
  document: Asked<Data, Variables> | null,
  words: readonly Noun[],
  load: () => AnyPage,
  open = false,
): Route {
  return { pattern, document: document as Asked<never, never> | null, words, load: load as Route['load'], open };
}
