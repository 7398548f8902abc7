import { deflateSync } from 'node:zlib';
import { PAGE, PAPER, TINT } from '../layout/page.ts';
import { bandTile, circle, rosette } from './guilloche.ts';
import type { Canvas } from './text.ts';

const NAVY = '#1c3557';
const BAND = { centre: 32, amplitude: 8.6, tile: 26 };
const CORNER = { centre: 36, radius: 24 };

const rgb = (hex: string): string =>
  [1, 3, 5].map((at) => String(Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1000) / 1000)).join(' ');
const fill = (hex: string) => `${rgb(hex)} rg`;
const stroke = (hex: string, width: number) => `${rgb(hex)} RG ${width} w`;
const at = (x: number, y: number, turned: 0 | 90, drawing: string) =>
  `q ${turned === 0 ? '1 0 0 1' : '0 1 -1 0'} ${x.toFixed(2)} ${y.toFixed(2)} cm\n${drawing}\nQ`;

/** A rectangle whose corners are left to the rosettes. */
function rules(inset: number): string {
  const cut = CORNER.centre + Math.sqrt(CORNER.radius ** 2 - (CORNER.centre - inset) ** 2) - 0.5;
  const [right, bottom] = [PAGE.width, PAGE.height];
  const across = [inset, bottom - inset].map((y) => `${cut} ${y} m ${right - cut} ${y} l`);
  const down = [inset, right - inset].map((x) => `${x} ${cut} m ${x} ${bottom - cut} l`);
  return `${[...across, ...down].join('\n')} S`;
}

/** The band along all four sides: the same tile again and again, which deflates to almost nothing. */
function band(): string {
  const sides = [
    { length: PAGE.width - 2 * BAND.centre, turned: 0, far: PAGE.height - BAND.centre },
    { length: PAGE.height - 2 * BAND.centre, turned: 90, far: PAGE.width - BAND.centre },
  ] as const;
  return sides
    .flatMap(({ length, turned, far }) => {
      const count = Math.round(length / BAND.tile);
      const tile = bandTile(length / count, BAND.amplitude);
      const starts = Array.from({ length: count }, (_, index) => BAND.centre + (index * length) / count);
      return [BAND.centre, far].flatMap((across) =>
        starts.map((along) => (turned === 0 ? at(along, across, 0, tile) : at(across, along, 90, tile))),
      );
    })
    .join('\n');
}

function corners(): string {
  const { centre, radius } = CORNER;
  const drawing = [
    `${fill(PAPER)}\n${circle(radius)} f`,
    `${stroke(NAVY, 0.9)}\n${circle(radius - 0.6)} S`,
    `${stroke(TINT.goldLine, 0.4)}\n${rosette(9, radius - 2.6, 12, 4)}`,
    `${stroke(NAVY, 0.4)}\n${rosette(2.2, 10.5, 8, 3)}`,
    `${fill(NAVY)}\n${circle(1.5)} f`,
  ].join('\n');
  return [centre, PAGE.width - centre]
    .flatMap((x) => [centre, PAGE.height - centre].map((y) => at(x, y, 0, drawing)))
    .join('\n');
}

const halo = () => at(PAGE.axis, 296, 0, `${stroke(TINT.halo, 0.45)}\n${rosette(84, 190, 16, 6)}`);

const paper = () => `${fill(PAPER)} 0 0 ${PAGE.width} ${PAGE.height} re f`;

const STREAMS = {
  Frame: () =>
    [
      paper(),
      `${stroke(TINT.goldLine, 0.35)}\n${band()}`,
      `${stroke(NAVY, 1.3)} ${rules(17.5)}`,
      `${stroke(NAVY, 0.5)} ${rules(46)}`,
      corners(),
    ].join('\n'),
  Halo: halo,
};

type FurnitureName = keyof typeof STREAMS;

const deflated = new Map<FurnitureName, Buffer>();

/** Furniture as deflated operators, made once per process. */
function stream(name: FurnitureName): Buffer {
  const known = deflated.get(name);
  if (known) return known;
  const fresh = deflateSync(Buffer.from(STREAMS[name](), 'latin1'), { level: 9 });
  deflated.set(name, fresh);
  return fresh;
}

export type Furniture = { name: FurnitureName; reference: PDFKit.PDFKitReference };

/** Puts a piece of furniture into a document once; its pages only refer to it. */
export function addFurniture(doc: Canvas, name: FurnitureName): Furniture {
  const reference = doc.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, PAGE.width, PAGE.height],
    Resources: {},
    Filter: 'FlateDecode',
  });
  reference.end(stream(name));
  return { name, reference };
}

export function drawFurniture(doc: Canvas, { name, reference }: Furniture): void {
  doc.page.xobjects[name] = reference;
  doc.addContent(`/${name} Do`);
}
