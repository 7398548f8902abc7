import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
} from 'graphql';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const SDL = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url));

/** The files that generate() makes, by their path below web/. */
export type Generated = { 'graphql/generated.ts': string; 'graphql/documents.json': string };
type Written = { name: string; kind: string; hash: string; text: string; location: string; document: DocumentNode };

/** Types and hashes of every document of the pages. Throws when a document does not fit the schema. */
export async function generate(): Promise<Generated> {
  const schema = buildSchema(readFileSync(SDL, 'utf8'));
  const files = globSync('*/*.graphql', { cwd: WEB }).sort();
  const parsed = files.map((location) => ({ location, document: parse(readFileSync(`${WEB}/${location}`, 'utf8')) }));
  const fragments = new Map(
    parsed.flatMap(({ document }) => fragmentsIn(document).map((one) => [one.name.value, one])),
  );
  const written = parsed.flatMap(({ location, document }) =>
    operationsIn(document).map((operation) => writtenOf(operation, fragments, location)),
  );
  for (const { document, location } of written) {
    const faults = validate(schema, document).map(({ message }) => `web/${location}: ${message}`);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }
  const types = await codegen({
    ...{ filename: 'generated.ts', schema: parse(readFileSync(SDL, 'utf8')), schemaAst: schema },
    ...{ documents: parsed, plugins: [{ operations: {} }], pluginMap: { operations } },
    config: {
      ...{ skipTypename: true, useTypeImports: true, enumType: 'string-literal', avoidOptionals: { field: true } },
      ...{ nonOptionalTypename: false, dedupeFragments: true },
      scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', ID: 'string', JSON: 'unknown' },
    },
  });
  return {
    'graphql/generated.ts': `${HEAD}\n${withoutUnused(types)}\n\n${written.map(constant).join('\n')}\n`,
    'graphql/documents.json': `${JSON.stringify(Object.fromEntries(written.map(({ hash, text }) => [hash, text]).sort()), null, 2)}\n`,
  };
}

/** The plugin writes a type for deferred answers, which we do not have. */
const withoutUnused = (types: string): string =>
  types.replace(/^\/\*\* Internal type.*\nexport type Incremental.*\n/m, '').trim();

const HEAD = `// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../ask.ts';
`;

const constant = ({ name, kind, hash }: Written): string =>
  `export const ${name}: Asked<${name}${kind}, ${name}${kind}Variables> = {\n  name: '${name}',\n  hash: '${hash}',\n};`;

const operationsIn = ({ definitions }: DocumentNode): OperationDefinitionNode[] =>
  definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
const fragmentsIn = ({ definitions }: DocumentNode): FragmentDefinitionNode[] =>
  definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);

/** An operation with the fragments that it uses, as one text without anything that does not count. */
function writtenOf(
  operation: OperationDefinitionNode,
  fragments: Map<string, FragmentDefinitionNode>,
  location: string,
): Written {
  const name = operation.name?.value;
  if (name === undefined) throw new Error(`web/${location}: give the operation a name.`);
  const used = new Map<string, FragmentDefinitionNode>();
  const gather = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
    void visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        const fragment = fragments.get(value);
        if (fragment === undefined || used.has(value)) return;
        used.set(value, fragment);
        gather(fragment);
      },
    });
  gather(operation);
  const document = { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] } as const;
  const text = stripIgnoredCharacters(print(document));
  const kind = `${operation.operation.charAt(0).toUpperCase()}${operation.operation.slice(1)}`;
  return { name, kind, hash: createHash('sha256').update(text).digest('hex'), text, location, document };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of Object.entries(await generate())) writeFileSync(`${WEB}/${path}`, text);
