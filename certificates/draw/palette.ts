import type { CertificateLook, Design } from '../facts/parts.ts';
import { PAPER } from '../layout/page.ts';
import { darkened, mixed } from './color.ts';

/** `line` and `tint` are furniture, `ghost` is the word across a specimen or preview; the others are text colors. */
export type Palette = {
  text: string;
  gray: string;
  warning: string;
  primary: string;
  accent: string;
  line: string;
  tint: string;
  ghost: string;
};

/** Grounds that text may be on: the paper, lines of the halo, the letters of the ghosted word. */
const GHOST = '#f2e9d8';
const TINT = '#f4eddd';
const GROUNDS = [PAPER, TINT, GHOST];

const OWN = {
  CLASSIC: { primary: '#1c3557', accent: '#795b22', line: '#b89a5e' },
  MODERN: { primary: '#17414a', accent: '#9c4a1a', line: '#c98a5f' },
  QUIET: { primary: '#2b2a28', accent: '#6e5a44', line: '#b9ab98' },
} as const;

const FURNITURE_SHARE = 0.6;

/**
 * The colors of a certificate: the organization's where it chose some. Every text color has a contrast of at least 4.5 on every
 * ground (WCAG 2.2, AA). A color with less is darkened.
 */
export function paletteOf(design: Design, look: CertificateLook | undefined): Palette {
  const own = OWN[design];
  const accent = look?.accentColor ?? null;
  return {
    text: '#1d2433',
    gray: '#566072',
    warning: '#8c2f2b',
    primary: darkened(look?.primaryColor ?? own.primary, GROUNDS),
    accent: darkened(accent ?? own.accent, GROUNDS),
    line: accent ? mixed(accent, PAPER, FURNITURE_SHARE) : own.line,
    tint: TINT,
    ghost: GHOST,
  };
}
