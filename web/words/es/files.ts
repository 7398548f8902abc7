import type { Files } from '../words.ts';

/** The files of this language, by noun. */
export const files: Files = import.meta.glob<Record<string, never>>(['./*.ts', '!./files.ts']);
