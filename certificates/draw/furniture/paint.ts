import { PAGE, PAPER } from '../../layout/page.ts';
import { rgb } from '../color.ts';

/** Operators of furniture, y growing downwards. */
export const fill = (hex: string): string => `${rgb(hex)} rg`;

export const stroke = (hex: string, width: number): string => `${rgb(hex)} RG ${width} w`;

/** A drawing with its origin at (x, y), optionally turned by a quarter. */
export function at(x: number, y: number, turned: 0 | 90, drawing: string): string {
  return `q ${turned === 0 ? '1 0 0 1' : '0 1 -1 0'} ${x.toFixed(2)} ${y.toFixed(2)} cm\n${drawing}\nQ`;
}

export const paper = (): string => `${fill(PAPER)} 0 0 ${PAGE.width} ${PAGE.height} re f`;
