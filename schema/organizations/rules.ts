import { contrast, readableOn } from '../../certificates/draw/color.ts';
import type { CertificateLook } from '../../certificates/facts/parts.ts';
import { remembered } from '../../certificates/fonts/remembered.ts';
import { PAPER } from '../../certificates/layout/page.ts';

const MOST_ZONES = 1_000;
/** Making one takes longer than a hundred dates do. */
const formatOf = remembered(
  MOST_ZONES,
  (timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
);

/** The calendar date of an instant in a time zone, as YYYY-MM-DD. */
export function dateIn(timeZone: string, at: Date): string {
  return formatOf(timeZone).format(at);
}

type Dated = { kind: string; version: string; effectiveOn: string };

/** The newest policy of each kind, in the order of the kinds. A later date wins; on equal dates the higher version wins. */
export function newestPolicies<Policy extends Dated>(policies: readonly Policy[], kinds: readonly string[]): Policy[] {
  return kinds.flatMap((kind) => {
    const [newest] = policies
      .filter((policy) => policy.kind === kind)
      .sort(
        (a, b) =>
          b.effectiveOn.localeCompare(a.effectiveOn) || b.version.localeCompare(a.version, 'en', { numeric: true }),
      );
    return newest ? [newest] : [];
  });
}

type ColorVerdict =
  | { ok: true; color: string }
  | { ok: false; because: 'NOT_A_COLOR' }
  | { ok: false; because: 'UNREADABLE'; contrast: number };

/** Reads a text color for certificates: #rrggbb, with a contrast of 4.5 or more on their paper (WCAG 2.2, AA). */
export function readColor(text: string): ColorVerdict {
  const color = text.toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(color)) return { ok: false, because: 'NOT_A_COLOR' };
  if (!readableOn(color, PAPER)) return { ok: false, because: 'UNREADABLE', contrast: contrast(color, PAPER) };
  return { ok: true, color };
}

/** The look of an organization's future certificates, from its row. */
export function lookOf({
  design,
  primaryColor,
  accentColor,
  logoSha256,
  signatureSha256,
}: CertificateLook): CertificateLook {
  return { design, primaryColor, accentColor, logoSha256, signatureSha256 };
}
