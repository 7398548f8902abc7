import { hex, segment } from '../../certificates/draw/svgPath.ts';

type Paint = { fill: string; stroke: string; width: number };

/**
 * Furniture of a page, which is written as PDF operators, as the same drawing in SVG. A path that comes again is referred to,
 * as one would write it by hand; every `q` has one `cm`. `name` keeps the references of two drawings apart.
 */
export const svgOf = (operators: string, name: string): string => {
  const known = new Map<string, string>();
  const saved: Paint[] = [];
  let paint: Paint = { fill: '#000000', stroke: '#000000', width: 1 };
  let path = '';
  let operands: string[] = [];
  const painted = (attributes: string): string => {
    const drawing = `<path d="${path}" ${attributes}/>`;
    path = '';
    const again = known.get(drawing);
    if (again !== undefined) return `<use href="#${again}"/>`;
    const id = `${name}${known.size}`;
    known.set(drawing, id);
    return drawing.replace('<path', `<path id="${id}"`);
  };
  const write = (operator: string): string => {
    switch (operator) {
      case 'q':
        saved.push(paint);
        return '';
      case 'Q':
        paint = saved.pop() ?? paint;
        return '</g>';
      case 'cm':
        return `<g transform="matrix(${operands.join(' ')})">`;
      case 'rg':
        paint = { ...paint, fill: hex(operands) };
        return '';
      case 'RG':
        paint = { ...paint, stroke: hex(operands) };
        return '';
      case 'w':
        paint = { ...paint, width: Number(operands[0]) };
        return '';
      case 'f':
        return painted(`fill="${paint.fill}"`);
      case 'S':
        return painted(`fill="none" stroke="${paint.stroke}" stroke-width="${paint.width}"`);
      default:
        path += segment(operator, operands);
        return '';
    }
  };
  const parts: string[] = [];
  for (const word of operators.split(/\s+/).filter(Boolean)) {
    if (!/^[A-Za-z]/.test(word)) operands.push(word);
    else {
      parts.push(write(word));
      operands = [];
    }
  }
  return parts.join('');
};
