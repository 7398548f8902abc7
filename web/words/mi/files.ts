/** The files of this language, found by their names. */
export const files = import.meta.glob<Record<string, never>>(['./*.ts', '!./files.ts']);
