import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  execute,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  parse,
} from 'graphql';
import { schema } from '../../schema/graphql/index.ts';
import { MAX_PAGE } from '../../schema/graphql/relay.ts';
import { pageFaults } from '../../server/graphql/limits/pages.ts';
import { printedSchema } from '../../server/graphql/printSchema.ts';
import { ROOT } from '../support/sources.ts';

/** What anyone may fetch by its id, and why. */
const PUBLIC_NODES: Record<string, string> = {
  Course: 'The catalog is for anyone.',
  CreditOffer: 'What a course earns is for anyone, before they enroll.',
  Intensive: 'What is offered, when and for how much is for anyone; drafts, venue and link are not.',
  Module: 'The course is free and its text is open; only progress is personal.',
  Organization: 'Who issues certificates, and where to complain, is for anyone.',
};

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const objects = types.filter(isObjectType);
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());
const mutations = fieldsOf(schema.getMutationType() as GraphQLObjectType);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const nodes = objects.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));

test('schema.graphql is what the code says; after a change: npm run schema', () => {
  expect(printedSchema()).toBe(readFileSync(join(ROOT, 'schema/schema.graphql'), 'utf8'));
});

test('every type, field, argument, input field and enum value says what it is', () => {
  const described = types.flatMap((type) => [
    { at: type.name, description: type.description },
    ...(isEnumType(type) ? type.getValues().map((value) => ({ ...value, at: `${type.name}.${value.name}` })) : []),
    ...(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => [
          { at: `${type.name}.${field.name}`, description: field.description },
          ...('args' in field
            ? (field.args as readonly GraphQLArgument[]).map((arg) => ({
                at: `${type.name}.${field.name}(${arg.name})`,
                description: arg.description,
              }))
            : []),
        ])
      : []),
  ]);
  expect(described.length).toBeGreaterThan(100);
  expect(described.filter(({ description }) => !description?.trim()).map(({ at }) => at)).toEqual([]);
});

test.each(mutations.map((field) => [field.name, field] as const))(
  '%s takes one input and may fail alone',
  (name, field) => {
    expect(field.args.map((arg) => `${arg.name}: ${arg.type}`)).toEqual([`input: ${capital(name)}Input!`]);
    expect(isNonNullType(field.type)).toBe(false);
  },
);

test.each(mutations.map((field) => [field.name, field] as const))(
  '%s answers its payload or typed errors',
  (name, field) => {
    const result = getNamedType(field.type);
    if (!isUnionType(result)) throw new Error(`${name} answers ${result.name}; declare \`errors: { types: [...] }\`.`);
    expect(result.name).toBe(`${capital(name)}Result`);
    const errors = result.getTypes().filter((type) => type.name !== `${capital(name)}Payload`);
    expect(errors).toHaveLength(result.getTypes().length - 1);
    expect(errors.length).toBeGreaterThan(0);
    const bare = errors.filter((type) => !type.getInterfaces().some((one) => one.name === 'Error'));
    expect(bare.map((type) => type.name)).toEqual([]);
  },
);

test('every Node says who may fetch it, and the public ones are those listed here', () => {
  const scopes = nodes.map((type) => {
    const options = type.extensions.pothosOptions as { authScopes?: Record<string, boolean> } | undefined;
    return { name: type.name, authScopes: options?.authScopes };
  });
  expect(scopes.length).toBeGreaterThanOrEqual(3);
  expect(scopes.filter(({ authScopes }) => authScopes === undefined).map(({ name }) => name)).toEqual([]);
  const open = scopes.filter(({ authScopes }) => authScopes?.public === true).map(({ name }) => name);
  expect(open.sort()).toEqual(Object.keys(PUBLIC_NODES));
});

/** The shortest document from the root to a field, every required argument filled with a harmless text. */
const documentTo = (owner: GraphQLObjectType, end: string): string | null => {
  const seen = new Set<string>();
  const queue = [{ type: schema.getQueryType() as GraphQLObjectType, open: '{', close: '}' }];
  for (let at = queue.shift(); at; at = queue.shift()) {
    if (at.type === owner) return `${at.open} ${end} ${at.close}`;
    if (seen.has(at.type.name)) continue;
    seen.add(at.type.name);
    for (const field of fieldsOf(at.type)) {
      const type = getNamedType(field.type);
      if (isObjectType(type))
        queue.push({ type, open: `${at.open} ${field.name}${filled(field)} {`, close: `} ${at.close}` });
    }
  }
  return null;
};

const filled = (field: GraphQLField<unknown, unknown>): string => {
  const required = field.args.filter((arg) => isNonNullType(arg.type)).map((arg) => `${arg.name}: "x"`);
  return required.length === 0 ? '' : `(${required.join(', ')})`;
};

/** Lists of what has to be read first, to learn whether it is the caller's. */
const READ_FIRST = ['CreditTranscript'];

const lists = objects
  .filter(({ name }) => !READ_FIRST.includes(name))
  .flatMap((owner) =>
    fieldsOf(owner)
      .filter((field) => field.args.some((arg) => arg.name === 'first'))
      .map((field) => [`${owner.name}.${field.name}`, owner, field] as const),
  );

test('there are lists to page through', () => {
  expect(lists.length).toBeGreaterThanOrEqual(2);
});

/** What a signed-in person's request carries, with a database that must not be asked. */
const contextValue = {
  viewer: { userId: '00000000-0000-7000-8000-000000000000' },
  now: new Date(0),
  db: new Proxy(
    {},
    {
      get: (_target, name) => {
        throw new Error(`asked the database for ${String(name)}`);
      },
    },
  ),
};

const refusals = async (text: string) => {
  const { errors } = await execute({ schema, document: parse(text), contextValue });
  return errors?.map(({ message, extensions }) => ({ message, code: extensions.code }));
};

/** Types that are reached without the database. */
const AT_HAND = ['Query', 'Viewer'];

test.each(lists)('%s refuses more than a page before it asks the database', async (_name, owner, field) => {
  for (const tooMany of [`first: ${MAX_PAGE + 1}`, `last: ${MAX_PAGE + 1}`, 'first: -1']) {
    const text = documentTo(owner, `${field.name}(${tooMany}) { pageInfo { hasNextPage } }`);
    if (text === null) throw new Error(`${owner.name} cannot be reached from the root.`);
    expect(pageFaults(parse(text), {})).toHaveLength(1);
    if (!AT_HAND.includes(owner.name)) continue;
    expect(await refusals(text)).toEqual([{ message: `Ask for 0 to ${MAX_PAGE} at a time.`, code: 'BAD_USER_INPUT' }]);
  }
});

test('nodes refuses more than a page of ids', async () => {
  const id = Buffer.from(`Course:${contextValue.viewer.userId}`).toString('base64');
  expect(await refusals(`{ nodes(ids: ${JSON.stringify(Array(MAX_PAGE + 1).fill(id))}) { id } }`)).toEqual([
    { message: `Ask for at most ${MAX_PAGE} ids at a time.`, code: 'BAD_USER_INPUT' },
  ]);
});
