import { PNG } from 'pngjs';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { faultText } from '../../schema/edited/faults.ts';
import { samplePackageFiles } from './samplePackage.ts';

export const svg = (inside: string, head = 'viewBox="0 0 640 360"'): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${head}>\n${inside}\n</svg>\n`);
export const LOOP = svg('<title>Loop</title><path d="M0 0h640" fill="url(#paint)"/>');

export const png = (width = 3, height = 2): Buffer => PNG.sync.write(new PNG({ width, height }));

/** The header of a JPEG that a browser shows, and its end; `more` are segments in between. */
export function jpeg(width = 40, height = 30, more: Buffer = Buffer.alloc(0)): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), more, frame, Buffer.from([0xff, 0xda, 0, 2, 0, 0xff, 0xd9])]);
}

/** A lossless WebP by its first bytes. */
export function webp(width = 40, height = 30, extra: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.alloc(12);
  body[0] = 0x2f;
  body.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  const head = Buffer.from('RIFF    WEBPVP8L    ', 'latin1');
  head.writeUInt32LE(body.length, 16);
  const whole = Buffer.concat([head, body, extra]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

export const pdf = (inside = ''): Buffer => Buffer.from(`%PDF-1.7\n${inside}\ntrailer\n%%EOF\n`);
const box = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
export const mp4 = (brand = 'isom', bytes = 16): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0`, 'latin1')),
    box('moov', Buffer.alloc(8)),
    box('mdat', Buffer.alloc(bytes)),
  ]);
export const mp3 = (): Buffer => Buffer.concat([Buffer.from('ID3'), Buffer.alloc(40)]);
export const vtt = (cues = '00:00.000 --> 00:02.000\nHello.\n'): Buffer => Buffer.from(`WEBVTT\n\n${cues}`);

type Edited = { texts: Map<string, string>; bytes: Map<string, Buffer> };
export type FileEdit = (edited: Edited) => void;

/** The sample with a figure in its first module, at line 11 of its file. */
export function sampleWithFigure(edit: FileEdit = () => {}): Edited {
  const texts = samplePackageFiles();
  const module = texts.get('modules/01-first.md') ?? '';
  texts.set(
    'modules/01-first.md',
    module.replace('## Reading\n', '## Reading\n\n![A loop](files/loop.svg "The loop")\n'),
  );
  const edited = { texts, bytes: new Map([['files/loop.svg', LOOP]]) };
  edit(edited);
  return edited;
}

export function parseEdited({ texts, bytes }: Edited) {
  return parsePackage(texts, { bytes });
}

/** The faults of the sample with a figure after an edit, as an editor reads them. */
export function fileFaultsOf(edit: FileEdit): string[] {
  const parsed = parseEdited(sampleWithFigure(edit));
  return parsed.ok ? [] : parsed.faults.map(faultText);
}
