import { type Canvas, child, type Element, fill } from './canvas.ts';

/** An opaque 8-bit RGB PNG, as `readImage` writes it, with its size in pixels. */
export type Picture = { name: 'Logo' | 'Signature'; png: Buffer; width: number; height: number };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight bits a channel, RGB, deflate, its filters, not interlaced (PNG, 11.2.1). */
const OPAQUE_RGB = Buffer.from([8, 2, 0, 0, 0]);
const HEADER = { width: 16, height: 20, form: 24, end: 33 };

/** Null unless it is an opaque 8-bit RGB PNG without interlacing, which a PDF can embed without decoding. */
export function openPicture(name: Picture['name'], png: Buffer): Picture | null {
  if (png.length < HEADER.end || !png.subarray(0, 8).equals(SIGNATURE)) return null;
  if (!png.subarray(HEADER.form, HEADER.form + 5).equals(OPAQUE_RGB)) return null;
  const [width, height] = [png.readUInt32BE(HEADER.width), png.readUInt32BE(HEADER.height)];
  return width > 0 && height > 0 ? { name, png, width, height } : null;
}

type Area = { left: number; top: number; width: number; height: number };

/** The largest size that fits an area. */
export function fitted({ width, height }: Picture, area: { width: number; height: number }) {
  const scale = Math.min(area.width / width, area.height / height);
  return { width: width * scale, height: height * scale };
}

/** Draws an image as a figure with its alternative text. */
export function drawPicture(canvas: Canvas, parent: Element, picture: Picture, at: Area, alt: string): void {
  const { left, top, width, height } = at;
  const figure = child(canvas, parent, 'Figure', { alt, bbox: [left, top, left + width, top + height] });
  fill(canvas, figure, () => canvas.doc.image(picture.png, left, top, { width, height }));
}
