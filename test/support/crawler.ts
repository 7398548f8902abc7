import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { schema } from '../../schema/graphql/index.ts';

type Ask = (query: string, variables?: Record<string, unknown>) => Promise<{ data: unknown; codes: string[] }>;
type Seen = { path: string; facts: Record<string, unknown> };

const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());
const objectOf = (name: string) => schema.getType(name) as GraphQLObjectType;
const hasId = (type: GraphQLObjectType) => 'id' in type.getFields();
const isNode = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Node');

/**
 * The facts of an object: the fields without arguments, down to the next object that has an id of its own. Clients keep a field
 * with arguments under its arguments, so it is no fact of the object alone.
 */
const factsOf = (type: GraphQLObjectType) => fieldsOf(type).filter(({ args }) => args.length === 0);

/** Everything below a fact. */
const whole = (field: GraphQLField<unknown, unknown>, within: readonly string[] = []): string => {
  const inner = getNamedType(field.type);
  if (isObjectType(inner)) {
    if (hasId(inner)) return `${field.name} { __typename id }`;
    if (within.includes(inner.name)) return `${field.name} { __typename }`;
    return `${field.name} { __typename ${factsOf(inner)
      .map((fact) => whole(fact, [...within, inner.name]))
      .join(' ')} }`;
  }
  if (!isAbstractType(inner)) return field.name;
  const shared = isInterfaceType(inner) ? Object.keys(inner.getFields()) : [];
  const kinds = schema.getPossibleTypes(inner).map((type) => {
    const own = factsOf(type).filter(({ name }) => !shared.includes(name));
    return own.length === 0 ? '' : `... on ${type.name} { ${own.map((fact) => whole(fact, within)).join(' ')} }`;
  });
  return `${field.name} { __typename ${shared.join(' ')} ${kinds.join(' ')} }`;
};

/** Selections that show every fact of an object between them: what is cheap together, every list and object alone. */
const selections = (type: GraphQLObjectType): string[] => {
  const plain = factsOf(type).filter(({ type: of }) => isLeafType(getNamedType(of)));
  const nested = factsOf(type).filter(({ type: of }) => !isLeafType(getNamedType(of)));
  return [plain.map(({ name }) => name).join(' '), ...nested.map((fact) => `id ${whole(fact)}`)].map(
    (facts) => `__typename ${facts}`,
  );
};

/** A page's arguments; null for a field that needs arguments which nobody knows here. */
const argumentsOf = (field: GraphQLField<unknown, unknown>): string | null => {
  if (field.args.some(({ type }) => isNonNullType(type))) return null;
  return field.args.some(({ name }) => name === 'first') ? '(first: 5)' : '';
};

/** The fields on the way to an object, with their arguments, and what is selected of it. */
type Way = { steps: string[]; rest: string };

const written = ({ steps, rest }: Way): string => steps.reduceRight((inner, step) => `${step} { ${inner} }`, rest);

/** Ways from a type to every object with an id within so many such objects, the short ones first, no field twice on the way. */
const waysFrom = (type: GraphQLObjectType, hops: number, used: readonly string[] = []): Way[] =>
  fieldsOf(type).flatMap((field) => {
    const inner = getNamedType(field.type);
    const args = argumentsOf(field);
    const step = `${type.name}.${field.name}`;
    if (!isObjectType(inner) || args === null || used.includes(step)) return [];
    const ends = hasId(inner) ? selections(inner).map((rest) => ({ steps: [], rest })) : [];
    const left = hasId(inner) ? hops - 1 : hops;
    const further = left === 0 ? [] : waysFrom(inner, left, [...used, step]);
    return [...ends, ...further].map(({ steps, rest }) => ({ steps: [`${field.name}${args}`, ...steps], rest }));
  });

