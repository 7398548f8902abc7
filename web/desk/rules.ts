/** What someone may do for an organization. */
type Membership<Permission extends string> = {
  role: string;
  permissions: readonly Permission[];
  organization: { id: string; slug: string; legalName: string };
};

/** A person's role in the organization of an address; null when they have none there. */
export function roleIn<One extends Membership<string>>(memberships: readonly One[], slug: string): One | null {
  return memberships.find(({ organization }) => organization.slug === slug) ?? null;
}

/** The most that the API counts; one more says that there are more. */
export const MOST_COUNTED = 10_000;

/** Whether what was typed are the last five symbols of a number, in any case. */
export function isEndOf(number: string, typed: string): boolean {
  const plain = (text: string) => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return plain(typed).length === 5 && plain(number).endsWith(plain(typed));
}

/** A color as #rrggbb in lowercase; null when it is none. */
export function colorOf(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const whole = text.startsWith('#') ? text : `#${text}`;
  return /^#[0-9a-f]{6}$/.test(whole) ? whole : null;
}

/** WCAG 2.2, relative luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colors as WCAG counts it: 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The contrast that letters need. */
export const READABLE = 4.5;

/** How letters of a color read on the paper. The ratio is rounded down, so that 4.499 is not 4.5. */
export function readingOf(color: string, paper: string) {
  const contrast = contrastOf(color, paper);
  const ratio = (Math.floor(contrast * 10) / 10).toFixed(1);
  if (contrast >= 7) return { verdict: 'STRONG', ratio } as const;
  if (contrast >= READABLE) return { verdict: 'ENOUGH', ratio } as const;
  return { verdict: contrast >= 3 ? 'WEAK' : 'HIDDEN', ratio } as const;
}

type Size = { width: number; height: number };
/** The most pixels that an image may have, and per side. */
const LARGEST = { pixels: 1_000_000, side: 1_200 };
/** Below this an image says nothing any more. */
const SMALLEST = 48;

/** The size at which an image is first written: its own, or the largest that is taken. */
export function firstSize({ width, height }: Size): Size {
  const scale = Math.min(1, LARGEST.side / Math.max(width, height), Math.sqrt(LARGEST.pixels / (width * height)));
  return scaled({ width, height }, scale);
}

/** The next smaller size of an image of so many bytes that has to have fewer; null when it would say nothing any more. */
export function smallerSize(size: Size, { bytes, most }: { bytes: number; most: number }): Size | null {
  const next = scaled(size, Math.min(0.9, Math.sqrt(most / bytes)));
  return Math.max(next.width, next.height) < SMALLEST ? null : next;
}

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

/** How many bytes each image may have: together they fit into one request. */
export const MOST_BYTES = { logo: 36_000, signature: 15_000 };

/** What was typed to find certificates, as the API takes it; null when it narrows nothing. */
export function filterOf<Status extends string>(text: string, status: Status | '') {
  if (text.trim() === '' && status === '') return null;
  return { text: text.trim() || null, status: status || null };
}
