import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { schema } from '../../schema/graphql/index.ts';
import { readExamples } from '../../server/graphql/examples.ts';
import { folderOf, ROOT, sources } from '../support/sources.ts';

const examples = readExamples();
const names = examples.map(({ name }) => name);
// The measurements use separate documents, which peers can answer too.
const measured = sources.filter(({ path }) => folderOf(path) !== 'bench');

test('journey.json names every file once, and no other', () => {
  const files = readdirSync(join(ROOT, 'examples')).filter((file) => file !== 'journey.json');
  expect(names.map((name) => `${name}.graphql`).sort()).toEqual(files.sort());
});

describe.each(examples)('$name', ({ name, title, query, text, variables }) => {
  test('is one operation of that name, and valid', () => {
    const document = parse(text);
    expect(validate(schema, document).map((fault) => fault.message)).toEqual([]);
    const operations = document.definitions.map((definition) => definition as OperationDefinitionNode);
    expect(operations.map((operation) => [operation.kind, operation.name?.value])).toEqual([
      [Kind.OPERATION_DEFINITION, name],
    ]);
    const declared = operations.flatMap(({ variableDefinitions = [] }) => variableDefinitions);
    expect(Object.keys(variables)).toEqual(declared.map(({ variable }) => variable.name.value));
  });

  test('has a title, and no comment inside the operation', () => {
    expect(title).toMatch(/^[A-Z].{10,70}[^.]$/);
    expect(query).not.toContain('#');
  });

  test('is written nowhere else', () => {
    const copy = new RegExp(`\\b(?:query|mutation) ${name}\\b`);
    expect(measured.filter((source) => copy.test(source.text)).map(({ path }) => path)).toEqual([]);
  });
});

test('production images contain the examples, which the demo reads', () => {
  expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toContain('COPY examples ./examples\n');
  expect(readFileSync(join(ROOT, '.dockerignore'), 'utf8')).toContain('!examples\n');
});
