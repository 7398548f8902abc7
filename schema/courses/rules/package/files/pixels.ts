import { readChunks } from '../../../../../certificates/pngChunks.ts';

type Sides = { width: number; height: number };
export type ReadPicture = ({ ok: true } & Sides) | { ok: false; message: string };

const refuse = (message: string): ReadPicture => ({ ok: false, message });
const CAMERA =
  'The picture carries notes of a camera or a program (Exif or XMP), which can say where it was taken; export it without metadata.';
const MOVING = 'The picture moves; save one still image.';

/** A PNG whose chunks are whole, with its sides. */
export function readPng(bytes: Buffer): ReadPicture {
  const chunks = readChunks(bytes);
  if (!chunks.ok) return refuse(chunks.detail);
  if (hasChunk(bytes, 'eXIf')) return refuse(CAMERA);
  return { ok: true, width: chunks.header.width, height: chunks.header.height };
}

/** Whether a PNG that was read has a chunk of this type. */
function hasChunk(bytes: Buffer, type: string): boolean {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === type) return true;
  return false;
}

const BROKEN_JPEG = 'The JPEG is damaged or incomplete; export the picture again.';
/** Start of frame of the two ways that browsers show (ITU-T T.81, table B.1; progressive is C2). */
const FRAMES = [0xc0, 0xc1, 0xc2];
const SCAN = 0xda;

/** A JPEG from its first marker to its last, without notes of a camera. */
export function readJpeg(bytes: Buffer): ReadPicture {
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return refuse(BROKEN_JPEG);
  let sides: Sides | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const [mark, marker = 0] = bytes.subarray(at, at + 2);
    if (mark !== 0xff) return refuse(BROKEN_JPEG);
    if (marker === SCAN) return sides === null ? refuse(BROKEN_JPEG) : { ok: true, ...sides };
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return refuse(BROKEN_JPEG);
    // APP1 holds Exif or XMP, APP13 the notes of image programs.
    if (marker === 0xe1 || marker === 0xed) return refuse(CAMERA);
    if (FRAMES.includes(marker)) {
      if (length < 8) return refuse(BROKEN_JPEG);
      sides = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
      if (sides.width === 0 || sides.height === 0) return refuse(BROKEN_JPEG);
    }
    at += 2 + length;
  }
  return refuse(BROKEN_JPEG);
}

const BROKEN_WEBP = 'The WebP is damaged or incomplete; export the picture again.';

/** A still WebP (RFC 9649) whose parts fill it exactly. */
export function readWebp(bytes: Buffer): ReadPicture {
  if (bytes.length < 30 || bytes.readUInt32LE(4) + 8 !== bytes.length) return refuse(BROKEN_WEBP);
  let sides: Sides | null = null;
  let painted = false;
  for (let at = 12; at < bytes.length; ) {
    if (at + 8 > bytes.length) return refuse(BROKEN_WEBP);
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (body.length !== length) return refuse(BROKEN_WEBP);
    if (type === 'ANIM' || type === 'ANMF') return refuse(MOVING);
    if (type === 'EXIF' || type === 'XMP ') return refuse(CAMERA);
    painted ||= type === 'VP8 ' || type === 'VP8L';
    sides ??= webpSides(type, body);
    at += 8 + length + (length % 2);
  }
  return painted && sides !== null ? { ok: true, ...sides } : refuse(BROKEN_WEBP);
}

/** The first part of a WebP says its sides, in one of three ways. */
function webpSides(type: string, body: Buffer): Sides | null {
  if (type === 'VP8X' && body.length >= 10)
    return { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 };
  if (type === 'VP8L' && body.length >= 5 && body[0] === 0x2f) {
    const bits = body.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (type === 'VP8 ' && body.length >= 10 && body.readUIntBE(3, 3) === 0x9d012a)
    return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff };
  return null;
}
