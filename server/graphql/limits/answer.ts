import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { limitError } from './document.ts';

/** The most characters that the values of one answer may have together. */
export const MAX_ANSWER = 8_000_000;
/** What a value adds to an answer beside its own characters: its name, quotes and a comma. */
const AROUND = 16;

const LENGTH = Symbol('length of the answer');
type Counting = { [LENGTH]?: number };

const TOO_LARGE = limitError(
  `The answer would be longer than ${MAX_ANSWER} characters. Ask for fewer objects or fields, or in several requests. What a mutation changed stays changed: read it again.`,
  'ANSWER_TOO_LARGE',
);

/** Counts the values of a schema's answers while they are made, once. A value beyond the limit is not made: its field fails. */
export function countAnswers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isLeafType(getNamedType(field.type)) || counted.has(field)) continue;
      counted.add(field);
      field.resolve = counting(field.resolve ?? defaultFieldResolver);
    }
  }
}

const counted = new WeakSet<object>();

const counting =
  (resolve: GraphQLFieldResolver<unknown, Counting>): GraphQLFieldResolver<unknown, Counting> =>
  (owner, args, context, info) => {
    if ((context[LENGTH] ?? 0) > MAX_ANSWER) throw TOO_LARGE;
    const value = resolve(owner, args, context, info);
    return isPromise(value) ? value.then((one) => added(context, one)) : added(context, value);
  };

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value;

function added(context: Counting, value: unknown): unknown {
  context[LENGTH] = (context[LENGTH] ?? 0) + lengthOf(value);
  if (context[LENGTH] > MAX_ANSWER) throw TOO_LARGE;
  return value;
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length + AROUND;
  return Array.isArray(value) ? value.reduce((sum: number, one) => sum + lengthOf(one), AROUND) : AROUND;
}

/** About how many characters the values have that were made for this context. */
export const answerLength = (context: object): number => (context as Counting)[LENGTH] ?? 0;

/** The result, or the one error in its place when the answer grew beyond the limit. */
export function withinLength<Result>(context: object, result: Result): Result | { errors: (typeof TOO_LARGE)[] } {
  return answerLength(context) > MAX_ANSWER ? { errors: [TOO_LARGE] } : result;
}
