import type { FieldMap, InputFieldMap, InputShapeFromFields } from '@pothos/core';
import { clearAllDataLoaders } from '@pothos/plugin-dataloader';
import type { z } from 'zod';
import { actOf, type UserAct } from '../act.ts';
import type { Context } from '../context.ts';
import { parseInput } from '../input.ts';
import { builder, type SchemaTypes } from './builder.ts';
import { type ErrorClass, implementError } from './errorTypes.ts';

type InputFields = PothosSchemaTypes.InputFieldBuilder<SchemaTypes, 'InputObject'>;
type PayloadFields<Result> = PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, Result>;

/**
 * The input as the verb takes it: the fields that `read` reads, and every other field as the client sent it. Without `read`,
 * every field is as the client sent it.
 */
type Read<Fields extends InputFieldMap, Schema extends z.ZodObject> = string extends keyof z.output<Schema>
  ? InputShapeFromFields<Fields>
  : Omit<InputShapeFromFields<Fields>, keyof z.output<Schema>> & z.output<Schema>;

type MutationOptions<Fields extends InputFieldMap, Schema extends z.ZodObject, Result extends object> = {
  description: string;
  /** The expected failures. Each becomes a member of `<Name>Result`. Include InvalidInputError when `read` can refuse. */
  errors: readonly ErrorClass[];
  input: { description: string; fields: (t: InputFields) => Fields };
  /** Reads the fields that need more than their GraphQL type: ids (`idOf`), texts, numbers within limits. */
  read?: Schema;
  /** Calls one verb once. */
  run: (context: Context, act: UserAct, input: Read<Fields, Schema>) => Promise<Result>;
  payload: { description: string; fields: (t: PayloadFields<Result>) => FieldMap };
};

/**
 * A mutation for signed-in people, in this project's conventions: one `input`, and as its result the union of its payload and its
 * errors. It makes `<Name>Input`, `<Name>Payload`, `<Name>Result` and the types of the errors.
 */
export function mutation<Fields extends InputFieldMap, Schema extends z.ZodObject, Result extends object>(
  name: string,
  { description, errors, input, read, run, payload }: MutationOptions<Fields, Schema, Result>,
): void {
  for (const error of errors) implementError(error);
  builder.relayMutationField(
    name,
    { description: input.description, inputFields: input.fields },
    {
      description,
      nullable: true,
      authScopes: { signedIn: true },
      errors: { types: [...errors] },
      resolve: async (_root: unknown, args: { input: unknown }, context: Context) => {
        const sent = args.input as InputShapeFromFields<Fields>;
        const given = read === undefined ? sent : { ...sent, ...parseInput(read, sent) };
        const done = await run(context, actOf(context), given as Read<Fields, Schema>);
        // The payload shows what is stored now, not what an earlier mutation of the same document has read.
        clearAllDataLoaders(context);
        return done;
      },
    } as never,
    { description: payload.description, outputFields: payload.fields },
  );
}
