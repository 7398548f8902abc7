import { type DefaultConnectionArguments, resolveCursorConnection } from '@pothos/plugin-relay';
import { GraphQLError } from 'graphql';
import { parseId } from '../../drizzle/ids.ts';
import { HIGHEST, LOWEST, type Window } from '../../drizzle/window.ts';
import { DEFAULT_PAGE, MAX_PAGE } from './relay.ts';

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const LONGEST_CURSOR = 200;

function placeIn(cursor: string | null | undefined, read: (place: string) => string | null): string | null {
  if (cursor === null || cursor === undefined) return null;
  const place = cursor.length > LONGEST_CURSOR ? null : read(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (place === null) throw badInput('No page returned this cursor. Start again without it.');
  return place;
}

/** Refuses page sizes that no list allows. */
export function checkPageSize({ first, last }: DefaultConnectionArguments): void {
  if (first != null && last != null) throw badInput('Ask for `first` or for `last`, not for both.');
  const size = first ?? last;
  if (size != null && (size < 0 || size > MAX_PAGE)) throw badInput(`Ask for 0 to ${MAX_PAGE} at a time.`);
}

/** The place of each row in a list, and how to read a place that a client sent; null when it is not a place. */
type Places<Row> = { of: (row: Row) => string; read: (place: string) => string | null };
type Between = { after: string | null; before: string | null; inverted: boolean; limit: number };

/** A keyset page: the rows strictly between two places, from the end when inverted. */
export function keysetPage<Row>(
  args: DefaultConnectionArguments,
  places: Places<Row>,
  load: (between: Between) => Promise<Row[]>,
) {
  checkPageSize(args);
  const toCursor = (row: Row) => Buffer.from(places.of(row), 'utf8').toString('base64url');
  const options = { args, defaultSize: DEFAULT_PAGE, maxSize: MAX_PAGE, toCursor };
  return resolveCursorConnection<Promise<Row[]>>(options, ({ before, after, limit, inverted }) =>
    load({ after: placeIn(after, places.read), before: placeIn(before, places.read), inverted, limit }),
  );
}

/** A keyset page, newest first, over rows whose time-ordered key is their place. */
export function newestFirst<Row extends { id: string }>(
  args: DefaultConnectionArguments,
  load: (window: Window) => Promise<Row[]>,
) {
  return keysetPage<Row>(args, { of: (row) => row.id, read: parseId }, ({ after, before, ...rest }) =>
    load({ below: after ?? HIGHEST, above: before ?? LOWEST, ...rest }),
  );
}
