import { GraphQLError, type GraphQLResolveInfo, isObjectType } from 'graphql';
import { DEFAULT_PAGE, MAX_PAGE } from '../../drizzle/window.ts';

export { DEFAULT_PAGE, MAX_PAGE };

const size = (end: string) => ({
  description: `How many from the ${end}: 0 to ${MAX_PAGE}; ${DEFAULT_PAGE} without \`first\` and \`last\`.`,
});

function refuseMany(count: number) {
  if (count <= MAX_PAGE) return;
  const message = `Ask for at most ${MAX_PAGE} ids at a time.`;
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

type GlobalId = { typename: string; id: string };
type Info = Pick<GraphQLResolveInfo, 'schema'>;

/**
 * Whether a type can be fetched by id. An id of any other type gets the same answer as an unknown id, so that the answer reveals
 * nothing about the schema.
 */
function isNode(schema: Info['schema'], { typename }: GlobalId): boolean {
  const type = schema.getType(typename);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

const LONGEST_ID = 200;
const GLOBAL_ID = /^([A-Za-z_]\w*):(.+)$/s;

/** What a global id names. A malformed one names nothing, so that `node` and `nodes` answer null in its place as for an unknown one. */
function decodeGlobalID(globalId: string): GlobalId {
  const text = globalId.length > LONGEST_ID ? '' : Buffer.from(globalId, 'base64').toString('utf8');
  const [, typename = '', id = ''] = GLOBAL_ID.exec(text) ?? [];
  return { typename, id };
}

/** How this schema names and describes the Relay conventions. */
export const relay = {
  decodeGlobalID,
  clientMutationId: 'omit',
  cursorType: 'String',
  idFieldOptions: { description: 'Its global id.' },
  nodeTypeOptions: { description: 'Anything with a global id.' },
  nodeQueryOptions: {
    description: 'The object with this global id; null when it does not exist, is not yours, or the id is malformed.',
    args: { id: { description: 'A global id.' } },
    resolve: <Found>(
      _root: unknown,
      { id }: { id: GlobalId },
      _context: unknown,
      { schema }: Info,
      load: (id: GlobalId) => Found,
    ) => (isNode(schema, id) ? load(id) : null),
  },
  nodesQueryOptions: {
    description: `The objects with these global ids, in their order; at most ${MAX_PAGE}. Null in the place of an id as in \`node\`.`,
    args: { ids: { description: 'Global ids.' } },
    resolve: async (
      _root: unknown,
      args: { ids: GlobalId[] },
      _context: unknown,
      { schema }: Info,
      load: (ids: GlobalId[]) => unknown,
    ) => {
      const asked = args.ids;
      refuseMany(asked.length);
      const known = asked.filter((id) => isNode(schema, id));
      // The plugin ignores the ids that `load` gets and reads args.ids again, so the ids to load must be written there.
      args.ids = known;
      const found = new Map(((await load(known)) as unknown[]).map((one, at) => [known[at], one]));
      return asked.map((id) => found.get(id) ?? null);
    },
  },
  mutationInputArgOptions: { description: 'What to do, and to what.' },
  pageInfoTypeOptions: { description: 'The place of a page in its list.' },
  hasNextPageFieldOptions: { description: 'Whether more follow.' },
  hasPreviousPageFieldOptions: { description: 'Whether more come before.' },
  startCursorFieldOptions: { description: 'The cursor of the first object on the page.' },
  endCursorFieldOptions: {
    description: 'The cursor of the last object on the page; pass it as `after` for the next page.',
  },
  firstArgOptions: size('start'),
  lastArgOptions: size('end'),
  afterArgOptions: { description: 'Only objects after this cursor.' },
  beforeArgOptions: { description: 'Only objects before this cursor.' },
  defaultConnectionTypeOptions: { description: 'A page of a list.' },
  defaultEdgeTypeOptions: { description: 'An object of a page, with its place.' },
  cursorFieldOptions: { description: 'Its place in the list; opaque.' },
  nodeFieldOptions: { nullable: false, description: 'The object itself.' },
  edgesFieldOptions: { nullable: false, description: 'The objects on the page, with their places.' },
  pageInfoFieldOptions: { description: 'The place of the page in its list.' },
  nodesOnConnection: { description: 'The objects on the page, without their places.' },
} as const;
