/** A part of a mail: its type, its headers by lower-case name, and its bytes. */
export type MimePart = { type: string; headers: Map<string, string>; bytes: Buffer };

const headersOf = (text: string): Map<string, string> =>
  new Map(
    text
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

function decoded(body: string, encoding: string | undefined): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const joined = body.replaceAll('=\r\n', '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** The parts of a mail without further parts, in order (RFC 2046). */
export function mimeParts(mail: string): MimePart[] {
  const end = mail.indexOf('\r\n\r\n');
  const [headers, body] = [headersOf(mail.slice(0, end)), mail.slice(end + 4)];
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary === undefined)
    return [{ type, headers, bytes: decoded(body, headers.get('content-transfer-encoding')) }];
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  return parts.filter((part) => !part.startsWith('--')).flatMap((part) => mimeParts(part.replace(/^\s*\r\n/, '')));
}
