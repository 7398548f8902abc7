import { inflateSync } from 'node:zlib';
import { type Dict, lexer, type Ref, type Stream, type Value } from './pdfSyntax.ts';

const isDict = (value: Value | undefined): value is Dict => value instanceof Map;
export const isRef = (value: Value | undefined): value is Ref =>
  typeof value === 'object' && value !== null && 'ref' in value;
export const isStream = (value: Value | undefined): value is Stream =>
  typeof value === 'object' && value !== null && 'raw' in value;

/** A PDF with one cross-reference table: its objects, and ways through them. */
export type Pdf = {
  file: Buffer;
  text: string;
  trailer: Dict;
  offsets: Map<number, number>;
  objects: Map<number, Value>;
  root: Dict;
  pages: { id: number; dict: Dict }[];
  /** What a reference stands for. */
  at(value: Value | undefined): Value;
  dict(value: Value | undefined): Dict;
  list(value: Value | undefined): Value[];
  stream(value: Value | undefined): Stream;
  /** The bytes of a stream after its filter. */
  data(value: Value | undefined): Buffer;
};

/** A text string (ISO 32000-1, 7.9.2.2). */
export function textString(value: Value | undefined): string {
  if (!Buffer.isBuffer(value)) throw new Error('No text string.');
  if (value[0] !== 0xfe || value[1] !== 0xff) return value.toString('latin1');
  return Buffer.from(value.subarray(2)).swap16().toString('utf16le');
}

export function openPdf(file: Buffer): Pdf {
  const text = file.toString('latin1');
  const startxref = /startxref\n(\d+)\n%%EOF\n$/.exec(text.slice(-64));
  const table = Number(startxref?.[1]);
  const rows = /^xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer\n/.exec(text.slice(table));
  if (!rows) throw new Error('There is no cross-reference table where the file says.');
  const entries = [...(rows[2] ?? '').matchAll(/(\d{10}) \d{5} ([nf])/g)];
  if (entries.length !== Number(rows[1])) throw new Error('The cross-reference table has another length than it says.');
  const offsets = new Map(entries.flatMap((entry, id) => (entry[2] === 'n' ? [[id, Number(entry[1])] as const] : [])));
  const objects = new Map([...offsets].map(([id, offset]) => [id, readObject(file, text, id, offset)]));
  const trailer = lexer(text, table + rows[0].length).value();
  if (!isDict(trailer)) throw new Error('There is no trailer.');
  const at = (value: Value | undefined): Value => (isRef(value) ? (objects.get(value.ref) ?? null) : (value ?? null));
  const expected =
    <T extends Value>(is: (value: Value) => value is T, what: string) =>
    (value: Value | undefined): T => {
      const found = at(value);
      if (!is(found)) throw new Error(`Here should stand a ${what}.`);
      return found;
    };
  const dict = expected(isDict, 'dictionary');
  const stream = expected(isStream, 'stream');
  const list = expected((value): value is Value[] => Array.isArray(value), 'list');
  const data = (value: Value | undefined): Buffer => {
    const found = stream(value);
    return found.dict.get('Filter') === '/FlateDecode' ? inflateSync(found.raw) : found.raw;
  };
  const root = dict(trailer.get('Root'));
  const pages = list(dict(root.get('Pages')).get('Kids')).map((kid) => ({
    id: isRef(kid) ? kid.ref : Number.NaN,
    dict: dict(kid),
  }));
  return { file, text, trailer, offsets, objects, root, pages, at, dict, list, stream, data };
}

function readObject(file: Buffer, text: string, id: number, offset: number): Value {
  const opening = `${id} 0 obj\n`;
  if (!text.startsWith(opening, offset)) throw new Error(`Object ${id} does not stand where the table says.`);
  const tokens = lexer(text, offset + opening.length);
  const value = tokens.value();
  const after = tokens.position();
  if (!isDict(value) || !text.startsWith('\nstream\n', after)) return value;
  const length = value.get('Length');
  if (typeof length !== 'number') throw new Error(`The stream of object ${id} has no length.`);
  return { dict: value, raw: file.subarray(after + 8, after + 8 + length) };
}
