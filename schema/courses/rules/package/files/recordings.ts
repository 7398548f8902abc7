/** Why the bytes are not of the kind that a name promises; null when they are. */
type Check = (bytes: Buffer) => string | null;

const word = (bytes: Buffer, from: number, length: number): string => bytes.toString('latin1', from, from + length);

/** An MP3 begins with ID3 notes or with the sync of a frame of layer III. */
export const checkMp3: Check = (bytes) =>
  word(bytes, 0, 3) === 'ID3' || (bytes.length > 2 && (bytes.readUInt16BE(0) & 0xffe6) === 0xffe2)
    ? null
    : 'This is no MP3; export the recording again.';

const brandOf = (bytes: Buffer): string | null => (word(bytes, 4, 4) === 'ftyp' ? word(bytes, 8, 4) : null);

export const checkM4a: Check = (bytes) =>
  ['M4A ', 'mp42', 'isom', 'iso2', 'iso5', 'iso6'].includes(brandOf(bytes) ?? '')
    ? complete(bytes)
    : 'This is no M4A; export the sound as AAC.';

export const checkMp4: Check = (bytes) =>
  ['mp41', 'mp42', 'isom', 'iso2', 'iso4', 'iso5', 'iso6', 'avc1', 'M4V '].includes(brandOf(bytes) ?? '')
    ? complete(bytes)
    : 'This is no MP4; export the film as H.264 in MP4.';

/** The boxes of an MP4 follow each other to the last byte, and one of them lists the tracks. */
function complete(bytes: Buffer): string | null {
  const damaged = 'The recording is damaged or incomplete; export it again.';
  let listed = false;
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) return damaged;
    const short = bytes.readUInt32BE(at);
    const long = short === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const length = short === 0 ? bytes.length - at : long;
    if (length < 8 || at + length > bytes.length) return damaged;
    listed ||= word(bytes, at + 4, 4) === 'moov';
    at += length;
  }
  return listed ? null : damaged;
}

/** An EBML header whose document is webm. */
export const checkWebm: Check = (bytes) =>
  bytes.length > 40 && bytes.readUInt32BE(0) === 0x1a45dfa3 && word(bytes, 4, 60).includes('webm')
    ? null
    : 'This is no WebM; export the film again.';

const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|RichMedia)\b/;

/** A PDF from its first line to its last, that names no script, no program and no file inside in plain sight. */
export const checkPdf: Check = (bytes) => {
  if (!/^%PDF-[12]\.\d/.test(word(bytes, 0, 8))) return 'This is no PDF; export the document again.';
  if (!word(bytes, Math.max(0, bytes.length - 1_024), 1_024).includes('%%EOF'))
    return 'The PDF is incomplete; export the document again.';
  const found = ACTIVE.exec(bytes.toString('latin1'))?.[0];
  return found === undefined ? null : `The PDF has an action or a file inside (${found}); export it as plain pages.`;
};
