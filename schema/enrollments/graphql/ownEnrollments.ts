import { type EnrollmentId, parseId } from '../../../drizzle/ids.ts';
import { type Context, signedIn } from '../../context.ts';
import { parseEnrolledKey } from '../../enrolledKeys.ts';
import { type EnrollmentRow, isWhole, ownEnrollmentsByIds, ownStandings, type WholeRow } from '../queries.ts';

/** The viewer's enrollments with these keys, in their order; null for every other key. */
export async function loadOwnEnrollments(
  ids: readonly string[],
  { db, viewer }: Context,
): Promise<(EnrollmentRow | null)[]> {
  const keys = ids.flatMap((id) => parseId<EnrollmentId>(id) ?? []);
  const rows = viewer === null || keys.length === 0 ? [] : await ownEnrollmentsByIds(db, viewer.userId, keys);
  return ids.map((id) => rows.find((row) => row.id === id.toLowerCase()) ?? null);
}

/** The same rows, each with the standing of every module; what a row lacks is read. */
export async function wholeRows(rows: readonly EnrollmentRow[], context: Context): Promise<WholeRow[]> {
  const lacking = rows.filter((row) => !isWhole(row)).map(({ id }) => id);
  const read = lacking.length === 0 ? [] : await ownStandings(context.db, signedIn(context).userId, lacking);
  return rows.map((row) => {
    const whole = isWhole(row) ? row : read.find(({ id }) => id === row.id);
    if (whole === undefined) throw new Error('an enrollment has no standing');
    return whole;
  });
}

/**
 * What stands under these keys of things within an enrollment: `find` looks a published key up in the viewer's own enrollment, and
 * may find nothing.
 */
export async function loadWithinEnrollments<Found>(
  ids: readonly string[],
  context: Context,
  find: (row: EnrollmentRow, key: string) => Found | null,
): Promise<(Found | null)[]> {
  const parsed = ids.map((id) => parseEnrolledKey(id));
  const rows = await loadOwnEnrollments(
    parsed.map((one) => one?.enrollmentId ?? ''),
    context,
  );
  return parsed.map((one, at) => {
    const row = rows[at];
    return one === null || !row ? null : find(row, one.key);
  });
}
