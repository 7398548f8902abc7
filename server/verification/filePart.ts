/** The form is not what POST /verify expects; the message says what it expects. */
export class FormFault extends Error {
  override name = 'FormFault';
}

const LONGEST_HEAD = 8 * 1024;
const ONE_FILE = 'Send exactly one file in the form and no other field.';
const CUT_OFF = 'The form ends in the middle of its file. Send it again.';

/** The boundary of a multipart/form-data content type (RFC 2046: at most 70 characters); null for anything else. */
export function boundaryOf(contentType: string): string | null {
  const found = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"\r\n]{1,70})"|([\w'()+,./:=?-]{1,70})\s*(?:;|$))/i.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2] ?? null;
}

/**
 * The bytes of the one file of a multipart/form-data body (RFC 7578), as they arrive. Never holds more than a chunk and a
 * boundary in memory. Throws FormFault unless the body is exactly one part with a file name.
 */
export async function* filePart(body: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Buffer> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let held: Buffer = Buffer.alloc(0);
  let inFile = false;
  let ended = false;
  for await (const chunk of body) {
    held = Buffer.concat([held, chunk]);
    if (!inFile) {
      const start = fileStart(held, boundary);
      if (start === null) continue;
      held = held.subarray(start);
      inFile = true;
    }
    if (ended && held.length > LONGEST_HEAD) throw new FormFault(ONE_FILE);
    if (ended) continue;
    const end = held.indexOf(delimiter);
    if (end >= 0) {
      if (end > 0) yield held.subarray(0, end);
      held = held.subarray(end);
      ended = true;
    } else if (held.length >= delimiter.length) {
      const sure = held.length - delimiter.length + 1;
      yield held.subarray(0, sure);
      held = held.subarray(sure);
    }
  }
  if (!ended) throw new FormFault(inFile ? CUT_OFF : ONE_FILE);
  const rest = held.toString('latin1', delimiter.length).trimEnd();
  if (rest !== '--') throw new FormFault(ONE_FILE);
}

/** Where the file's bytes begin, once the head of its part has arrived; null until then. */
function fileStart(held: Buffer, boundary: string): number | null {
  const end = held.indexOf('\r\n\r\n');
  if (end < 0 && held.length <= LONGEST_HEAD) return null;
  const head = held.toString('latin1', 0, Math.max(end, 0));
  const file = /^content-disposition:\s*form-data;.*\bfilename\*?=/im.test(head);
  if (!head.startsWith(`--${boundary}\r\n`) || !file || /^content-transfer-encoding:/im.test(head))
    throw new FormFault(ONE_FILE);
  return end + '\r\n\r\n'.length;
}