/** How many steps of a way lead to anything. */
const reach = (value: unknown, steps: readonly string[]): number => {
  const here = [value].flat(3).filter((one) => typeof one === 'object' && one !== null);
  const [step = ''] = steps;
  if (here.length === 0) return -1;
  if (steps.length === 0) return 0;
  const name = step.replace(/\(.*$/, '');
  return (
    1 +
    reach(
      here.map((one) => (one as Record<string, unknown>)[name]),
      steps.slice(1),
    )
  );
};

/** Remembers where nothing is, so that nobody looks behind it. */
const openMap = () => {
  const barren = new Set<string>();
  const prefixes = (root: string, steps: readonly string[]) =>
    steps.map((_, at) => [root, ...steps.slice(0, at + 1)].join(' '));
  return {
    leadsNowhere: (root: string, { steps }: Way) => prefixes(root, steps).some((prefix) => barren.has(prefix)),
    note: (root: string, { steps }: Way, value: unknown) => {
      const reached = reach(value, steps);
      const empty = prefixes(root, steps)[reached];
      if (reached < steps.length && empty !== undefined) barren.add(empty);
    },
  };
};

/** The same way with everything that is selected at its end: one question instead of one for each selection. */
const together = (ways: readonly Way[]): Way[][] => {
  const byWay = new Map<string, Way[]>();
  for (const way of ways) {
    const key = way.steps.join(' ');
    byWay.set(key, [...(byWay.get(key) ?? []), way]);
  }
  return [...byWay.values()];
};

/** The server found a question too long. */
const TOO_COSTLY = Symbol('too costly');
const FOR_MEMBERS = ['UNAUTHENTICATED', 'NOT_FOUND'];

/** What one person is shown under each (type, id), from wherever an object with an id can be reached. */
export const createCrawler = (ask: Ask, hops = 3, hopsFromNodes = 2) => {
  const seen = new Map<string, Seen[]>();
  const tooCostly: string[] = [];

  /** Keeps the facts of every object that was selected whole; answers the objects that were only named. */
  const note = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => note(item, path));
    if (typeof value !== 'object' || value === null) return value;
    const { __typename: name, id, ...rest } = value as { __typename?: string; id?: string };
    const facts = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, note(one, `${path}.${key}`)]));
    if (name === undefined || id === undefined) return name === undefined ? facts : { __typename: name, ...facts };
    const key = `${name} ${id}`;
    const known = seen.get(key) ?? [];
    seen.set(key, known);
    if (Object.keys(rest).length > 0) known.push({ path, facts });
    return key;
  };

  const read = async (query: string, variables?: Record<string, unknown>) => {
    const { data, codes } = await ask(query, variables);
    if (codes.includes('OPERATION_TOO_COSTLY')) return TOO_COSTLY;
    // A list for members answers null to everybody else, and says why.
    if (codes.some((code) => !FOR_MEMBERS.includes(code))) throw new Error(`${codes.join()}: ${query}`);
    note(data, query);
    return data;
  };

  /** Asks for as much at the end of a way as the server finds cheap enough. */
  const follow = async (
    map: ReturnType<typeof openMap>,
    root: string,
    ways: readonly Way[],
    ask: (inner: string) => Promise<unknown>,
  ): Promise<void> => {
    const [first] = ways;
    if (first === undefined || map.leadsNowhere(root, first)) return;
    const data = await ask(written({ steps: first.steps, rest: ways.map(({ rest }) => rest).join(' ') }));
    if (data !== TOO_COSTLY) return map.note(root, first, data);
    if (ways.length === 1) {
      tooCostly.push(written(first));
      return;
    }
    const half = Math.ceil(ways.length / 2);
    await follow(map, root, ways.slice(0, half), ask);
    await follow(map, root, ways.slice(half), ask);
  };

  return {
    seen,
    /** Ways that the server finds too long even alone. */
    tooCostly,
    /** Reads from a field of the root, written with its arguments: everything within so many hops of it. */
    from: async (root: string, name: string) => {
      const type = objectOf(name);
      const map = openMap();
      const own = hasId(type) ? selections(type).map((rest) => ({ steps: [], rest })) : [];
      for (const ways of together([...own, ...waysFrom(type, hops)]))
        await follow(map, root, ways, async (inner) => valueAt(await read(`{ ${root} { ${inner} } }`), root));
    },
    /** Reads what a mutation gives back. */
    payload: async (mutation: string, input: Record<string, unknown>) => {
      const capital = mutation.charAt(0).toUpperCase() + mutation.slice(1);
      for (const ways of together(waysFrom(objectOf(`${capital}Payload`), 1)))
        await follow(openMap(), mutation, ways, (inner) => {
          const body = `${mutation}(input: $input) { __typename ... on ${capital}Payload { ${inner} } ... on Error { code } }`;
          return read(`mutation ($input: ${capital}Input!) { ${body} }`, { input });
        });
    },
    /** Fetches every Node that was seen by its id, and goes on from each, until nothing new turns up. */
    nodes: async () => {
      const visited = new Set<string>();
      for (let next = unvisited(seen, visited); next.length > 0; next = unvisited(seen, visited)) {
        for (const key of next) {
          visited.add(key);
          const [name = '', id = ''] = key.split(' ');
          const type = objectOf(name);
          if (!isNode(type)) continue;
          const map = openMap();
          const own = selections(type).map((rest) => ({ steps: [], rest }));
          for (const ways of together([...own, ...waysFrom(type, hopsFromNodes)]))
            await follow(map, key, ways, async (inner) => {
              const query = `query ($id: ID!) { node(id: $id) { __typename ... on ${name} { ${inner} } } }`;
              return valueAt(await read(query, { id }), 'node');
            });
        }
      }
    },
  };
};

const valueAt = (data: unknown, root: string): unknown =>
  data === TOO_COSTLY ? data : (data as Record<string, unknown> | null)?.[root.replace(/\(.*$/, '')];

const unvisited = (seen: Map<string, Seen[]>, visited: Set<string>) =>
  [...seen.keys()].filter((key) => !visited.has(key));

type Occurrences = ReadonlyMap<string, readonly Seen[]>;

/** Every fact that differs under one (type, id), with two paths that show it. */
export const contradictions = (seen: Occurrences): string[] =>
  [...seen].flatMap(([key, occurrences]) => {
    const said = new Map<string, { text: string; path: string }>();
    return occurrences.flatMap(({ facts, path }) =>
      Object.entries(facts).flatMap(([fact, value]) => {
        const text = JSON.stringify(value);
        const first = said.get(fact) ?? { text, path };
        said.set(fact, first);
        return first.text === text ? [] : [`${key} ${fact}: ${first.text} by ${first.path}, ${text} by ${path}`];
      }),
    );
  });

/** The facts of every type that were seen under fewer than two paths of any object, or never: what was not compared. */
export const uncompared = (seen: Occurrences): string[] => {
  const paths = new Map<string, Set<string>>();
  for (const [key, occurrences] of seen)
    for (const { facts, path } of occurrences)
      for (const fact of Object.keys(facts)) {
        const at = `${key.split(' ')[0]}.${fact}`;
        paths.set(at, (paths.get(at) ?? new Set()).add(path));
      }
  const types = new Set([...seen.keys()].map((key) => key.split(' ')[0] ?? ''));
  return [...types].flatMap((name) =>
    factsOf(objectOf(name)).flatMap((field) => {
      const at = `${name}.${field.name}`;
      return field.name === 'id' || (paths.get(at)?.size ?? 0) > 1 ? [] : [at];
    }),
  );
};
