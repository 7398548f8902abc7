import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
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
export type Generated = Record<string, string>;
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
  const askedAt = Map.groupBy(written, fileOf);
  const asked = [...askedAt].map(([path, ones]) => [path, askedFile(ones)]);
  return {
    'graphql/shapes.ts': `${HEAD}\n${withoutUnused(types)}\n`,
    'graphql/generated.ts': `${HEAD}\n${['./shapes.ts', ...askedAt.keys()].map(passedOn).join('\n')}\n`,
    'graphql/documents.json': `${JSON.stringify(Object.fromEntries(written.map(({ hash, text }) => [hash, text]).sort()), null, 2)}\n`,
    ...Object.fromEntries(asked),
  };
}

/** The plugin writes a type for deferred answers, which we do not have. */
const withoutUnused = (types: string): string =>
  types.replace(/^\/\*\* Internal type.*\nexport type Incremental.*\n/m, '').trim();

/** The tables of addresses, and the file of what each names. */
const TABLES = [
  { table: readFileSync(`${WEB}/routes.ts`, 'utf8'), file: 'queries' },
  { table: readFileSync(`${WEB}/deskRoutes.ts`, 'utf8'), file: 'deskQueries' },
  { table: readFileSync(`${WEB}/earnedRoutes.ts`, 'utf8'), file: 'earnedQueries' },
  { table: readFileSync(`${WEB}/careRoutes.ts`, 'utf8'), file: 'careQueries' },
];

/** What a table of addresses names comes with the table; what a page asks for later comes with the page. */
function fileOf({ name, location }: Written): string {
  const named = new RegExp(`\\bdocuments\\.${name}\\b`);
  const found = TABLES.find(({ table }) => named.test(table));
  return `graphql/asked/${found?.file ?? basename(location, '.graphql')}.ts`;
}

const HEAD = "// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema\n";

/** What the table of addresses names stands in one file, what a page changes in one of its own: it loads no other page's hashes. */
const askedFile = (written: Written[]): string => {
  const types = written.flatMap(({ name, kind }) => [`${name}${kind}`, `${name}${kind}Variables`]).sort();
  const imports = `import type { Asked } from '../../ask.ts';\nimport type {\n  ${types.join(',\n  ')},\n} from '../shapes.ts';\n`;
  return `${HEAD}${imports}\n${written.map(constant).join('\n')}\n`;
};

const passedOn = (path: string): string =>
  path === './shapes.ts' ? `export type * from '${path}';` : `export * from '${path.replace('graphql', '.')}';`;

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(`${WEB}/graphql/asked`, { recursive: true, force: true });
  mkdirSync(`${WEB}/graphql/asked`);
  for (const [path, text] of Object.entries(await generate())) writeFileSync(`${WEB}/${path}`, text);
}
