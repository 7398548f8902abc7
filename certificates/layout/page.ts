/** A4 landscape in points; y grows downwards. */
export const PAGE = { width: 841.89, height: 595.28, axis: 841.89 / 2 };

/** A box for text: its edges, width and middle. */
export type Box = { left: number; right: number; width: number; axis: number };

export function box(left: number, right: number): Box {
  return {
    left,
    right,
    width: right - left,
    axis: (left + right) / 2,
  };
}

/** Text of a framed page stays inside this box. */
export const TEXT = box(72, PAGE.width - 72);

/** The smallest text size. */
export const SMALLEST_SIZE = 6.5;

/** The paper color of every design. Organizations' images are flattened onto it. */
export const PAPER = '#fdfcf8';
