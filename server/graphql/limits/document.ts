import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

/** What one document may contain. The journey's own operations stay below a third of each limit. */
export const DOCUMENT_LIMITS = {
  characters: 30_000,
  tokens: 3_000,
  nesting: 60,
  depth: 16,
  fields: 600,
  aliases: 40,
  directives: 50,
  rootFields: 20,
  mutationFields: 10,
  operations: 20,
} as const;

/** `top` are the fields of the set itself, wherever its fragments write them. */
type Measure = { depth: number; fields: number; aliases: number; directives: number; top: number };
const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0, top: 0 };

/** A refusal that names the limit. Its status is always 400, whatever the client accepts. */
export function limitError(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400, spec: false } } });
}

/**
 * Brackets, and the strings and comments whose brackets do not count. A string without an end matches too, up to where the parser
 * gives up, so that no part of the text is read twice.
 */
const NESTING = /"""(?:\\"""|(?!""")[\s\S])*(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?|#[^\n\r]*|[[{(]|[\])}]/g;

/** Checks the raw text before the parser can recurse too deep; null when it may be parsed. */
export function textFault(text: string): GraphQLError | null {
  if (text.length > DOCUMENT_LIMITS.characters) {
    const limit = `The document is longer than allowed (at most ${DOCUMENT_LIMITS.characters} characters).`;
    return limitError(limit, 'DOCUMENT_TOO_LARGE');
  }
  let open = 0;
  for (const [part] of text.matchAll(NESTING)) {
    if (part === '[' || part === '{' || part === '(') open += 1;
    else if (part === ']' || part === '}' || part === ')') open -= 1;
    if (open > DOCUMENT_LIMITS.nesting) {
      const limit = `The document nests deeper than allowed (at most ${DOCUMENT_LIMITS.nesting} brackets, a depth of ${DOCUMENT_LIMITS.depth} fields).`;
      return limitError(limit, 'DOCUMENT_TOO_LARGE');
    }
  }
  return null;
}

/** How much a document contains, in the terms of its limits. Fragments count where they are spread. */
export function measureDocument(document: DocumentNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const measured = new Map<string, Measure>();
  const whole = [...operations, ...fragments.values()].map((node) => ({
    ...measureSet(node.selectionSet, fragments, measured, new Set()),
    ownDirectives: node.directives?.length ?? 0,
    asks: node.kind === Kind.OPERATION_DEFINITION ? node.operation : null,
  }));
  const most = (of: (measure: (typeof whole)[number]) => number) => Math.max(0, ...whole.map(of));
  return {
    operations: document.definitions.length,
    rootFields: most((measure) => (measure.asks === null ? 0 : measure.top)),
    mutationFields: most((measure) => (measure.asks === OperationTypeNode.MUTATION ? measure.top : 0)),
    depth: most((measure) => measure.depth),
    fields: most((measure) => measure.fields),
    aliases: most((measure) => measure.aliases),
    directives: most((measure) => measure.directives + measure.ownDirectives),
  };
}

/** Every limit that the document breaks. One reading finds them, before any more expensive rule runs. */
export function documentFaults(document: DocumentNode): GraphQLError[] {
  const found = measureDocument(document);
  return (Object.keys(found) as (keyof typeof found)[])
    .filter((name) => found[name] > DOCUMENT_LIMITS[name])
    .map((name) => {
      const limit = `The document has more ${WORDS[name]} than allowed (at most ${DOCUMENT_LIMITS[name]}).`;
      return limitError(`${limit} Ask for less, or in several requests.`, 'DOCUMENT_TOO_LARGE');
    });
}

const WORDS = {
  operations: 'operations and fragments',
  rootFields: 'fields at its root',
  mutationFields: 'fields of a mutation',
  depth: 'levels of depth',
  fields: 'fields',
  aliases: 'aliases',
  directives: 'directives',
} as const;

/**
 * Measures a fragment once and remembers the result. A fragment that spreads itself counts as zero here; validation refuses it.
 */
function measureSet(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Map<string, Measure>,
  open: Set<string>,
): Measure {
  const total = { ...NOTHING };
  const add = (part: Measure, levels: number) => {
    total.depth = Math.max(total.depth, part.depth + levels);
    total.fields += part.fields;
    total.aliases += part.aliases;
    total.directives += part.directives;
    total.top += levels === 0 ? part.top : 1;
  };
  for (const node of set.selections) {
    total.directives += node.directives?.length ?? 0;
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      add(measureFragment(node.name.value, fragments, measured, open), 0);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      add(measureSet(node.selectionSet, fragments, measured, open), 0);
    } else {
      total.fields += 1;
      total.aliases += node.alias === undefined ? 0 : 1;
      add(node.selectionSet ? measureSet(node.selectionSet, fragments, measured, open) : NOTHING, 1);
    }
  }
  return total;
}

function measureFragment(
  name: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Map<string, Measure>,
  open: Set<string>,
): Measure {
  const known = measured.get(name);
  const fragment = fragments.get(name);
  if (known !== undefined || fragment === undefined || open.has(name)) return known ?? NOTHING;
  open.add(name);
  const measure = measureSet(fragment.selectionSet, fragments, measured, open);
  open.delete(name);
  measured.set(name, measure);
  return measure;
}
