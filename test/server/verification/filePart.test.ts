import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundaryOf, FormFault, filePart } from '../../../server/verification/filePart.ts';

const BOUNDARY = '----WebKitFormBoundaryabc123';
const head = (name = 'certificate.pdf') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
const form = (content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(head()), content, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);

/** The body in pieces of these sizes, the last of them again and again. */
const pieces = (body: Buffer, sizes: number[]): Readable => {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < body.length; turn++) {
    const size = sizes[Math.min(turn, sizes.length - 1)] ?? 1;
    chunks.push(body.subarray(at, at + size));
    at += size;
  }
  return Readable.from(chunks);
};

const read = async (body: Buffer, sizes = [body.length]): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of filePart(pieces(body, sizes), BOUNDARY)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

test('any bytes come out as they went in, however the body is cut', async () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.constantFrom('', '\r\n', `\r\n--${BOUNDARY.slice(0, -1)}`, '--', '\r\n--\r\n').map((text) => Buffer.from(text)),
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(content, sizes, async (bytes, cuts) => {
      expect((await read(form(Buffer.from(bytes)), cuts)).equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('anything but one file is refused', () => {
  const end = `\r\n--${BOUNDARY}--\r\n`;
  const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1`;
  test.each([
    ['nothing', ''],
    ['another boundary', head().replace(BOUNDARY, 'other') + end],
    ['a field instead of a file', field + end],
    ['a field before the file', `${field}\r\n${head()}x${end}`],
    ['a second file', `${head()}x\r\n${head()}y${end}`],
    ['a file that is cut off', `${head()}half of it`],
    ['a head without end', `--${BOUNDARY}\r\n${'a'.repeat(20_000)}`],
    ['an encoded part', `${head().replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: base64\r\n\r\n')}x${end}`],
    ['much text after the end', `${head()}x${end}${'z'.repeat(20_000)}`],
  ])('%s', async (_what, body) => {
    await expect(read(Buffer.from(body))).rejects.toThrow(FormFault);
    await expect(read(Buffer.from(body), [7])).rejects.toThrow(FormFault);
  });
});

test.each([
  [`multipart/form-data; boundary=${BOUNDARY}`, BOUNDARY],
  ['multipart/form-data; boundary="with space"', 'with space'],
  ['Multipart/Form-Data;charset=utf-8; boundary=x; a=b', 'x'],
  ['multipart/form-data', null],
  [`multipart/form-data; boundary=${'b'.repeat(71)}`, null],
  ['multipart/mixed; boundary=x', null],
  ['application/pdf', null],
])('%s has the boundary %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});
