import type { DomainError, FieldFault } from '../errors.ts';
import { builder } from './builder.ts';
import { factFields } from './factFields.ts';

/** The class of an expected failure. Its static members declare its code, its meaning and its facts. */
export type ErrorClass = Pick<typeof DomainError, 'code' | 'meaning' | 'facts'> &
  (new (
    ...args: never[]
  ) => DomainError);

const known = new Set<ErrorClass>();

const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description:
    'An expected failure. `message` says what to do; `code` is for programs; further fields are facts to act on.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What happened and what to do, in a sentence.' }),
    code: t.field({
      // Referred to by name, because the codes are complete only after every mutation has named its errors.
      type: 'ErrorCode' as 'String',
      description: 'The kind of failure, for programs.',
      resolve: ({ code }) => code,
    }),
  }),
});

builder.objectRef<FieldFault>('FieldFault').implement({
  description: 'One thing that is wrong with an input.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where in the input, for example `profile.legalName`.' }),
    message: t.exposeString('message', { description: 'What to write instead.' }),
  }),
});

/** Makes the GraphQL type of an error out of what its class says. A mutation names its errors and so calls this. */
export function implementError(ErrorClass: ErrorClass): void {
  if (known.has(ErrorClass)) return;
  known.add(ErrorClass);
  const { name, meaning, facts } = ErrorClass;
  builder.objectType(ErrorClass, {
    name,
    description: meaning,
    // A loop over classes is past what the builder's types follow.
    interfaces: [ErrorInterface] as never,
    fields: (t) => factFields(t, facts),
  });
}

/** The classes that mutations have named, so that guides can describe them. */
export const namedErrors = (): readonly ErrorClass[] => [...known];

/** Every code that a mutation may return, once all mutations are there. A class that extends another shares its code. */
export function implementErrorCodes(): void {
  const own = [...known].filter((ErrorClass) => Object.hasOwn(ErrorClass, 'code'));
  const values = own.map(({ code, meaning }) => [code, { description: meaning }] as const);
  builder.enumType('ErrorCode', {
    description: 'The kind of failure, for programs.',
    values: Object.fromEntries(values.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  });
}
