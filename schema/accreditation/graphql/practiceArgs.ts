import { GraphQLError } from 'graphql';
import type { z } from 'zod';
import { jurisdiction as jurisdictionCode, profession as professionKey } from '../rules/practice.ts';

export const bad = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

function requireForm(shape: z.ZodType, text: string | null | undefined): void {
  const read = text == null ? null : shape.safeParse(text);
  if (read?.error) throw bad(read.error.issues.map(({ message }) => message).join(' '));
}

type Practice = { profession?: string | null | undefined; jurisdiction?: string | null | undefined };

/** Throws for what cannot be the key of a profession, or the code of a place: that is a mistake, and not an unknown one. */
export function requirePractice({ profession, jurisdiction }: Practice): void {
  requireForm(professionKey, profession);
  requireForm(jurisdictionCode, jurisdiction);
}
