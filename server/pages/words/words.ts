import type { pages } from './en/pages.ts';
import type { safety } from './en/safety.ts';
import type { verify } from './en/verify.ts';

/** What the pages of the server say. A language is a folder with one file for each part. */
export type Words = { pages: typeof pages; safety: typeof safety; verify: typeof verify };
