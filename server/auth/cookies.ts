import type { IncomingMessage } from 'node:http';

/** A request of node:http or of the Fetch API. */
export type HeaderSource = Pick<IncomingMessage, 'headers'> | { headers: Headers };

export function header({ headers }: HeaderSource, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The value of one cookie; null when it is absent or cannot be decoded. */
export function cookie(source: HeaderSource, name: string): string | null {
  const pairs = (header(source, 'cookie') ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : decoded(found.slice(name.length + 1));
}

/** The token after `Authorization: Bearer`; null without that header. */
export function bearerToken(source: HeaderSource): string | null {
  const [scheme, token, ...rest] = (header(source, 'authorization') ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token && rest.length === 0 ? decoded(token) : null;
}

/** The prefix of our cookies. Over https the browser ties them to exactly this host and path. */
export const cookiePrefix = (secure: boolean): string => (secure ? '__Host-attune' : 'attune');
export const sessionCookie = (secure: boolean): string => `${cookiePrefix(secure)}.session_token`;
export const nonceCookie = (secure: boolean): string => `${cookiePrefix(secure)}.code_nonce`;
export const deviceCookie = (secure: boolean): string => `${cookiePrefix(secure)}.device`;

export function setCookieLine(name: string, value: string, { seconds, secure }: { seconds: number; secure: boolean }) {
  return `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
