/** The digits of a code as it was typed or pasted: "1234 5678" is "12345678". */
export const codeIn = (typed: string): string => typed.replaceAll(/[^\d]/g, '');

/** How long to wait, in whole seconds or minutes. */
export function waitInWords(ms: number): { count: number; unit: 'second' | 'minute' } {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 90 ? { count: seconds, unit: 'second' } : { count: Math.ceil(seconds / 60), unit: 'minute' };
}

/** Where to go after signing in: an address of this site, or the learning page. */
export function nextAfter(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  return /^\/(?![/\\])[\w\-./:%?=&]*$/.test(next) && !next.startsWith('/sign-in') ? next : '/learn';
}
