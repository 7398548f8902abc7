import { z } from 'zod';
import { parseId } from '../drizzle/ids.ts';
import { InvalidInputError } from './errors.ts';

/** Checks an input against its rules; throws InvalidInputError with every fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({ path: issue.path.join('.') || 'input', message: issue.message })),
  );
}

type AnyId = Parameters<typeof parseId>[0] & { readonly noun: string };

/** The key inside a global id of the named type; null when it is malformed or of another type. */
function parseGlobalId<T extends AnyId>(typename: T['noun'], globalId: string): T | null {
  if (globalId.length > 200) return null;
  const [type, key, ...rest] = Buffer.from(globalId, 'base64').toString('utf8').split(':');
  return type === typename && key !== undefined && rest.length === 0 ? parseId<T>(key) : null;
}

/** Reads a global id of the named type in an input. Null means an unknown id: the verb reports that it was not found. */
export function idOf<T extends AnyId>(typename: T['noun']) {
  return z.string().transform((globalId) => parseGlobalId<T>(typename, globalId));
}
