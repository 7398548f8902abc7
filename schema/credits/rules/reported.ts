import { z } from 'zod';
import { drawableText } from '../../../certificates/fonts/drawable.ts';
import { day } from '../../edited/text.ts';
import { lineOfName, lineOfText } from '../../plainText.ts';

/** How many certificates of other providers a person may list. */
export const MOST_REPORTED = 1_000;
const MOST_HUNDREDTHS = 1_000_000;

const isPrintable = (text: string): boolean => drawableText(text).ok;
const NOT_PRINTABLE = 'A transcript cannot print this; write it in Latin, Greek or Cyrillic letters.';
/** A line that a transcript prints. */
const printed = (max: number) => lineOfText(max).refine(isPrintable, NOT_PRINTABLE);

/** What a holder states about a certificate of another provider. */
export const REPORTED_FIELDS = {
  title: printed(200),
  provider: lineOfName(160).refine(isPrintable, NOT_PRINTABLE),
  earnedOn: day(),
  amount: z
    .string()
    .transform((text) => Number(text.replace('.', '')))
    .refine(
      (hundredths) => hundredths >= 1 && hundredths <= MOST_HUNDREDTHS,
      `Write an amount from 0.01 to ${MOST_HUNDREDTHS / 100}.`,
    ),
  unit: printed(40),
  category: printed(80).nullish(),
  note: printed(300).nullish(),
};

/** The latest day that is today somewhere. */
export const latestDay = (now: Date): string => new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
