/** A4 landscape in points; y grows downwards. */
export const PAGE = { width: 841.89, height: 595.28, axis: 841.89 / 2 };

/** Text keeps inside this box, clear of the frame. */
export const TEXT = { left: 72, right: PAGE.width - 72, width: PAGE.width - 144 };

/** Nothing is set smaller. */
export const SMALLEST_SIZE = 6.5;

/** Every ink of text has a contrast of at least 4.5 on paper (WCAG 2.2, AA); a test computes it. */
export const INK = {
  text: '#1d2433',
  navy: '#1c3557',
  gold: '#795b22',
  grey: '#566072',
  warning: '#8c2f2b',
} as const;

export const PAPER = '#fdfcf8';

/** Not for text: furniture only. */
export const TINT = { goldLine: '#b89a5e', ghost: '#f2e9d8', halo: '#f4eddd' } as const;
