/** The lines of an iCalendar file (RFC 5545, sections 3.1 and 3.3.11). */

const MOST_OCTETS = 75;
const CRLF = '\r\n';

/**
 * A text without what no line may contain: control characters but line breaks, and halves of characters. Every kind of line break
 * becomes one, because some programs break lines at all of them.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\n\P{Cc}]/gu, '');
}

/** A value of type TEXT. */
export function textValue(text: string): string {
  return cleanText(text)
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** A value of a parameter, in quotes, which it cannot contain (RFC 6868). */
export function parameterValue(text: string): string {
  const signs: Record<string, string> = { '^': '^^', '"': "^'", '\n': '^n' };
  return `"${cleanText(text).replace(/[\^"\n]/g, (sign) => signs[sign] ?? sign)}"`;
}

/** A line, folded by octets: no line is longer than 75, and no character is cut. */
export function fold(line: string): string {
  const lines: string[] = [];
  let [current, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      lines.push(current);
      [current, octets] = [' ', 1];
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join(CRLF) + CRLF;
}
