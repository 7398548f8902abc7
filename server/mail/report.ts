/** What a report about a failed delivery says, as far as it is needed. */
export type Report = {
  /** Of each recipient whose mail will not be delivered. */
  failed: { status: string; diagnostic: string; addresses: string[] }[];
  /** The ids by which the mail may be known: the envelope's, and what stands before the @ of its Message-ID. */
  ids: string[];
  /** Whom the returned head of the mail names. */
  to: string[];
};

type Fields = ReadonlyMap<string, string>;
type Part = { fields: Fields; body: string };

const MOST_PARTS = 20;
const MOST_GROUPS = 50;

/** A body with its head. Folded lines are one; of a field that stands twice the first counts. */
function partOf(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  return { fields: fieldsIn(head), body: end === null ? '' : text.slice(end.index + end[0].length) };
}

function fieldsIn(head: string): Fields {
  const fields = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const at = line.indexOf(':');
    const name = line.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(at + 1).trim());
  }
  return fields;
}

const typeOf = ({ fields }: Part): string =>
  (fields.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** The parts between the boundaries of a multipart; null when it names none. */
function partsIn(whole: Part): Part[] | null {
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(whole.fields.get('content-type') ?? '') ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return null;
  const pieces: string[][] = [];
  for (const line of whole.body.split(/\r?\n/)) {
    const delimiter = line.trimEnd();
    if (delimiter === `--${boundary}--`) break;
    if (delimiter !== `--${boundary}`) pieces.at(-1)?.push(line);
    else if (pieces.push([]) > MOST_PARTS) return null;
  }
  return pieces.map((lines) => partOf(lines.join('\n')));
}

function decoded({ fields, body }: Part): string {
  const encoding = fields.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  if (encoding !== 'quoted-printable') return body;
  const joined = body.replaceAll(/=\r?\n/g, '');
  return joined.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** `rfc822; ana@example.org`: what is after the type. */
const afterType = (field: string | undefined): string => (field ?? '').split(';').slice(1).join(';').trim();

const addressesIn = (field: string | undefined): string[] =>
  field?.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g)?.slice(0, 2) ?? [];

const STATUS_TYPES = ['message/delivery-status', 'message/global-delivery-status'];
const RETURNED_TYPES = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];

/**
 * Reads a report of a mail server (RFC 3464, in a multipart/report of RFC 6522). Null for every other mail. Only its part for machines
 * counts, and the head of the mail that it returns.
 */
export function readReport(text: string): Report | null {
  const whole = partOf(text.replace(/^\s+/, ''));
  const parts = typeOf(whole) === 'multipart/report' ? partsIn(whole) : null;
  const status = parts?.find((part) => STATUS_TYPES.includes(typeOf(part)));
  if (!parts || status === undefined) return null;
  const groups = decoded(status)
    .trim()
    .split(/\r?\n[ \t]*\r?\n/)
    .slice(0, MOST_GROUPS)
    .map(fieldsIn);
  const [mail, ...recipients] = groups;
  const returned = parts.find((part) => RETURNED_TYPES.includes(typeOf(part)));
  const head = returned === undefined ? null : partOf(decoded(returned).trimStart()).fields;
  const messageId = /^<([^@<>\s]+)@/.exec(head?.get('message-id') ?? '')?.[1];
  const envelopeId = mail?.get('original-envelope-id');
  return {
    failed: recipients.flatMap((fields) => {
      if (fields.get('action')?.toLowerCase() !== 'failed') return [];
      const addresses = ['original-recipient', 'final-recipient'].flatMap((name) =>
        addressesIn(afterType(fields.get(name))),
      );
      const [statusCode = ''] = (fields.get('status') ?? '').split(/[\s(]/, 1);
      return [{ status: statusCode, diagnostic: fields.get('diagnostic-code') ?? '', addresses }];
    }),
    ids: [envelopeId, messageId].filter((id) => id !== undefined),
    to: addressesIn(head?.get('to')),
  };
}
