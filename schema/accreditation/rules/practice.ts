import { z } from 'zod';
import { isCountry } from '../../accounts/rules.ts';
import { isSlug } from '../../edited/text.ts';

export const profession = z
  .string()
  .refine(isSlug, 'Write the key of a profession in lowercase letters, digits and hyphens, for example lmft.');

const CODE = /^([A-Z]{2})(-[A-Z0-9]{1,3})?$/;

export const jurisdiction = z
  .string()
  .refine(
    (text) => isCountry(CODE.exec(text)?.[1] ?? ''),
    'Write a code of ISO 3166 in capitals: a country such as NZ, or a state such as US-CA.',
  );
