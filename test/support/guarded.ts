/** What Node needs before a program that uses the database: Node's version is checked, and the driver is read with its guard. */
export const GUARDED = ['--import', new URL('../../server/node24.js', import.meta.url).href] as const;
