import { z } from 'zod';
import { LICENSE_KINDS, type RequiredHours } from '../../../drizzle/tables/licenses.ts';
import { isDay, isSlug } from '../../edited/text.ts';
import { lineOfName } from '../../plainText.ts';

/** The renewal cycle of a license, and the hours that its board requires in it. */
export type Cycle = { startsOn: string; endsOn: string; required: RequiredHours[] };

export const licenseKind = z.enum(LICENSE_KINDS, { error: `Write one of ${LICENSE_KINDS.join(', ')}.` });

export const nameOnLicense = lineOfName(120);

export const day = z.string().refine(isDay, 'Write a date that exists, from 1900 to 2199.');

const MOST_HUNDREDTHS = 1_000_000;
const MOST_CATEGORIES = 60;

/** Hours with two places, as hundredths. */
const hours = z
  .string()
  .transform((text) => Number(text.replace('.', '')))
  .refine((hundredths) => hundredths <= MOST_HUNDREDTHS, `Write at most ${MOST_HUNDREDTHS / 100} hours.`);

const requiredHours = z
  .object({
    category: z
      .string()
      .refine(isSlug, 'Write the key of a category in lowercase letters, digits and hyphens, for example ethics.')
      .nullish(),
    hours,
  })
  .transform(({ category, hours }): RequiredHours => ({ category: category ?? null, hundredths: hours }));

export const cycle = z
  .object({
    startsOn: day,
    endsOn: day,
    required: z
      .array(requiredHours)
      .max(MOST_CATEGORIES, `Write at most ${MOST_CATEGORIES} categories.`)
      .refine(
        (rows) => new Set(rows.map(({ category }) => category)).size === rows.length,
        'Write each category once, and the total once.',
      ),
  })
  .refine(({ startsOn, endsOn }) => endsOn > startsOn, {
    path: ['endsOn'],
    message: 'A cycle ends after the day on which it starts.',
  });
