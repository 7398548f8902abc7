import { PNG } from 'pngjs';

/** A plain sheet with lines, which says nothing about what is read: corners and color of each rectangle, on 32 by 32. */
const SHEET: [left: number, top: number, right: number, bottom: number, color: string][] = [
  [5, 2, 27, 30, '#1c3557'],
  [7, 4, 25, 28, '#fdfcf8'],
  [10, 9, 22, 11, '#1c3557'],
  [10, 14, 22, 16, '#1c3557'],
  [10, 19, 18, 21, '#1c3557'],
];
const SIDE = 32;

/** The icon for browsers that take drawings. */
export function iconSvg(): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">${SHEET.map(
      ([left, top, right, bottom, color]) => `<path fill="${color}" d="M${left} ${top}H${right}V${bottom}H${left}Z"/>`,
    ).join('')}</svg>\n`,
  );
}

/** The same for programs that ask for /favicon.ico whatever a page says: one PNG in a file of icons. */
export function iconFile(): Buffer {
  const picture = new PNG({ width: SIDE, height: SIDE });
  for (const [left, top, right, bottom, color] of SHEET)
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1) picture.data.write(`${color.slice(1)}ff`, (y * SIDE + x) * 4, 'hex');
  const png = PNG.sync.write(picture);
  const head = Buffer.alloc(22);
  // One icon (type 1) of 32 by 32 with 32 bits a pixel, which begins behind this head.
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(SIDE, 6);
  head.writeUInt8(SIDE, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
