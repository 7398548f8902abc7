import { z } from 'zod';
import { badRequest, type RefusalError } from './refusal.ts';

export type Form = { [name: string]: Form | string };

/** Reads `a[b][0][c]=d` as Stripe does. Lists are objects whose names are numbers until `listOf` reads them. */
export function readForm(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const steps = name.replaceAll(']', '').split('[');
    const last = steps.pop() ?? '';
    let at = form;
    for (const step of steps) {
      const next = at[step];
      if (typeof next === 'string') throw badRequest(`Invalid object: ${name}`, undefined, name);
      const inner = next ?? {};
      at[step] = inner;
      at = inner;
    }
    if (Object.hasOwn(at, last)) throw badRequest(`Received the parameter ${name} twice.`, undefined, name);
    at[last] = value;
  }
  return form;
}

/** The same parameters give the same text, in whatever order they came. */
export function fingerprint(form: Form): string {
  const sorted = (part: Form | string): unknown =>
    typeof part === 'string'
      ? part
      : Object.keys(part)
          .sort()
          .map((name) => [name, sorted(part[name] ?? '')]);
  return JSON.stringify(sorted(form));
}

export const text = (max = 5000) => z.string().min(1).max(max);
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const boolean = z.enum(['true', 'false']).transform((value) => value === 'true');
export const currency = z.string().regex(/^[a-z]{3}$/);

/** A list of at most `most` items: names 0, 1, 2 ... */
export function listOf<Item extends z.ZodType>(item: Item, most = 100) {
  const items = z.record(z.string().regex(/^\d+$/), item).transform((read) => Object.values(read) as z.output<Item>[]);
  return items.refine((read) => read.length <= most, { message: `may have at most ${most} items` });
}

const MOST_KEYS = 50;
/** Key-value pairs: at most 50, keys of 40 characters, values of 500. */
export const metadata = z
  .record(
    z
      .string()
      .min(1)
      .max(40)
      .regex(/^[^[\]]+$/),
    z.string().max(500),
  )
  .refine((pairs) => Object.keys(pairs).length <= MOST_KEYS, { message: 'may have at most 50 keys' });

/** Parameters that every list takes. */
export const PAGE = {
  limit: integer.refine((limit) => limit >= 1 && limit <= 100, { message: 'must be from 1 to 100' }).optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
  expand: listOf(text()).optional(),
};
export const created = z.union([
  integer.transform((at) => ({ gte: at, lte: at })),
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
]);
export type Created = { gt?: number; gte?: number; lt?: number; lte?: number };

/** Checks parameters against a strict shape. Throws Stripe's error for the first fault. */
export function check<Shape extends z.ZodType>(shape: Shape, form: Form): z.output<Shape> {
  const read = shape.safeParse(form, { reportInput: true });
  if (read.success) return read.data;
  throw faultOf(read.error);
}

function faultOf({ issues }: z.ZodError): RefusalError {
  const [issue] = issues;
  if (issue === undefined) return badRequest('Invalid request.');
  const named = (path: PropertyKey[]) =>
    path.map((step, at) => (at === 0 ? String(step) : `[${String(step)}]`)).join('');
  if (issue.code === 'unrecognized_keys') {
    const name = named([...issue.path, issue.keys[0] ?? '']);
    return badRequest(`Received unknown parameter: ${name}`, 'parameter_unknown', name);
  }
  const name = named(issue.path);
  if (issue.input === undefined) return badRequest(`Missing required param: ${name}.`, 'parameter_missing', name);
  return badRequest(`Invalid ${name}: ${issue.message}`, 'parameter_invalid', name);
}
