/** A number as drawing operators take it: in points, to a hundredth. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);
