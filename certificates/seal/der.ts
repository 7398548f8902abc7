/** Distinguished Encoding Rules (X.690): exactly one way to write a value, and a reader that accepts no other. */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  context3: 0xa3,
} as const;

/** The bytes are not DER, or not what is expected at this place. `at` counts from the start of the input. */
export class NotDer extends Error {
  override name = 'NotDer';
  readonly at: number;
  constructor(at: number, expected: string) {
    super(`${expected} is expected at byte ${at}`);
    this.at = at;
  }
}

/** A value: its content, and its whole encoding. `at` is where the content begins in the input. */
export type Value = { tag: number; content: Buffer; whole: Buffer; at: number; bytes: Buffer };

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  if (length < 0x1_00) return [0x81, length];
  if (length < 0x1_00_00) return [0x82, length >> 8, length & 0xff];
  return [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
}

export function encode(tag: number, ...parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(length)]), ...parts]);
}

export const sequence = (...parts: Uint8Array[]): Buffer => encode(TAG.sequence, ...parts);

/** SET OF: its members are sorted by their bytes. */
export const setOf = (...members: Uint8Array[]): Buffer => encode(TAG.set, ...[...members].sort(Buffer.compare));

/** An object identifier in dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encode(TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(arc: number): number[] {
  const digits = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80);
  return digits;
}

/** A non-negative whole number, given as bytes. */
export function unsigned(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Buffer.from([0]) : bytes.subarray(start);
  const needsSign = ((digits[0] ?? 0) & 0x80) !== 0;
  return encode(TAG.integer, Buffer.from(needsSign ? [0] : []), digits);
}

/** Reads the value that starts at `at`, which must end by `end`. Throws NotDer. */
export function valueAt(bytes: Buffer, at: number, end = bytes.length): Value {
  const tag = bytes[at];
  let length = bytes[at + 1];
  if (at + 2 > end || tag === undefined || length === undefined) throw new NotDer(at, 'A value');
  if ((tag & 0x1f) === 0x1f) throw new NotDer(at, 'A tag of one byte');
  let from = at + 2;
  if (length >= 0x80) {
    const digits = length - 0x80;
    if (digits < 1 || digits > 3 || from + digits > end) throw new NotDer(at + 1, 'A definite length below 16 MB');
    length = bytes.readUIntBE(from, digits);
    from += digits;
    if (lengthBytes(length).length !== digits + 1) throw new NotDer(at + 1, 'The shortest form of the length');
  }
  if (from + length > end) throw new NotDer(at + 1, 'A length within what surrounds it');
  const to = from + length;
  return { tag, content: bytes.subarray(from, to), whole: bytes.subarray(at, to), at: from, bytes };
}

/** The only value in these bytes, which must have this tag. Throws NotDer. */
export function only(bytes: Buffer, tag: number): Value {
  const value = valueAt(bytes, 0);
  if (value.tag !== tag) throw new NotDer(0, `Tag ${tag}`);
  if (value.whole.length !== bytes.length) throw new NotDer(value.whole.length, 'The end');
  return value;
}

/** Steps through the members of a value. Every method throws NotDer. */
export type Members = {
  /** The next member, which must have this tag. */
  next(tag: number): Value;
  /** The next member, if it has this tag. */
  optional(tag: number): Value | null;
  /** The next member, whatever it is. */
  any(): Value;
  left(): boolean;
  /** Requires that no member follows. */
  end(): void;
};

export function membersOf({ bytes, content, at: from }: Value): Members {
  const end = from + content.length;
  let at = from;
  const any = (): Value => {
    const value = valueAt(bytes, at, end);
    at += value.whole.length;
    return value;
  };
  const optional = (tag: number) => (at < end && bytes[at] === tag ? any() : null);
  return {
    any,
    optional,
    next: (tag) => {
      const value = optional(tag);
      if (value === null) throw new NotDer(at, `Tag ${tag}`);
      return value;
    },
    left: () => at < end,
    end: () => {
      if (at < end) throw new NotDer(at, 'The end');
    },
  };
}

/** All members of a SEQUENCE OF or SET OF. Throws NotDer. */
export function allOf(value: Value): Value[] {
  const members = membersOf(value);
  const all: Value[] = [];
  while (members.left()) all.push(members.any());
  return all;
}

/** A time as certificates (UTCTime to 2049) and timestamps (GeneralizedTime, perhaps with fractions) write it. */
export function instantOf({ tag, content, at }: Value): Date {
  const text = content.toString('latin1');
  const long = tag === TAG.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(long);
  const [, year, month, day, hour, minute, second, fraction = ''] = parts ?? [];
  const read = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(read.getTime())) throw new NotDer(at, 'A time');
  return read;
}
