import type { z } from 'zod';
import { line } from '../../edited/text.ts';
import { readColor } from '../rules.ts';

/** A text color for certificates, as #rrggbb in lowercase. A color that cannot be read on their paper is a fault. */
export function readableColor(): z.ZodType<string, string> {
  return line('a color in quotes, such as "#1c3557"', 40)
    .superRefine((text, context) => {
      const verdict = readColor(text);
      if (verdict.ok) return;
      const message =
        verdict.because === 'NOT_A_COLOR'
          ? 'write a color as # and six hexadecimal digits, for example "#1c3557".'
          : `${text} has a contrast of ${floored(verdict.contrast)} on the paper, and letters need 4.5; choose a darker color.`;
      context.addIssue({ code: 'custom', message });
    })
    .transform((text) => text.toLowerCase());
}

/** Rounded down, so that 4.499 does not appear as 4.5. */
const floored = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2);
