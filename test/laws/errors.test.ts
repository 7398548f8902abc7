import { expect, test } from '@jest/globals';
import { DomainError } from '../../schema/errors.ts';
import { schema } from '../../schema/graphql/index.ts';
import { kindOf, sources } from '../support/sources.ts';

/** Errors that only an operator's command can get, as one line of text. */
const OF_COMMANDS = ['RecordKeptError'];

type ErrorClass = Pick<typeof DomainError, 'facts'> & { name: string };

const isErrorClass = (value: unknown): value is ErrorClass =>
  typeof value === 'function' && value.prototype instanceof DomainError;

const files = sources.filter(({ path }) => kindOf(path) === 'errors' || path === 'schema/errors.ts');
const declared = (
  await Promise.all(
    files.map(async ({ path, text }) =>
      Object.values<unknown>(await import(`../../${path}`))
        .filter(isErrorClass)
        .map((ErrorClass) => ({ ErrorClass, text: text.split(`class ${ErrorClass.name} `)[1]?.split('\n}')[0] ?? '' })),
    ),
  )
).flat();

test('every expected failure is named by a mutation, so that a client gets it as a type; else it would get an internal error', () => {
  expect(declared.length).toBeGreaterThanOrEqual(15);
  const unnamed = declared.map(({ ErrorClass }) => ErrorClass.name).filter((name) => !schema.getType(name));
  expect(unnamed).toEqual(OF_COMMANDS);
});

test('every fact of an error is a field of its class', () => {
  const missing = declared.flatMap(({ ErrorClass, text }) =>
    Object.keys(ErrorClass.facts)
      .filter((fact) => !new RegExp(`^ {2}readonly ${fact}: `, 'm').test(text))
      .map((fact) => `${ErrorClass.name}.${fact}`),
  );
  expect(missing).toEqual([]);
});

/** Texts that a person reads: of an error, and those that are thrown or told beside it. */
const TOLD = /(?:super\(|new GraphQLError\(|message(?: =|:)|error: )\s*(`[^`]*`|'[^'\n]*'|"[^"\n]*")/g;

test('messages are sentences: instants are facts of an error, and paths stay inside', () => {
  const told = sources
    .filter(({ path }) => /^(schema|server\/(graphql|http|app|verification))\//.test(path))
    .flatMap(({ path, text }) => [...text.matchAll(TOLD)].map(([, words = '']) => ({ path, words })));
  expect(told.length).toBeGreaterThan(80);
  const raw = told.filter(({ words }) =>
    /toISOString\(\)\}|\$\{(retryAt|dueAt|now|\w*At)\}|\.ts\b|node_modules/.test(words),
  );
  expect(raw).toEqual([]);
});
