import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { organizations } from '../../../drizzle/schema.ts';
import { InstructorBusyError } from '../errors.ts';
import { timesLedBy } from '../queries/led.ts';
import type { IntensiveRow } from '../queries.ts';
import { spanOf } from '../rules/agenda.ts';
import { ledIn, newOverlaps } from '../rules/busy.ts';
import type { Draft } from '../rules/draft.ts';

/** Times of one organization are judged one after the other. */
export async function lockTimes(tx: Database, id: OrganizationId): Promise<void> {
  await tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, id)).for('no key update');
}

/**
 * Refuses an agenda by which somebody leads two things at once that did not before; `before` is null for one that nobody saw yet.
 * Throws InstructorBusy.
 */
export async function requireFree(
  tx: Database,
  { id, organizationId, timeZone }: IntensiveRow,
  { before, draft }: { before: Draft | null; draft: Draft },
): Promise<void> {
  const after = ledIn(draft);
  const span = spanOf(after);
  if (span === null) return;
  await lockTimes(tx, organizationId);
  const names = [...new Set(after.map(({ name }) => name))];
  const standing = await timesLedBy(tx, {
    ...{ organizationId, names, except: [id], from: span.startsAt, until: span.endsAt },
  });
  const overlaps = newOverlaps({ before: before === null ? [] : ledIn(before), after, standing, timeZone });
  if (overlaps.length > 0) throw new InstructorBusyError(overlaps);
}
