import {
  type Alias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { z } from 'zod';
import { didYouMean, type Fault } from './faults.ts';
import { unknownKeysOf } from './text.ts';

type Path = readonly PropertyKey[];

/** A YAML file that a person wrote: its plain value, and the line of each part. */
export type EditedYaml = { file: string; value: unknown; lineOf(path: Path): number };

/**
 * Reads one YAML document; firstLine is its line in the surrounding file. Aliases and custom tags are faults, so that nothing
 * expands.
 */
export function readYaml(
  file: string,
  text: string,
  firstLine = 1,
): { yaml: EditedYaml; faults: [] } | { yaml: null; faults: Fault[] } {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  try {
    // The library compares each key with every other one of its section, so repeated keys are found here.
    const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false };
    const document = parseDocument(text, options);
    const faults = [...document.errors, ...document.warnings].map((error) => ({
      file,
      line: lineAt(error.pos[0]),
      message: yamlMessage(error),
    }));
    visit(document, {
      Map: (_, map) => {
        for (const offset of repeatedKeys(map)) faults.push({ file, line: lineAt(offset), message: REPEATED_KEY });
      },
      Alias: (_, node: Alias) => {
        const message = `Write the text out here; references such as *${node.source} are not allowed.`;
        faults.push({ file, line: lineAt(node.range?.[0] ?? 0), message });
      },
    });
    if (faults.length > 0) return { yaml: null, faults };
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return { yaml: { file, value, lineOf: (path) => lineAt(offsetOf(document.contents, path)) }, faults: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      yaml: null,
      faults: [{ file, line: firstLine, message: 'The lists are nested too deeply; flatten them.' }],
    };
  }
}

const REPEATED_KEY = 'This key is in the same section twice; keep one of them.';

/** Where the keys begin that a section has had already. */
function repeatedKeys(map: YAMLMap): number[] {
  const seen = new Set<unknown>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    if (seen.has(key.value)) return [key.range?.[0] ?? 0];
    seen.add(key.value);
    return [];
  });
}

function yamlMessage({ code, message }: YAMLError): string {
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces, not with a tab.';
  if (code === 'MULTIPLE_DOCS') return 'Keep one document in the file; remove the line "---".';
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'Put the text in quotes: it contains a colon followed by a space.';
  return `This is not valid YAML: ${message.split('\n')[0]}`;
}

/** The pairs of each section by key. A file with many faults asks for many of them. */
const named = new WeakMap<YAMLMap, Map<string, Pair>>();

function pairsOf(map: YAMLMap): Map<string, Pair> {
  const known = named.get(map);
  if (known !== undefined) return known;
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    if (isScalar(pair.key) && !pairs.has(String(pair.key.value))) pairs.set(String(pair.key.value), pair);
  }
  named.set(map, pairs);
  return pairs;
}

/** Where the deepest existing part of the path begins: the key in a map, the item in a list. */
function offsetOf(contents: unknown, path: Path): number {
  let node = contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(step));
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      const item: unknown = node.items[step];
      if (!isMap(item) && !isSeq(item) && !isScalar(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

/** Checks a part of a file against its shape. Every fault names its line. `at` is the path of the part in the file. */
export function checkShape<Shape extends z.ZodType>(
  shape: Shape,
  yaml: EditedYaml,
  at: Path = [],
  value: unknown = yaml.value,
): { value: z.output<Shape> | null; faults: Fault[] } {
  const result = shape.safeParse(value, { reportInput: true });
  if (result.success) return { value: result.data, faults: [] };
  const faults = result.error.issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    const fault = (where: Path, message: string): Fault => ({ file: yaml.file, line: yaml.lineOf(where), message });
    if (issue.code !== 'unrecognized_keys') return [fault(path, `${nameOf(path)}${issue.message}`)];
    const known = unknownKeysOf(issue.message);
    return issue.keys.map((key) =>
      fault(
        [...path, key],
        `"${key}" is not known here${didYouMean(key, known) || `; known are ${known.join(', ')}.`}`,
      ),
    );
  });
  return { value: null, faults };
}

function nameOf(path: Path): string {
  const named = path.filter((step) => typeof step === 'string').join('.');
  return named === '' ? '' : `${named}: `;
}
