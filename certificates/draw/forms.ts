import { deflateSync } from 'node:zlib';
import { PAGE } from '../layout/page.ts';
import { type Canvas, write } from './canvas.ts';
import { addDeflated } from './document.ts';

/** Furniture of a page: operators that depend only on `colors`. */
export type Furniture = { name: string; colors: string[]; operators: (colors: string[]) => string };

const packed = new Map<string, Buffer>();
/** Organizations and colors are few. The cache is emptied when full. */
const CACHED_FORMS = 200;

/** The deflated operators, made once per process and set of colors. */
function packedForm({ name, operators, colors }: Furniture): Buffer {
  const key = `${name} ${colors}`;
  const known = packed.get(key);
  if (known) return known;
  if (packed.size >= CACHED_FORMS) packed.clear();
  const fresh = deflateSync(Buffer.from(operators(colors), 'latin1'), { level: 9 });
  packed.set(key, fresh);
  return fresh;
}

/** Draws a piece of furniture: a form that the document contains once and its pages refer to. */
export function drawFurniture(canvas: Canvas, furniture: Furniture): void {
  const { doc, forms } = canvas;
  const { name } = furniture;
  const box = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, PAGE.width, PAGE.height], Resources: {} };
  const form = forms.get(name) ?? addDeflated(doc, box, packedForm(furniture));
  forms.set(name, form);
  doc.page.xobjects[name] = form;
  write(canvas, `/${name} Do`);
}
