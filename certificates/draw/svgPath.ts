/** How numbers are written; a drawing may round them. */
type Written = (operand: string) => string;

const LETTERS: Record<string, string> = { m: 'M', l: 'L', c: 'C' };

/** One operator of a PDF path as it stands in SVG. Throws RangeError for any other operator. */
export function segment(operator: string, operands: string[], written: Written = String): string {
  if (operator === 'h') return 'Z';
  if (operator === 're') {
    const [x = '', y = '', width = '', height = ''] = operands;
    const [left, bottom, right, up] = [x, y, width, height].map(written);
    return `M${left} ${bottom}h${right}v${up}h${written(String(-Number(width)))}Z`;
  }
  const letter = LETTERS[operator];
  if (letter === undefined) throw new RangeError(`A picture has no operator ${operator}.`);
  return `${letter}${operands.map(written).join(' ')}`;
}

/** A color of shares of red, green and blue, as SVG has it. */
export function hex(operands: string[]): string {
  const pairs = operands.map((share) =>
    Math.round(Number(share) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${pairs.join('')}`;
}
