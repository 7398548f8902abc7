/** Under which terms others may use a course, and whom they name. */
export type License = { name: string; url?: string; attribution: string };
