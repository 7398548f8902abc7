import { remembered } from '../fonts/remembered.ts';

/** Colors are #rrggbb. */
const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const CACHED_COLORS = 500;

/** The operands of a PDF color operator in DeviceRGB. */
export const rgb = remembered(CACHED_COLORS, (hex) =>
  channels(hex)
    .map((value) => Math.round((value / 255) * 1000) / 1000)
    .join(' '),
);

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const LEAST_CONTRAST = 4.5;

/** Whether text of this color is readable on this ground: WCAG 2.2, 1.4.3 (AA) for text of any size. */
export const readableOn = (color: string, paper: string): boolean => contrast(color, paper) >= LEAST_CONTRAST;

/** Mixes two colors: `share` of the first (0 to 1), the rest of the second. */
export function mixed(color: string, other: string, share: number): string {
  const [a, b] = [channels(color), channels(other)];
  const sum = a.map((value, at) => Math.round(value * share + (b[at] ?? 0) * (1 - share)));
  return `#${sum.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const STEPS = 20;

/** The color itself, darkened if necessary until it is readable on every ground; grounds are light. */
export function darkened(color: string, grounds: string[]): string {
  for (let step = 0; step < STEPS; step++) {
    const candidate = mixed(color, '#000000', 1 - step / STEPS);
    if (grounds.every((ground) => readableOn(candidate, ground))) return candidate;
  }
  return '#000000';
}
